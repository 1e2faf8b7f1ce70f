package org.broadsheet.members;

import org.jspecify.annotations.Nullable;

/** What the sign-in page posts. */
record SignInForm(@Nullable String email, @Nullable String to) {}

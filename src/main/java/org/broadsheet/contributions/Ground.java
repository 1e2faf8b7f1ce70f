package org.broadsheet.contributions;

import org.broadsheet.payments.Asker;
import org.broadsheet.payments.Cause;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside every line of a history: who wanted it, why, and what at Stripe is behind it.
 *
 * @param by null when it came from Stripe alone
 * @param why the reason that was given, as a word of ours; null when none was
 */
record Ground(@Nullable Asker by, @Nullable String why, Cause cause) {}

package org.broadsheet.sandbox.pages;

import org.jspecify.annotations.Nullable;

/** Something on the control page that time could do nothing with, and why. */
record ParkedRow(String id, @Nullable String link, String why) {}

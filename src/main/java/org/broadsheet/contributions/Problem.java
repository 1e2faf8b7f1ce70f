package org.broadsheet.contributions;

/** What is wrong with a field of a form, and what to do, in the reader's language. */
public record Problem(String field, String text) {}

package org.broadsheet.articles;

import java.util.Locale;

/** The same page in another language: its path there, without the language's prefix. */
record Translation(Locale language, String path) {}

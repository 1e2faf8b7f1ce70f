package org.broadsheet.articles;

import java.time.Instant;

/** One saved version in the history of an article. */
record RevisionRow(int version, Manuscript.State state, String headline, int words, Instant savedAt) {}

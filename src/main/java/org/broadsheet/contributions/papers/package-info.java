/** What a supporter can put in a folder: receipts, numbered and printed, and the year's statement. */
@NullMarked
package org.broadsheet.contributions.papers;

import org.jspecify.annotations.NullMarked;

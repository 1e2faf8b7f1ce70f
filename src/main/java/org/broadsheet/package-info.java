/** Broadsheet: a newsroom's articles, and the readers who pay for them. */
@NullMarked
package org.broadsheet;

import org.jspecify.annotations.NullMarked;

/** Pictures: taken in only as what they are, without what they would tell about their maker, and kept by their hash. */
@NullMarked
package org.broadsheet.articles.media;

import org.jspecify.annotations.NullMarked;

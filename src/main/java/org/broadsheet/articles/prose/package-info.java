/** From what an editor types to what a reader sees: Markdown, its cleaning, and the typography of each language. Pure. */
@NullMarked
package org.broadsheet.articles.prose;

import org.jspecify.annotations.NullMarked;

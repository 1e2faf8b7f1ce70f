/** Reading and writing: articles, sections, authors, topics, the page cache and the slots of a page. */
@NullMarked
@ApplicationModule(allowedDependencies = {"publication", "members", "staff"})
package org.broadsheet.articles;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

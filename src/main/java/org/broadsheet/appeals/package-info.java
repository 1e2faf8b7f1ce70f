/** Asking readers for support, and knowing whom not to ask. */
@NullMarked
@ApplicationModule(allowedDependencies = {"money", "publication", "articles", "mail", "members", "staff", "privacy"})
package org.broadsheet.appeals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

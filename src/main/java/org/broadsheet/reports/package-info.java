/** Numbers that staff can trust to the cent, each opening to its rows. */
@NullMarked
@ApplicationModule(allowedDependencies = {"money", "publication", "mail", "articles", "staff"})
package org.broadsheet.reports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** The newsroom: its name, address, languages, currencies and suggested amounts. */
@NullMarked
@ApplicationModule(allowedDependencies = {"money"})
package org.broadsheet.publication;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

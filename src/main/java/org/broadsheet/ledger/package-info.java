/** Every cent that moved, as balanced double entries that nobody can change. */
@NullMarked
@ApplicationModule(allowedDependencies = {"money"})
package org.broadsheet.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** Amounts in a currency's smallest unit: how they are read, written, bounded and divided. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.broadsheet.money;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

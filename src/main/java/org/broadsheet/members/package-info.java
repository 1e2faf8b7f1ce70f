/** People with accounts: claiming, signing in by mail link and code, sessions. */
@NullMarked
@ApplicationModule(allowedDependencies = {"mail", "publication", "privacy"})
package org.broadsheet.members;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

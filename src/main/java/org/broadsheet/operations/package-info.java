/** What keeps the newsroom running: jobs, health, the start of the application. */
@NullMarked
@ApplicationModule(allowedDependencies = {"mail", "money", "ledger", "payments", "publication", "members", "staff"})
package org.broadsheet.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

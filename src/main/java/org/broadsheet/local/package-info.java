/** Local mode: a database, a mailbox and a payment sandbox of its own, so that a clean clone runs with one command. */
@NullMarked
@ApplicationModule(allowedDependencies = {"sandbox", "staff", "privacy"})
package org.broadsheet.local;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

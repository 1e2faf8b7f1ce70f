/** The newsroom's people: roster, roles, set-up, passkeys, audit trail; what every desk page needs. */
@NullMarked
@ApplicationModule(allowedDependencies = {"mail", "members", "publication", "privacy"})
package org.broadsheet.staff;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

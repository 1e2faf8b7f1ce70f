/** What keeps personal data unreadable outside its purpose: column encryption, blind index, and the register of it. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.broadsheet.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

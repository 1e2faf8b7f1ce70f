/** Messages to people: rendered once, kept encrypted in an outbox, sent until they are sent. */
@NullMarked
@ApplicationModule(allowedDependencies = {"publication", "privacy"})
package org.broadsheet.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** What every response has in common: security rules, headers, languages, error pages. */
@NullMarked
@ApplicationModule(allowedDependencies = {"members", "staff", "publication", "privacy"})
package org.broadsheet.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** Money moving through Stripe: checkouts, what Stripe told us, payments as we know them, and their posting. */
@NullMarked
@ApplicationModule(allowedDependencies = {"money", "ledger", "publication", "privacy"})
package org.broadsheet.payments;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** The only place that knows Stripe's SDK. */
@NullMarked
package org.broadsheet.payments.stripe;

import org.jspecify.annotations.NullMarked;

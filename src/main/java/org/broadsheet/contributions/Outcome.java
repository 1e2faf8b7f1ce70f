package org.broadsheet.contributions;

import org.broadsheet.payments.CheckoutState;
import org.jspecify.annotations.Nullable;

/** What the thanks page knows: the promise, what came of its payment page, and its life if it has one by now. */
record Outcome(
        Promise promise, CheckoutState state, @Nullable Contribution contribution) {}

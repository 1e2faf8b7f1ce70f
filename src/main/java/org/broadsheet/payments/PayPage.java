package org.broadsheet.payments;

import java.net.URI;

/** Where at Stripe something can be put right. */
public sealed interface PayPage {
    record At(URI address) implements PayPage {}

    /** There is nothing to put right. */
    record NotNeeded() implements PayPage {}

    record Unreachable() implements PayPage {}
}

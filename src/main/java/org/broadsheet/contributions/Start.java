package org.broadsheet.contributions;

import java.net.URI;
import org.broadsheet.privacy.Token;

/** What came of a reader's decision to give. */
sealed interface Start {
    /** Go and pay. */
    record Pay(URI page) implements Start {}

    /** This very promise has been paid: the thanks are waiting. */
    record PaidAlready(Token thanks) implements Start {}

    /** Stripe cannot be reached. Nothing was charged. */
    record Unreachable() implements Start {}
}

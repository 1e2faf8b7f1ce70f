package org.broadsheet.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.broadsheet.sandbox.listening.Exchange;
import org.broadsheet.sandbox.listening.Listener;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Holds whatever any sandbox of the whole test run says, and whatever is asked of it, against Stripe's own document, and
 * fails the test during which something did not fit. The services under src/test/resources put it in place everywhere:
 * no test has to ask for it, and none can do without.
 */
public final class Inspector implements Listener, AfterEachCallback, AfterAllCallback {
    /** The key of the application in {@code TestParts}: what that asks must be right even when it is refused. */
    private static final String THE_APPLICATION = "Bearer sk_test_broadsheet";

    private static final LinkedBlockingQueue<String> FAULTS = new LinkedBlockingQueue<>();

    @Override
    public void answered(Exchange exchange) {
        var faults = new ArrayList<String>();
        try {
            if (exchange.status() == 200 || THE_APPLICATION.equals(exchange.authorization()))
                faults.addAll(StripeDocument.faultsOfRequest(exchange.method(), exchange.path(), exchange.form()));
            faults.addAll(StripeDocument.faultsOfAnswer(
                    exchange.method(), exchange.path(), exchange.status(), exchange.answer()));
        } catch (RuntimeException unreadable) {
            faults.add(unreadable.toString());
        }
        faults.forEach(fault -> FAULTS.add(fault + "\n    in " + exchange));
    }

    @Override
    public void sends(String event) {
        StripeDocument.faultsOfEvent(event).forEach(fault -> FAULTS.add(fault + "\n    in event " + event));
    }

    /** What has been found since somebody asked last. */
    static List<String> faults() {
        var found = new ArrayList<String>();
        FAULTS.drainTo(found);
        return found;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        complain();
    }

    /** Webhooks go their own way and may be heard after the test that caused them. */
    @Override
    public void afterAll(ExtensionContext context) {
        complain();
    }

    private static void complain() {
        var faults = faults();
        if (!faults.isEmpty())
            throw new AssertionError(faults.size() + " times not as Stripe's document has it:\n  "
                    + String.join("\n  ", faults.subList(0, Math.min(faults.size(), 20))));
    }
}

package org.broadsheet.sandbox.engine.outcomes;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.billing.Collection;
import org.broadsheet.sandbox.engine.checkout.CheckoutPayment;
import org.broadsheet.sandbox.engine.checkout.CheckoutSetup;
import org.broadsheet.sandbox.engine.payments.Challenges;
import org.broadsheet.sandbox.engine.payments.Charging;
import org.broadsheet.sandbox.engine.payments.Charging.Attempt;
import org.broadsheet.sandbox.engine.payments.Presence;
import org.broadsheet.sandbox.engine.payments.SetupIntents;
import org.jspecify.annotations.Nullable;

/**
 * The one place that tells the invoice and the session of a payment what has become of it: at once, after the bank's
 * question was answered, or days later.
 */
public final class Outcomes {
    private Outcomes() {}

    /** The bank's question was answered rightly. What the page of the question shows next is in the intent. */
    public static void challengePassed(Step step, Doc intent) {
        requireQuestion(intent);
        var session = openSession(step, intent);
        if (intent.is("object", "setup_intent")) {
            if (SetupIntents.passed(step, intent).isEmpty() && session != null)
                CheckoutSetup.complete(step, session, intent);
        } else if (session != null) {
            CheckoutPayment.answered(step, session, intent);
        } else {
            follow(step, intent, Challenges.passed(step, intent, Presence.ON_SESSION));
        }
    }

    /** The bank's question was answered wrongly, or not at all. A session stays open, an invoice stays due. */
    public static void challengeFailed(Step step, Doc intent) {
        requireQuestion(intent);
        if (intent.is("object", "setup_intent")) {
            SetupIntents.failed(step, intent);
            return;
        }
        Challenges.failed(step, intent);
        var invoice = invoice(step, intent);
        if (invoice != null && openSession(step, intent) == null) Collection.refusedOnce(step, invoice);
    }

    private static void requireQuestion(Doc intent) {
        if (!Challenges.waits(intent))
            throw Problem.unexpectedState(intent, "Nobody waits for an answer here any longer.");
    }

    /** An attempt was made outside of Checkout and of the collection of invoices: by the API, or after a question. */
    public static void follow(Step step, Doc intent, Attempt attempt) {
        var invoice = invoice(step, intent);
        switch (attempt) {
            case Attempt.Paid paid -> {
                if (invoice != null) Collection.received(step, invoice, paid.charge());
                else if (paid.charge().is("captured")) Charging.settle(step, paid.charge());
            }
            case Attempt.Refused refused -> {
                if (invoice != null) Collection.refusedOnce(step, invoice);
            }
            case Attempt.RequiresAction asks -> {
                if (invoice != null) Collection.askedBack(step, invoice);
            }
            case Attempt.Processing processing -> {
                if (invoice != null) Collection.underWay(step, invoice);
            }
        }
    }

    /** A debit's bank has answered. */
    public static void concludeDebit(Step step, Doc charge) {
        var intent = step.need(charge.text("payment_intent"));
        var invoice = invoice(step, intent);
        var attempt = Charging.conclude(step, charge);
        switch (attempt) {
            case Attempt.Paid paid -> {
                if (invoice != null) Collection.received(step, invoice, charge);
                else Charging.settle(step, charge);
            }
            case Attempt.Refused refused -> {
                if (invoice != null) Collection.refusedLater(step, invoice, refused, charge.text("payment_method"));
            }
            case Attempt.RequiresAction asks -> throw new IllegalStateException("A debit's bank asks nobody");
            case Attempt.Processing processing -> throw new IllegalStateException("A debit's bank answers once");
        }
        var session = step.find(intent.hidden().find("session"));
        if (session != null && session.is("status", "complete"))
            CheckoutPayment.concluded(step, session, attempt instanceof Attempt.Paid);
    }

    private static @Nullable Doc openSession(Step step, Doc intent) {
        var session = step.find(intent.hidden().find("session"));
        return session == null || !session.is("status", "open") ? null : session;
    }

    /** The invoice that still waits for this intent's money. */
    private static @Nullable Doc invoice(Step step, Doc intent) {
        var invoice = step.find(intent.hidden().find("invoice"));
        return invoice == null || !(invoice.is("status", "open") || invoice.is("status", "uncollectible"))
                ? null
                : invoice;
    }
}

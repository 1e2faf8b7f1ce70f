package org.broadsheet.sandbox.engine.disputes;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;

/** A payment that somebody should look at, since its risk is higher than usual. */
public final class Reviews {
    private Reviews() {}

    static void open(Step step, Doc charge) {
        var review = step.create("review", charge.text("review"));
        review.set("charge", charge.id()).set("payment_intent", charge.find("payment_intent"));
        if (!charge.isSet("payment_intent")) review.remove("payment_intent");
        step.tell("review.opened", review);
    }

    public static Doc approve(Step step, Doc review) {
        if (!review.is("open")) throw Problem.invalid(null, "This review is already closed.");

        close(step, review, "approved");
        return review;
    }

    static void close(Step step, Doc subject, String reason) {
        var review = subject.is("object", "review") ? subject : step.find(subject.find("review"));
        if (review == null || !review.is("open")) return;

        review.set("open", false).set("closed_reason", reason).set("reason", reason);
        step.tell("review.closed", review);
    }
}

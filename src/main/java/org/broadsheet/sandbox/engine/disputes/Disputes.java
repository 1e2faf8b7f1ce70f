package org.broadsheet.sandbox.engine.disputes;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Setting;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.balance.Movements;
import org.jspecify.annotations.Nullable;

/** A buyer's bank takes the money back, or first asks what it was for; the answer decides, or the time that passes. */
public final class Disputes {
    private static final int DAYS_TO_ANSWER = 9;
    private static final long BANKS_THINK_FOR = 60 * 86_400L;

    private Disputes() {}

    static void open(Step step, Doc charge, long amount, String reason) {
        if (amount < 1) return;
        var dispute = begin(step, charge, amount, reason);
        dispute.set("status", "needs_response");
        if (step.settings().is(Setting.AFTER_DISPUTE, "cancel"))
            dispute.hidden().set("ends_subscription", true).set("ends_at", step.now());
        step.tell("charge.dispute.created", dispute);
        withdraw(step, dispute, charge);
    }

    /** Only a question: no money moves, and a refund would answer it. */
    static void inquire(Step step, Doc charge) {
        var dispute = begin(step, charge, charge.number("amount_captured"), "fraudulent");
        dispute.set("status", "warning_needs_response")
                .set("is_charge_refundable", true)
                .set("payment_method_details.card.case_type", "inquiry");
        step.tell("charge.dispute.created", dispute);
    }

    /** Whoever has an account debited can take the money back without giving a reason, and nobody can object. */
    static void takeBack(Step step, Doc charge) {
        var dispute = begin(step, charge, charge.number("amount_captured"), "debit_not_authorized");
        dispute.remove("payment_method_details");
        dispute.set("status", "lost").set("evidence_details.due_by", null);
        if (step.settings().is(Setting.AFTER_DISPUTE, "cancel"))
            dispute.hidden().set("ends_subscription", true).set("ends_at", step.now());
        step.tell("charge.dispute.created", dispute);
        withdraw(step, dispute, charge);
        step.tell("charge.dispute.closed", dispute);
    }

    private static Doc begin(Step step, Doc charge, long amount, String reason) {
        var dispute = step.create("dispute", Ids.fresh("dp_"));
        var brand = charge.find("payment_method_details.card.brand");
        var code = reason.equals("fraudulent") ? "10.4" : "13.1";
        dispute.set("amount", amount)
                .set("charge", charge.id())
                .set("currency", charge.text("currency"))
                .set("payment_intent", charge.find("payment_intent"))
                .set("reason", reason)
                .set("evidence.customer_email_address", charge.find("billing_details.email"))
                .set("evidence.customer_name", charge.find("billing_details.name"))
                .set("evidence_details.due_by", dueBy(step.now()))
                .set("payment_method_details.card.brand", brand)
                .set("payment_method_details.card.network", brand)
                .set("payment_method_details.card.network_reason_code", "visa".equals(brand) ? code : null);
        return dispute;
    }

    private static long dueBy(long now) {
        return Instant.ofEpochSecond(now)
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .plusDays(DAYS_TO_ANSWER)
                .toEpochSecond(LocalTime.of(23, 59, 59), ZoneOffset.UTC);
    }

    private static void withdraw(Step step, Doc dispute, Doc charge) {
        add(dispute, Movements.disputed(step, dispute, charge));
        step.tell("charge.dispute.funds_withdrawn", dispute);
        Warnings.settle(step, charge);
        Reviews.close(step, charge, "disputed");
    }

    private static void add(Doc dispute, Doc movement) {
        List<Fields> movements = new ArrayList<>(dispute.objects("balance_transactions"));
        movements.add(movement.copy().set("status", "available"));
        dispute.set("balance_transactions", movements);
    }

    /** Evidence given is evidence submitted, unless it is only to be kept for later. */
    public static Doc update(Step step, Doc dispute, Fields given) {
        var evidence = given.findObject("evidence");
        var submits = given.isSet("submit") ? given.is("submit") : evidence != null;
        if ((evidence != null || submits) && !awaitsAnswer(dispute))
            throw Problem.invalid(
                    null, "This dispute takes no more evidence, since it is " + dispute.text("status") + ".");

        dispute.mergeMetadata(given);
        if (evidence != null) Evidence.keep(dispute, evidence);
        if (submits) submit(step, dispute);
        else step.tell("charge.dispute.updated", dispute);
        return dispute;
    }

    private static boolean awaitsAnswer(Doc dispute) {
        return dispute.is("status", "needs_response")
                || isInquiry(dispute) && dispute.is("status", "warning_needs_response");
    }

    private static boolean isInquiry(Doc dispute) {
        return dispute.text("status").startsWith("warning_");
    }

    private static void submit(Step step, Doc dispute) {
        if (!dispute.is("evidence_details.has_evidence"))
            throw Problem.invalid("submit", "There is no evidence to submit for this dispute.");

        dispute.set("evidence_details.submission_count", dispute.number("evidence_details.submission_count") + 1);
        var verdict = Evidence.verdict(dispute);
        if (isInquiry(dispute) && verdict == Evidence.Verdict.ESCALATES) {
            escalate(step, dispute);
            return;
        }
        review(step, dispute);
        switch (verdict) {
            case WINS, LOSES -> decide(step, dispute, verdict == Evidence.Verdict.WINS);
            case ESCALATES, SAYS_NOTHING -> {}
        }
    }

    private static void review(Step step, Doc dispute) {
        dispute.set("status", isInquiry(dispute) ? "warning_under_review" : "under_review");
        dispute.hidden().set("decided_at", step.now() + BANKS_THINK_FOR);
        step.tell("charge.dispute.updated", dispute);
    }

    private static void escalate(Step step, Doc dispute) {
        dispute.set("status", "needs_response")
                .set("is_charge_refundable", false)
                .set("evidence_details.due_by", dueBy(step.now()))
                .set("payment_method_details.card.case_type", "chargeback");
        // The answer was to the question; the chargeback wants one of its own.
        Evidence.forgetVerdict(dispute);
        step.tell("charge.dispute.updated", dispute);
        withdraw(step, dispute, step.need(dispute.text("charge")));
    }

    /** A question that is answered, well or not, is at an end without any money having moved. */
    private static void decide(Step step, Doc dispute, boolean won) {
        if (isInquiry(dispute)) {
            end(step, dispute, "warning_closed");
        } else if (won) {
            dispute.set("is_charge_refundable", true);
            end(step, dispute, "won");
            add(dispute, Movements.reinstated(step, dispute, step.need(dispute.text("charge"))));
            step.tell("charge.dispute.funds_reinstated", dispute);
        } else {
            end(step, dispute, "lost");
        }
    }

    private static void end(Step step, Doc dispute, String status) {
        dispute.set("status", status);
        step.tell("charge.dispute.closed", dispute);
    }

    /** Whoever closes a dispute says that there is nothing to answer. */
    public static Doc close(Step step, Doc dispute) {
        if (!awaitsAnswer(dispute))
            throw Problem.invalid(null, "This dispute cannot be closed, since it is " + dispute.text("status") + ".");

        end(step, dispute, isInquiry(dispute) ? "warning_closed" : "lost");
        return dispute;
    }

    static void refunded(Step step, Doc charge) {
        for (var dispute : of(step, charge)) {
            if (!isInquiry(dispute) || dispute.is("status", "warning_closed")) continue;
            dispute.set("is_charge_refundable", false);
            end(step, dispute, "warning_closed");
        }
    }

    /** What the buyer's bank has taken back cannot be given back a second time. */
    public static boolean forbidRefund(Step step, Doc charge) {
        return of(step, charge).stream().anyMatch(dispute -> !dispute.is("is_charge_refundable"));
    }

    private static List<Doc> of(Step step, Doc charge) {
        if (!charge.is("disputed")) return List.of();
        return step.like("dispute", Fields.empty().set("charge", charge.id()));
    }

    public static @Nullable Long due(Doc dispute) {
        if (dispute.hidden().is("ends_subscription")) return dispute.hidden().number("ends_at", dispute.created());
        return switch (dispute.text("status")) {
            case "needs_response", "warning_needs_response" -> dispute.findNumber("evidence_details.due_by");
            case "under_review", "warning_under_review" -> dispute.hidden().findNumber("decided_at");
            default -> null;
        };
    }

    public static void process(Step step, Doc dispute) {
        switch (dispute.text("status")) {
            case "needs_response" -> {
                dispute.set("evidence_details.past_due", true);
                end(step, dispute, "lost");
            }
            case "warning_needs_response" -> {
                dispute.set("evidence_details.past_due", true);
                review(step, dispute);
            }
            default -> decide(step, dispute, step.settings().is(Setting.DISPUTE_OUTCOME, "won"));
        }
    }
}

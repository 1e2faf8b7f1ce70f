package org.broadsheet.sandbox.engine.payments;

import java.time.Instant;
import java.time.ZoneOffset;
import org.broadsheet.sandbox.engine.Decline;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.cards.Behaviour.Mark;
import org.broadsheet.sandbox.engine.cards.PaymentMethods;
import org.broadsheet.sandbox.engine.cards.TestAccount;
import org.jspecify.annotations.Nullable;

/** Charges as documents: what was asked for, from which card or account, and what was said. */
final class NewCharges {
    private NewCharges() {}

    static Doc create(Step step, Doc intent, Doc method) {
        var charge = step.create("charge", Ids.fresh(method.is("type", "card") ? "ch_" : "py_"));
        intent.set("latest_charge", charge.id());
        charge.set("amount", intent.number("amount"))
                .set("currency", intent.text("currency"))
                .set("customer", intent.find("customer"))
                .set("description", intent.find("description"))
                .set("metadata", intent.node("metadata"))
                .set("payment_intent", intent.id())
                .set("payment_method", method.id())
                .set("receipt_email", intent.find("receipt_email"))
                .set("shipping", intent.node("shipping"))
                .set("statement_descriptor", intent.find("statement_descriptor"))
                .set("statement_descriptor_suffix", intent.find("statement_descriptor_suffix"))
                .set("transfer_group", intent.find("transfer_group"))
                .set("billing_details", method.node("billing_details"));
        if (method.is("type", "card")) takeCard(charge, intent, method);
        else takeAccount(step, charge, method);
        return charge;
    }

    private static void takeCard(Doc charge, Doc intent, Doc method) {
        var card = charge.object("payment_method_details.card");
        card.set("amount_authorized", intent.number("amount"))
                .set("network", method.find("card.brand"))
                .take(
                        method.object("card"),
                        "brand",
                        "checks",
                        "country",
                        "exp_month",
                        "exp_year",
                        "fingerprint",
                        "funding",
                        "last4");
        if (!intent.hidden().is("authenticated")) return;
        card.set("three_d_secure", authenticated(intent.id()));
        // The answer was about this one charge; the next card would have to be asked anew.
        intent.hidden().remove("authenticated");
    }

    static Fields authenticated(String id) {
        return Fields.empty()
                .set("authentication_flow", "challenge")
                .set("electronic_commerce_indicator", "05")
                .set("exemption_indicator", null)
                .set("result", "authenticated")
                .set("result_reason", null)
                .set("transaction_id", "3ds-" + id)
                .set("version", "2.2.0");
    }

    private static void takeAccount(Step step, Doc charge, Doc method) {
        var type = method.text("type");
        var account = TestAccount.behind(method).orElseThrow();
        var details = new Fields(method.object(type).json().deepCopy());
        for (var ofMethod :
                new String[] {"generated_from", "networks", "financial_connections_account", "status_details"})
            details.remove(ofMethod);
        details.set("mandate", method.hidden().find("mandate"))
                .set("expected_debit_date", day(account.answersAt(step.now())));
        if (type.equals("us_bank_account")) details.set("payment_reference", null);
        charge.set("payment_method_details", Fields.empty().set("type", type).set(type, details));
    }

    private static String day(long moment) {
        return Instant.ofEpochSecond(moment)
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .toString();
    }

    static void approve(Doc charge, Doc method) {
        var risky = PaymentMethods.marks(method).contains(Mark.ELEVATED_RISK);
        var assessed = method.is("type", "card");
        charge.set("outcome.network_status", "approved_by_network")
                .set("outcome.reason", risky ? "elevated_risk_level" : null)
                .set("outcome.risk_level", risky ? "elevated" : assessed ? "normal" : "not_assessed")
                .set(
                        "outcome.seller_message",
                        risky ? "Stripe evaluated this payment as having elevated risk." : "Payment complete.")
                .set("outcome.type", risky ? "manual_review" : "authorized");
    }

    static void refuse(Doc charge, Decline decline) {
        var blocked = decline.equals(Decline.blocked());
        charge.set("amount_captured", 0)
                .set("captured", false)
                .set("paid", false)
                .set("status", "failed")
                .set("failure_code", decline.code())
                .set("failure_message", decline.message())
                .set("outcome.network_status", blocked ? "not_sent_to_network" : "declined_by_network")
                .set("outcome.reason", blocked ? "highest_risk_level" : reason(decline))
                .set("outcome.risk_level", blocked ? "highest" : "normal")
                .set(
                        "outcome.seller_message",
                        blocked
                                ? "Stripe blocked this payment as too risky."
                                : "The bank returned the decline code `" + reason(decline) + "`.")
                .set("outcome.type", blocked ? "blocked" : "issuer_declined");
    }

    private static @Nullable String reason(Decline decline) {
        return decline.declineCode() == null ? decline.code() : decline.declineCode();
    }
}

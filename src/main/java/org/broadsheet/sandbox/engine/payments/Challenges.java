package org.broadsheet.sandbox.engine.payments;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Step;

/** The bank's question to the card's owner (3-D Secure): asked here, answered on a page of its own. */
public final class Challenges {
    private static final String FAILED = "payment_intent_authentication_failure";

    private Challenges() {}

    static void ask(Step step, Doc intent, Doc method) {
        intent.set("status", "requires_action")
                .set("payment_method", method.id())
                .set("last_payment_error", null)
                .set("next_action", nextAction(intent, url(step, intent)));
        step.tell("payment_intent.requires_action", intent);
    }

    /** Where the owner goes on when the question has been answered. */
    public static void comeBackTo(Doc intent, String url) {
        intent.hidden().set("return_url", url);
    }

    /** Where the question is put; whoever knows the secret can answer. */
    public static String url(Step step, Doc intent) {
        return step.address() + "/c/challenge/" + intent.text("client_secret");
    }

    /** With an address to come back to it is a redirect, without one the shop's page is meant to show it. */
    static Fields nextAction(Doc intent, String url) {
        var back = intent.hidden().find("return_url");
        return back == null
                ? Fields.empty()
                        .set("type", "use_stripe_sdk")
                        .set(
                                "use_stripe_sdk",
                                Fields.empty()
                                        .set(
                                                "three_d_secure_redirect",
                                                Fields.empty().set("url", url)))
                : Fields.empty()
                        .set("type", "redirect_to_url")
                        .set(
                                "redirect_to_url",
                                Fields.empty().set("return_url", back).set("url", url));
    }

    public static boolean waits(Doc intent) {
        return intent.is("status", "requires_action");
    }

    /** The right answer; the bank can still refuse the money. */
    public static Charging.Attempt passed(Step step, Doc intent, Presence presence) {
        var method = step.need(intent.text("payment_method"));
        intent.hidden().set("authenticated", true);
        return Charging.carryOut(step, intent, method, Verdict.answered(method, presence));
    }

    public static void failed(Step step, Doc intent) {
        var error = Fields.empty()
                .set("code", FAILED)
                .set("doc_url", "https://stripe.com/docs/error-codes/payment-intent-authentication-failure")
                .set(
                        "message",
                        "We are unable to authenticate your payment method. Please choose a different payment method and try again.")
                .set("payment_method", step.need(intent.text("payment_method")))
                .set("type", "invalid_request_error");
        intent.set("status", "requires_payment_method")
                .set("payment_method", null)
                .set("next_action", null)
                .set("last_payment_error", error);
        step.tell("payment_intent.payment_failed", intent);
    }
}

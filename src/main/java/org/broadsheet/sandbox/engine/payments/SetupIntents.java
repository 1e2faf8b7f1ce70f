package org.broadsheet.sandbox.engine.payments;

import java.util.List;
import java.util.Optional;
import org.broadsheet.sandbox.engine.Addresses;
import org.broadsheet.sandbox.engine.Decline;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.cards.Mandates;
import org.broadsheet.sandbox.engine.cards.PaymentMethods;
import org.jspecify.annotations.Nullable;

/** Keeping a card or an account for later without taking anything now. */
public final class SetupIntents {
    private static final List<String> OPEN =
            List.of("requires_payment_method", "requires_confirmation", "requires_action");

    private SetupIntents() {}

    public static Doc create(Step step, Fields given) {
        if (!given.is("confirm"))
            for (var param : List.of("mandate_data", "return_url"))
                if (given.isSet(param))
                    throw Problem.invalid(
                            param,
                            "The parameter `" + param
                                    + "` cannot be passed when creating a SetupIntent unless `confirm` is set to true.");

        var intent = begin(step, customer(step, given), given.maybe("usage").orElse("off_session"));
        intent.take(given, "description").mergeMetadata(given);
        IntentMethods.takeTypes(intent, given, null);
        var method = IntentMethods.chosen(step, intent, given);
        if (method != null) {
            intent.set("payment_method", method.id());
            if (!given.is("confirm")) intent.set("status", "requires_confirmation");
        }
        step.tell("setup_intent.created", intent);
        return intent;
    }

    /** Whoever begins it tells of it. */
    public static Doc begin(Step step, @Nullable String customer, String usage) {
        var intent = step.create("setup_intent", Ids.fresh("seti_"));
        return intent.set(
                        "client_secret",
                        intent.id() + "_secret_" + Ids.fresh("").substring(0, 24))
                .set("customer", customer)
                .set("usage", usage);
    }

    private static @Nullable String customer(Step step, Fields given) {
        var id = given.find("customer");
        if (id == null) return null;
        var customer = step.get("customer", id, "customer");
        return customer.id();
    }

    public static Doc update(Step step, Doc intent, Fields given) {
        var described = given.json().propertyNames().stream().allMatch(List.of("metadata", "description")::contains);
        if (!described) checkOpen(intent, "update");
        if (given.has("customer")) intent.set("customer", customer(step, given));
        intent.take(given, "description").mergeMetadata(given);
        if (given.isSet("payment_method_types")) IntentMethods.takeTypes(intent, given, null);
        var method = IntentMethods.chosen(step, intent, given);
        if (method != null)
            intent.set("payment_method", method.id()).set("next_action", null).set("status", "requires_confirmation");
        return intent;
    }

    public static boolean isOpen(Doc intent) {
        return OPEN.contains(intent.text("status"));
    }

    private static void checkOpen(Doc intent, String verb) {
        if (!isOpen(intent))
            throw Problem.unexpectedState(
                    intent,
                    "You cannot " + verb + " this SetupIntent because it has a status of " + intent.text("status")
                            + ".");
    }

    /** The refusal, if the bank has one. */
    public static Optional<Decline> confirm(Step step, Doc intent, Fields given) {
        checkOpen(intent, "confirm");
        Addresses.check(given, "return_url");
        if (intent.hidden().isSet("session"))
            throw Problem.unexpectedState(
                    intent, "You cannot confirm this SetupIntent because it belongs to a Checkout Session.");

        var chosen = IntentMethods.chosen(step, intent, given);
        if (chosen == null && intent.is("status", "requires_action")) return Optional.empty();
        var method = chosen == null ? step.find(intent.find("payment_method")) : chosen;
        if (method == null)
            throw Problem.unexpectedState(
                    intent,
                    "You cannot confirm this SetupIntent because it's missing a payment method. Update the SetupIntent with a payment method and then confirm it again.");
        if (given.isSet("payment_method_options")) IntentMethods.takeOptions(intent, given);
        if (given.isSet("return_url")) intent.hidden().set("return_url", given.find("return_url"));
        if (!method.is("type", "card"))
            Mandates.require(step, method, given.findObject("mandate_data.customer_acceptance"), "SetupIntent");
        return tryMethod(step, intent, method);
    }

    public static Optional<Decline> tryMethod(Step step, Doc intent, Doc method) {
        intent.set("payment_method", method.id());
        var wish = intent.find("payment_method_options.card.request_three_d_secure");
        var insist = "any".equals(wish) || "challenge".equals(wish);
        var attempt = attempt(step, intent, method);
        return carryOut(step, intent, method, attempt, Verdict.ofSetup(method, insist));
    }

    private static Doc attempt(Step step, Doc intent, Doc method) {
        var attempt = step.create("setup_attempt", Ids.fresh("setatt_"));
        var type = method.text("type");
        attempt.set("customer", intent.find("customer"))
                .set("payment_method", method.id())
                .set("setup_intent", intent.id())
                .set("usage", intent.text("usage"))
                .set(
                        "payment_method_details",
                        Fields.empty()
                                .set("type", type)
                                .set(type, type.equals("card") ? card(method) : Fields.empty()));
        intent.set("latest_attempt", attempt.id());
        return attempt;
    }

    private static Fields card(Doc method) {
        return Fields.empty()
                .take(
                        method.object("card"),
                        "brand",
                        "checks",
                        "country",
                        "exp_month",
                        "exp_year",
                        "fingerprint",
                        "funding",
                        "last4")
                .set("network", method.find("card.brand"))
                .set("three_d_secure", null)
                .set("wallet", null);
    }

    private static Optional<Decline> carryOut(Step step, Doc intent, Doc method, Doc attempt, Verdict verdict) {
        switch (verdict) {
            case Verdict.AsksBack asks -> {
                attempt.set("status", "requires_action");
                intent.set("status", "requires_action")
                        .set("last_setup_error", null)
                        .set("next_action", Challenges.nextAction(intent, Challenges.url(step, intent)));
                step.tell("setup_intent.requires_action", intent);
            }
            case Verdict.Refuses refuses -> {
                var decline = refuses.decline();
                fail(step, intent, attempt, error(decline, method));
                return Optional.of(decline);
            }
            case Verdict.Agrees agrees -> succeed(step, intent, method, attempt);
            case Verdict.TakesItsTime time -> succeed(step, intent, method, attempt);
        }
        return Optional.empty();
    }

    private static void succeed(Step step, Doc intent, Doc method, Doc attempt) {
        attempt.set("status", "succeeded");
        intent.set("status", "succeeded")
                .set("last_setup_error", null)
                .set("next_action", null)
                .set("mandate", method.hidden().find("mandate"));
        if (intent.is("usage", "off_session")) method.hidden().set("set_up", true);
        step.tell("setup_intent.succeeded", intent);
        var customer = intent.find("customer");
        if (customer != null && !method.isSet("customer")) PaymentMethods.attach(step, method, customer);
    }

    private static Fields error(Decline decline, Doc method) {
        var error = Fields.empty()
                .set("code", decline.code())
                .set(
                        "doc_url",
                        "https://stripe.com/docs/error-codes/" + decline.code().replace('_', '-'))
                .set("message", decline.message())
                .set("payment_method", method)
                .set("type", "card_error");
        if (decline.declineCode() != null) error.set("decline_code", decline.declineCode());
        return error;
    }

    private static void fail(Step step, Doc intent, Doc attempt, Fields error) {
        attempt.set("status", "failed").set("setup_error", error);
        intent.set("status", "requires_payment_method")
                .set("payment_method", null)
                .set("next_action", null)
                .set("last_setup_error", error);
        step.tell("setup_intent.setup_failed", intent);
    }

    /** The card's owner has answered rightly; the refusal, if the bank still has one. */
    public static Optional<Decline> passed(Step step, Doc intent) {
        var method = step.need(intent.text("payment_method"));
        var attempt = step.need(intent.text("latest_attempt"));
        attempt.set("payment_method_details.card.three_d_secure", NewCharges.authenticated(intent.id()));
        return carryOut(step, intent, method, attempt, Verdict.answeredSetup(method));
    }

    public static void failed(Step step, Doc intent) {
        var error = Fields.empty()
                .set("code", "setup_intent_authentication_failure")
                .set("doc_url", "https://stripe.com/docs/error-codes/setup-intent-authentication-failure")
                .set(
                        "message",
                        "We are unable to authenticate your payment method. Please choose a different payment method and try again.")
                .set("payment_method", step.need(intent.text("payment_method")))
                .set("type", "invalid_request_error");
        fail(step, intent, step.need(intent.text("latest_attempt")), error);
    }

    public static Doc cancel(Step step, Doc intent, Fields given) {
        checkOpen(intent, "cancel");
        if (intent.hidden().isSet("session"))
            throw Problem.unexpectedState(
                    intent,
                    "You cannot cancel this SetupIntent because it belongs to a Checkout Session. Expire the session instead.");
        return cancel(step, intent, given.find("cancellation_reason"));
    }

    public static Doc cancel(Step step, Doc intent, @Nullable String reason) {
        intent.set("status", "canceled").set("cancellation_reason", reason).set("next_action", null);
        step.tell("setup_intent.canceled", intent);
        return intent;
    }
}

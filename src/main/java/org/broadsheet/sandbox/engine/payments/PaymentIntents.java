package org.broadsheet.sandbox.engine.payments;

import java.util.List;
import org.broadsheet.sandbox.engine.Addresses;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Emails;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.cards.Mandates;
import org.broadsheet.sandbox.engine.catalog.Catalog;
import org.jspecify.annotations.Nullable;

/** Payment intents as the API makes, changes, confirms, captures and cancels them. */
public final class PaymentIntents {
    private static final List<String> ONLY_WHEN_CONFIRMED =
            List.of("error_on_requires_action", "mandate_data", "off_session", "return_url");
    private static final List<String> PLAIN = List.of(
            "description",
            "receipt_email",
            "setup_future_usage",
            "shipping",
            "statement_descriptor",
            "statement_descriptor_suffix",
            "transfer_group");

    private PaymentIntents() {}

    /** Not confirmed yet: whoever asked for that does it next. */
    public static Doc create(Step step, Fields given) {
        if (!given.is("confirm"))
            for (var param : ONLY_WHEN_CONFIRMED)
                if (given.isSet(param))
                    throw Problem.invalid(
                            param,
                            "The parameter `" + param
                                    + "` cannot be passed when creating a PaymentIntent unless `confirm` is set to true.");

        var currency = Catalog.currency(given.text("currency"));
        var intent = Charging.createIntent(
                step, Amounts.check(given.number("amount"), currency), currency, customer(step, given), null);
        take(intent, given);
        intent.set("capture_method", given.maybe("capture_method").orElse("automatic_async"))
                .set("confirmation_method", given.maybe("confirmation_method").orElse("automatic"));
        IntentMethods.takeTypes(intent, given, currency);
        var method = IntentMethods.chosen(step, intent, given);
        if (method != null) {
            intent.set("payment_method", method.id());
            if (!given.is("confirm")) intent.set("status", "requires_confirmation");
        }
        if (given.is("confirm")) checkReturn(intent, given);
        step.tell("payment_intent.created", intent);
        return intent;
    }

    private static @Nullable String customer(Step step, Fields given) {
        var id = given.find("customer");
        if (id == null) return null;
        var customer = step.get("customer", id, "customer");
        return customer.id();
    }

    private static void take(Doc intent, Fields given) {
        Emails.check(given.find("receipt_email"), "receipt_email");
        var descriptor = given.find("statement_descriptor");
        if (descriptor != null && (descriptor.length() > 22 || descriptor.matches(".*[<>\\\\'\"*].*")))
            throw Problem.invalid(
                    "statement_descriptor",
                    "The statement descriptor must be at most 22 characters long and must not contain < > \\ ' \" *.");
        intent.take(given, PLAIN.toArray(String[]::new)).mergeMetadata(given);
        if (given.isSet("shipping")) intent.set("shipping", Charges.shipping(given.object("shipping")));
    }

    /** Some of the ways to pay lead away from the shop, so it must say where to come back. */
    private static void checkReturn(Doc intent, Fields given) {
        var leads = intent.is("automatic_payment_methods.enabled")
                && intent.is("automatic_payment_methods.allow_redirects", "always");
        var nobody = given.isSet("off_session") && !given.is("off_session", "false");
        var answersItself = given.is("use_stripe_sdk") || given.is("error_on_requires_action");
        if (leads
                && !nobody
                && !answersItself
                && !given.isSet("return_url")
                && !intent.hidden().isSet("return_url"))
            throw Problem.invalid(
                    null,
                    "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.");
    }

    public static Doc update(Step step, Doc intent, Fields given) {
        var described = given.json().propertyNames().stream().allMatch(List.of("metadata", "description")::contains);
        if (!described) checkOpen(intent, "update");
        if (!described) checkOwn(intent, given);

        if (given.has("customer")) intent.set("customer", customer(step, given));
        var currency = given.isSet("currency") ? Catalog.currency(given.text("currency")) : intent.text("currency");
        if (given.isSet("amount") || given.isSet("currency"))
            intent.set("amount", Amounts.check(given.number("amount", intent.number("amount")), currency))
                    .set("currency", currency);
        take(intent, given);
        if (given.isSet("payment_method_types")) IntentMethods.takeTypes(intent, given, currency);
        else if (given.isSet("currency") && intent.isSet("automatic_payment_methods"))
            intent.set("payment_method_types", IntentMethods.all(currency));
        if (given.isSet("payment_method_options")) IntentMethods.takeOptions(intent, given);
        if (given.isSet("capture_method")) intent.take(given, "capture_method");
        var method = IntentMethods.chosen(step, intent, given);
        if (method != null)
            intent.set("payment_method", method.id()).set("next_action", null).set("status", "requires_confirmation");
        return intent;
    }

    private static void checkOpen(Doc intent, String verb) {
        if (!List.of("requires_payment_method", "requires_confirmation", "requires_action")
                .contains(intent.text("status")))
            throw Problem.unexpectedState(
                    intent,
                    "You cannot " + verb + " this PaymentIntent because it has a status of " + intent.text("status")
                            + ". Only a PaymentIntent with one of the following statuses may be " + verb
                            + (verb.endsWith("e") ? "d" : "ed")
                            + ": requires_payment_method, requires_confirmation, requires_action.");
    }

    /** The amount of an invoice's or a session's intent is theirs to decide. */
    private static void checkOwn(Doc intent, Fields given) {
        var bound = intent.hidden().isSet("session") || intent.hidden().isSet("invoice");
        for (var param : List.of("amount", "currency", "customer"))
            if (bound && given.has(param))
                throw Problem.invalid(
                        param,
                        "You cannot change the `" + param
                                + "` of a PaymentIntent that was created by an Invoice or a Checkout Session.");
    }

    public static Charging.Attempt confirm(Step step, Doc intent, Fields given) {
        checkOpen(intent, "confirm");
        if (intent.hidden().isSet("session"))
            throw Problem.unexpectedState(
                    intent, "You cannot confirm this PaymentIntent because it belongs to a Checkout Session.");

        var chosen = IntentMethods.chosen(step, intent, given);
        var known = step.find(intent.find("payment_method"));
        if (chosen == null && intent.is("status", "requires_action")) return new Charging.Attempt.RequiresAction();
        var method = chosen == null ? known : chosen;
        if (method == null)
            throw Problem.unexpectedState(
                    intent,
                    "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.");

        Emails.check(given.find("receipt_email"), "receipt_email");
        checkReturn(intent, given);
        Addresses.check(given, "return_url");
        intent.take(given, "receipt_email", "setup_future_usage", "shipping");
        if (given.isSet("shipping")) intent.set("shipping", Charges.shipping(given.object("shipping")));
        if (given.isSet("payment_method_options")) IntentMethods.takeOptions(intent, given);
        if (given.isSet("return_url")) intent.hidden().set("return_url", given.find("return_url"));
        if (!method.is("type", "card"))
            Mandates.require(step, method, given.findObject("mandate_data.customer_acceptance"), "PaymentIntent");
        return Charging.attempt(step, intent, method, presence(given));
    }

    private static Presence presence(Fields given) {
        var nobody = given.isSet("off_session") && !given.is("off_session", "false");
        if (given.isSet("off_session") && !given.text("off_session").matches("true|false|one_off|recurring"))
            throw Problem.invalid("off_session", "Invalid boolean: " + given.find("off_session"));
        return nobody || given.is("error_on_requires_action") ? Presence.OFF_SESSION : Presence.ON_SESSION;
    }

    /** Takes all or part of what the bank holds; the rest is let go. */
    public static Charging.Attempt capture(Step step, Doc intent, Fields given) {
        if (!intent.is("status", "requires_capture"))
            throw Problem.unexpectedState(
                    intent,
                    "This PaymentIntent could not be captured because it has a status of " + intent.text("status")
                            + ". Only a PaymentIntent with one of the following statuses may be captured: requires_capture.");
        var held = intent.number("amount_capturable");
        var amount = given.number("amount_to_capture", held);
        if (amount < 1 || amount > held)
            throw Problem.invalid(
                    "amount_to_capture",
                    "The amount to capture must be at least 1 and at most the capturable amount of " + held + ".");

        intent.mergeMetadata(given);
        intent.hidden().set("capture_before", null);
        var charge = step.need(intent.text("latest_charge"));
        charge.set("captured", true)
                .set("amount_captured", amount)
                .set("amount_refunded", charge.number("amount") - amount);
        step.tell("charge.captured", charge);
        Charging.received(step, intent, amount);
        return new Charging.Attempt.Paid(charge);
    }

    public static Doc cancel(Step step, Doc intent, Fields given) {
        if (intent.hidden().isSet("invoice"))
            throw Problem.unexpectedState(
                    intent,
                    "You cannot cancel this PaymentIntent because it belongs to an Invoice. Void the invoice instead.");
        if (intent.hidden().isSet("session") && !intent.is("status", "requires_capture"))
            throw Problem.unexpectedState(
                    intent,
                    "You cannot cancel this PaymentIntent because it belongs to a Checkout Session. Expire the session instead.");
        if (!intent.is("status", "requires_capture")) checkOpen(intent, "cancel");

        canceled(step, intent, given.find("cancellation_reason"));
        return intent;
    }

    private static void canceled(Step step, Doc intent, @Nullable String reason) {
        var held = intent.is("status", "requires_capture") ? step.need(intent.text("latest_charge")) : null;
        intent.set("status", "canceled")
                .set("canceled_at", step.now())
                .set("cancellation_reason", reason)
                .set("amount_capturable", 0)
                .set("next_action", null);
        intent.hidden().set("capture_before", null);
        if (held != null) {
            Refunds.letGo(step, held, Fields.empty());
        }
        step.tell("payment_intent.canceled", intent);
    }

    /** When the bank lets go of the money that nobody has captured. */
    public static @Nullable Long due(Doc intent) {
        return intent.is("status", "requires_capture") ? intent.hidden().findNumber("capture_before") : null;
    }

    public static void lapse(Step step, Doc intent) {
        var charge = step.need(intent.text("latest_charge"));
        charge.set("amount_refunded", charge.number("amount")).set("refunded", true);
        step.tell("charge.expired", charge);
        intent.set("status", "canceled")
                .set("canceled_at", step.now())
                .set("cancellation_reason", "automatic")
                .set("amount_capturable", 0);
        step.tell("payment_intent.canceled", intent);
    }
}

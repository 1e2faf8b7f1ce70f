package org.broadsheet.sandbox.engine.cards;

import java.util.Set;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.cards.Behaviour.Mark;
import org.broadsheet.sandbox.engine.cards.Behaviour.Patience;
import org.jspecify.annotations.Nullable;

/** What people pay with, once it is here: attached to a customer, changed, detached. {@link NewMethods} makes it. */
public final class PaymentMethods {
    private PaymentMethods() {}

    public static Doc create(Step step, CardForm.Details card, @Nullable String email, @Nullable String name) {
        return NewMethods.card(step, card).set("billing_details.email", email).set("billing_details.name", name);
    }

    /** The method that a parameter names; a magic id such as {@code pm_card_visa} stands for a new card each time. */
    public static Doc named(Step step, String id, String param) {
        return TestCard.ofMagic(id)
                .filter(card -> id.startsWith("pm_"))
                .map(card -> NewMethods.card(step, CardForm.Details.valid(card, step.now())))
                .orElseGet(() -> step.get("payment_method", id, param));
    }

    public static Doc attach(Step step, String id, String customer) {
        var method = named(step, id, "payment_method");
        if (method.is("customer", customer)) return method;
        if (method.isSet("customer"))
            throw Problem.invalid(
                    "payment_method", "The payment method you provided has already been attached to a customer.");
        if (method.hidden().is("used_up"))
            throw Problem.invalid(
                    "payment_method",
                    "This PaymentMethod was previously used without being attached to a Customer or was detached from a Customer, and may not be used again.");
        checkWithBank(method);

        return attach(step, method, customer);
    }

    /** Keeping a card asks its bank as a charge would, only that nothing is taken. */
    private static void checkWithBank(Doc method) {
        var card = TestCard.behind(method).orElse(null);
        var decline = card == null ? null : card.behaviour().decline();
        if (decline != null
                && card != null
                && card.behaviour().patience() == Patience.AT_ONCE
                && !card.behaviour().asksBack()) throw Problem.declined(decline);
    }

    public static Doc attach(Step step, Doc method, String customer) {
        method.set("customer", customer);
        step.tell("payment_method.attached", method);
        return method;
    }

    public static Doc requireAttached(Step step, String id, String customer) {
        var method = step.get("payment_method", id, "payment_method");
        if (!method.is("customer", customer))
            throw Problem.invalid(
                    "default_payment_method",
                    "The customer does not have a payment method with the ID " + id
                            + ". The payment method must be attached to the customer.");

        return method;
    }

    public static Doc update(Step step, Doc method, Fields given) {
        if (!method.isSet("customer"))
            throw Problem.invalid(
                    "payment_method", "You must save this PaymentMethod to a customer before you can update it.");
        NewMethods.takeBilling(method, given);
        var card = given.findObject("card");
        if (card != null) changeExpiry(step, method, card);
        var account = given.findObject("us_bank_account");
        if (account != null) {
            requireType(method, "us_bank_account");
            method.object("us_bank_account").take(account, "account_holder_type", "account_type");
        }
        method.take(given, "allow_redisplay").mergeMetadata(given);
        step.tell("payment_method.updated", method);
        return method;
    }

    private static void changeExpiry(Step step, Doc method, Fields given) {
        requireType(method, "card");
        var month = given.number("exp_month", method.number("card.exp_month"));
        var year = given.number("exp_year", method.number("card.exp_year"));
        NewMethods.checkExpiry(TestCard.behind(method).orElseThrow(), month, year, step.now());
        method.set("card.exp_month", month).set("card.exp_year", year < 100 ? 2000 + year : year);
    }

    private static void requireType(Doc method, String type) {
        if (!method.is("type", type))
            throw Problem.invalid(type, "You cannot update `" + type + "` on a PaymentMethod of another type.");
    }

    /** It cannot be used again, and whatever had it as its usual method has none. */
    public static Doc detach(Step step, Doc method) {
        var customer = step.find(method.find("customer"));
        if (customer == null)
            throw Problem.invalid(
                    "payment_method",
                    "The payment method you provided is not attached to a customer so detachment is impossible.");

        method.set("customer", null).hidden().set("used_up", true);
        step.tell("payment_method.detached", method);
        if (customer.is("invoice_settings.default_payment_method", method.id())) {
            customer.set("invoice_settings.default_payment_method", null);
            step.tell("customer.updated", customer);
        }
        for (var subscription : step.like("subscription", Fields.empty().set("default_payment_method", method.id()))) {
            subscription.set("default_payment_method", null);
            step.tell("customer.subscription.updated", subscription);
        }
        Mandates.end(step, method);
        return method;
    }

    /** What the card or account is for, besides paying. */
    public static Set<Mark> marks(Doc method) {
        return TestCard.behind(method)
                .map(card -> card.behaviour().marks())
                .or(() -> TestAccount.behind(method).map(TestAccount::marks))
                .orElse(Set.of());
    }
}

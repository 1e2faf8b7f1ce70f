package org.broadsheet.sandbox.engine.customers;

import java.util.List;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.billing.Ending;
import org.broadsheet.sandbox.engine.billing.Subscriptions;
import org.broadsheet.sandbox.engine.cards.PaymentMethods;
import org.jspecify.annotations.Nullable;

/** The people who pay: made, changed, deleted. */
public final class Customers {
    private Customers() {}

    public static Doc create(Step step, Fields given) {
        var customer = step.create("customer", Ids.fresh("cus_"));
        customer.set("invoice_prefix", Ids.invoicePrefix());
        take(customer, given);
        var method = given.find("payment_method");
        if (method != null)
            customer.set(
                    "invoice_settings.default_payment_method",
                    given.maybe("invoice_settings.default_payment_method")
                            .filter(chosen -> !chosen.equals(method))
                            .orElse(PaymentMethods.attach(step, method, customer.id())
                                    .id()));
        step.tell("customer.created", customer);
        return customer;
    }

    public static Doc create(Step step, @Nullable String email, @Nullable String name) {
        var customer = step.create("customer", Ids.fresh("cus_"));
        customer.set("invoice_prefix", Ids.invoicePrefix()).set("email", email).set("name", name);
        step.tell("customer.created", customer);
        return customer;
    }

    public static Doc update(Step step, Doc customer, Fields given) {
        take(customer, given);
        if (given.has("invoice_settings.default_payment_method")) {
            var chosen = given.find("invoice_settings.default_payment_method");
            if (chosen != null) PaymentMethods.requireAttached(step, chosen, customer.id());
            customer.set("invoice_settings.default_payment_method", chosen);
        }
        step.tell("customer.updated", customer);
        return customer;
    }

    private static void take(Doc customer, Fields given) {
        var email = given.find("email");
        if (email != null && !email.matches("[^@\\s]+@[^@\\s]+"))
            throw Problem.invalid("email", "email_invalid", "Invalid email address: " + email);
        customer.take(given, "email", "name", "description", "phone", "preferred_locales");
        takeAddress(customer, given);
        customer.mergeMetadata(given);
    }

    /** An address is given as a whole, and what is left out of it is shown as missing. */
    private static void takeAddress(Doc customer, Fields given) {
        if (!given.has("address")) return;

        var address = given.findObject("address");
        var whole = Fields.empty();
        for (var line : List.of("city", "country", "line1", "line2", "postal_code", "state"))
            whole.set(line, address == null ? null : address.node(line));
        customer.set("address", address == null ? null : whole);
    }

    /** The customer's subscriptions end with the customer; what was paid stays. */
    public static Doc delete(Step step, Doc customer) {
        for (var subscription : step.like("subscription", Fields.empty().set("customer", customer.id())))
            if (Subscriptions.lives(subscription)) Ending.now(step, subscription, "cancellation_requested");
        step.tell("customer.deleted", customer);
        var id = customer.id();
        customer.json().removeAll();
        return customer.set("id", id).set("object", "customer").set("deleted", true);
    }
}

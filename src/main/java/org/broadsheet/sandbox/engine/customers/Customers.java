package org.broadsheet.sandbox.engine.customers;

import java.util.List;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Emails;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.billing.Ending;
import org.broadsheet.sandbox.engine.billing.Subscriptions;
import org.broadsheet.sandbox.engine.cards.PaymentMethods;
import org.broadsheet.sandbox.engine.invoices.CustomerBalance;
import org.broadsheet.sandbox.engine.invoices.Drafts;
import org.broadsheet.sandbox.engine.invoices.PostalAddress;
import org.jspecify.annotations.Nullable;

/** The people who pay: made, changed, deleted. */
public final class Customers {
    private Customers() {}

    public static Doc create(Step step, Fields given) {
        var customer = step.create("customer", Ids.fresh("cus_"));
        customer.set("invoice_prefix", Ids.invoicePrefix());
        take(step, customer, given);
        var method = given.find("payment_method");
        if (method != null) {
            var attached = PaymentMethods.attach(step, method, customer.id()).id();
            var chosen = given.maybe("invoice_settings.default_payment_method").orElse(method);
            customer.set(
                    "invoice_settings.default_payment_method",
                    chosen.equals(method)
                            ? attached
                            : PaymentMethods.requireAttached(step, chosen, customer.id())
                                    .id());
        } else {
            takeMethod(step, customer, given);
        }
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
        take(step, customer, given);
        takeMethod(step, customer, given);
        step.tell("customer.updated", customer);
        return customer;
    }

    private static void takeMethod(Step step, Doc customer, Fields given) {
        if (!given.has("invoice_settings.default_payment_method")) return;
        var chosen = given.find("invoice_settings.default_payment_method");
        if (chosen != null) PaymentMethods.requireAttached(step, chosen, customer.id());
        customer.set("invoice_settings.default_payment_method", chosen);
    }

    private static void take(Step step, Doc customer, Fields given) {
        Emails.check(given.find("email"), "email");
        customer.take(
                given,
                "email",
                "name",
                "description",
                "phone",
                "preferred_locales",
                "business_name",
                "individual_name");
        if (given.has("address")) customer.set("address", PostalAddress.whole(given.findObject("address")));
        if (given.has("shipping")) customer.set("shipping", PostalAddress.recipient(given.findObject("shipping")));
        if (!customer.isSet("preferred_locales")) customer.set("preferred_locales", List.of());
        for (var name : new String[] {"business_name", "individual_name"})
            if (!customer.isSet(name)) customer.remove(name);
        if (given.has("tax_exempt"))
            customer.set("tax_exempt", given.maybe("tax_exempt").orElse("none"));
        customer.mergeMetadata(given);
        takeInvoiceWishes(step, customer, given);
        if (given.isSet("balance")) CustomerBalance.set(step, customer, given.number("balance"));
    }

    /** What their invoices are numbered and what is printed on them. */
    private static void takeInvoiceWishes(Step step, Doc customer, Fields given) {
        var settings = given.findObject("invoice_settings");
        if (settings != null) {
            Drafts.checkCustomFields(settings);
            customer.object("invoice_settings").take(settings, "custom_fields", "footer");
        }
        var prefix = given.find("invoice_prefix");
        if (prefix != null) takePrefix(step, customer, prefix);
        var next = given.findNumber("next_invoice_sequence");
        if (next == null) return;
        if (next < 1 || next > 999_999_999)
            throw Problem.invalid("next_invoice_sequence", "parameter_invalid_integer", "Invalid positive integer");
        if (next < customer.number("next_invoice_sequence") && customer.is("invoice_prefix", prefixOf(step, customer)))
            throw Problem.invalid(
                    "next_invoice_sequence", "The next sequence number cannot be one that has been used already.");
        customer.set("next_invoice_sequence", next);
    }

    /** The prefix under which invoices of theirs have gone out already, if any. */
    private static String prefixOf(Step step, Doc customer) {
        return step.like("invoice", Fields.empty().set("customer", customer.id())).stream()
                .flatMap(invoice -> invoice.maybe("number").stream())
                .map(number -> number.replaceAll("-.*", ""))
                .filter(prefix -> customer.is("invoice_prefix", prefix))
                .findFirst()
                .orElse("");
    }

    private static void takePrefix(Step step, Doc customer, String prefix) {
        if (!prefix.matches("[A-Z0-9]{3,12}"))
            throw Problem.invalid("invoice_prefix", "Must be 3–12 uppercase letters or numbers.");
        if (step.like("customer", Fields.empty().set("invoice_prefix", prefix)).stream()
                .anyMatch(other -> other != customer))
            throw Problem.invalid("invoice_prefix", "This invoice prefix is already used by another customer.");
        customer.set("invoice_prefix", prefix);
    }

    /** The customer's subscriptions end with the customer; what was paid stays. */
    public static Doc delete(Step step, Doc customer) {
        for (var subscription : step.like("subscription", Fields.empty().set("customer", customer.id())))
            if (Subscriptions.lives(subscription)) Ending.now(step, subscription, "cancellation_requested");
        Drafts.abandon(step, customer);
        step.tell("customer.deleted", customer);
        var id = customer.id();
        customer.json().removeAll();
        return customer.set("id", id).set("object", "customer").set("deleted", true);
    }
}

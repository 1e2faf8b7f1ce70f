package org.broadsheet.sandbox.engine.checkout;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.customers.Customers;
import org.broadsheet.sandbox.engine.invoices.PostalAddress;

/** What a session asks for besides the payment, and where the answers are kept. */
public final class Questions {
    private Questions() {}

    /** Also of a payment link, whose sessions ask the same. */
    static void take(Doc holder, Fields given) {
        if (given.isSet("billing_address_collection"))
            holder.set("billing_address_collection", given.text("billing_address_collection"));
        if (given.isSet("phone_number_collection"))
            holder.set(
                    "phone_number_collection",
                    Fields.empty().set("enabled", given.is("phone_number_collection.enabled")));
        var consent = given.findObject("consent_collection");
        if (consent != null)
            holder.set(
                    "consent_collection",
                    Fields.empty()
                            .set("payment_method_reuse_agreement", null)
                            .set("promotions", "none")
                            .set(
                                    "terms_of_service",
                                    consent.maybe("terms_of_service").orElse("none")));
    }

    static void takeUpdate(Doc session, Fields given) {
        if (!given.isSet("customer_update")) return;
        if (!given.isSet("customer"))
            throw Problem.invalid("customer_update", "`customer_update` can only be used with `customer`.");
        session.hidden().set("customer_update", given.object("customer_update"));
    }

    public static boolean asksForPhone(Doc session) {
        return session.is("phone_number_collection.enabled");
    }

    public static boolean asksForAddress(Doc session) {
        return session.is("billing_address_collection", "required");
    }

    public static boolean asksForConsent(Doc session) {
        return session.is("consent_collection.terms_of_service", "required");
    }

    /** The page has asked in words of its own; who comes another way is told what is missing. */
    static void check(Doc session, Buyer buyer) {
        if (asksForPhone(session) && buyer.phone() == null) throw missing("phone number");
        if (asksForAddress(session) && buyer.address() == null) throw missing("billing address");
        if (asksForConsent(session) && !buyer.acceptsTerms())
            throw Problem.invalid(
                    "payment_method",
                    "This Checkout Session asks for consent to the terms of service, which can only be given on its page.");
    }

    private static Problem missing(String what) {
        return Problem.invalid(
                "payment_method",
                "This Checkout Session asks for a " + what
                        + ", and the billing details of the PaymentMethod have none.");
    }

    /** What a completed session says of who has paid it. */
    static void answer(Doc session, Buyer buyer) {
        session.set("customer_details", details(buyer));
        if (session.isSet("consent_collection"))
            session.set(
                    "consent",
                    Fields.empty()
                            .set("promotions", null)
                            .set("terms_of_service", asksForConsent(session) ? "accepted" : null));
    }

    static Fields details(Buyer buyer) {
        return Fields.empty()
                .set("address", PostalAddress.whole(buyer.address()))
                .set("business_name", null)
                .set("email", buyer.email())
                .set("individual_name", null)
                .set("name", buyer.name())
                .set("phone", buyer.phone())
                .set("tax_exempt", "none")
                .set("tax_ids", null);
    }

    /** A known customer keeps name and address unless the session may change them; a number asked for is news. */
    static void tellCustomer(Step step, Doc session, Doc customer, Buyer buyer) {
        var changes = Fields.empty();
        if (session.hidden().is("customer_update.name", "auto") && buyer.name() != null)
            changes.set("name", buyer.name());
        if (session.hidden().is("customer_update.address", "auto") && buyer.address() != null)
            changes.set("address", buyer.address());
        if (asksForPhone(session) && buyer.phone() != null) changes.set("phone", buyer.phone());
        for (var key : changes.json().propertyNames())
            if (!changes.json().get(key).equals(customer.node(key))) {
                Customers.update(step, customer, changes);
                return;
            }
    }
}

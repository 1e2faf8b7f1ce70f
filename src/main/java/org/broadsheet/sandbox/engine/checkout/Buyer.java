package org.broadsheet.sandbox.engine.checkout;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.jspecify.annotations.Nullable;

/** Who pays, as far as the page has asked them. */
public record Buyer(
        @Nullable String email,
        @Nullable String name,
        @Nullable String phone,
        @Nullable Fields address,
        boolean acceptsTerms) {

    /** Without a page there is only what the payment method says of its owner. */
    public static Buyer behind(Doc method) {
        var address = method.findObject("billing_details.address");
        return new Buyer(
                method.find("billing_details.email"),
                method.find("billing_details.name"),
                method.find("billing_details.phone"),
                address != null && address.isSet("line1") ? address : null,
                false);
    }

    Buyer reachedAt(@Nullable String known) {
        return new Buyer(known, name, phone, address, acceptsTerms);
    }

    Fields toJson() {
        return Fields.empty()
                .set("email", email)
                .set("name", name)
                .set("phone", phone)
                .set("address", address)
                .set("accepts_terms", acceptsTerms);
    }

    static Buyer read(Fields json) {
        return new Buyer(
                json.find("email"),
                json.find("name"),
                json.find("phone"),
                json.findObject("address"),
                json.is("accepts_terms"));
    }

    /** In the words of a new customer, or of a change to a known one. */
    Fields asCustomer() {
        var customer = Fields.empty();
        if (email != null) customer.set("email", email);
        if (name != null) customer.set("name", name);
        if (phone != null) customer.set("phone", phone);
        if (address != null) customer.set("address", address);
        return customer;
    }
}

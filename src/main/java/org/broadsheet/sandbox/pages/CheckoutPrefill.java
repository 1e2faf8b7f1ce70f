package org.broadsheet.sandbox.pages;

import java.util.LinkedHashMap;
import java.util.Map;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Step;

/** What the payment form knows before anybody has typed: from the customer, or from an earlier attempt. */
final class CheckoutPrefill {
    private CheckoutPrefill() {}

    static Map<String, String> of(Step step, Doc session, CheckoutView view) {
        var known = new LinkedHashMap<String, String>();
        var customer = step.find(session.find("customer"));
        if (customer != null) {
            customer.maybe("phone").ifPresent(phone -> known.put("phone", phone));
            for (var part : PortalAddress.PARTS)
                customer.maybe("address." + part).ifPresent(line -> known.put(part, line));
        }
        var payer = session.hidden();
        for (var field : new String[] {"email", "phone", "name"})
            payer.maybe("payer." + field).ifPresent(value -> known.put(field, value));
        for (var part : PortalAddress.PARTS)
            payer.maybe("payer.address." + part).ifPresent(line -> known.put(part, line));
        var email = view.email();
        if (email != null) known.put("email", email);
        var choice = view.amount();
        if (choice != null) known.put("amount", choice.preset());
        if (!view.ways().isEmpty()) known.put("method", view.ways().getFirst().word());
        return known;
    }
}

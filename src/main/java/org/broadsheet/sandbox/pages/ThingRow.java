package org.broadsheet.sandbox.pages;

import java.util.Locale;
import org.broadsheet.sandbox.engine.Doc;
import org.jspecify.annotations.Nullable;

/** A session or a subscription on the control page. */
record ThingRow(String id, @Nullable String link, String status, String tone, String amount, String when) {

    static ThingRow session(Doc session, Words words, Locale locale) {
        var status = session.maybe("status").orElse("open");
        return new ThingRow(
                session.id(),
                "/c/pay/" + session.id(),
                words.say(locale, "status." + status),
                status.equals("complete") ? "good" : status.equals("open") ? "warn" : "off",
                session.is("mode", "setup")
                        ? ""
                        : words.money(locale, session.number("amount_total"), session.text("currency")),
                words.moment(locale, session.created()));
    }

    /** A draft has no page yet. */
    static ThingRow invoice(Doc invoice, Words words, Locale locale) {
        var status = invoice.text("status");
        return new ThingRow(
                invoice.id(),
                invoice.find("hosted_invoice_url"),
                words.say(locale, "control.invoice." + status),
                status.equals("paid") ? "good" : status.equals("open") ? "warn" : "off",
                words.money(locale, invoice.number("total"), invoice.text("currency")),
                words.moment(locale, invoice.created()));
    }

    static ThingRow customer(Doc customer, Words words, Locale locale) {
        return new ThingRow(
                customer.id(),
                null,
                customer.maybe("email").or(() -> customer.maybe("name")).orElse("–"),
                "off",
                "",
                customer.is("deleted") ? "" : words.moment(locale, customer.created()));
    }

    static ThingRow subscription(Doc subscription, Words words, Locale locale) {
        var status = subscription.text("status");
        var item = subscription.objects("items.data").getFirst();
        var stops = subscription.findNumber("cancel_at");
        var until = stops == null ? item.number("current_period_end") : stops;
        var ended = subscription.findNumber("ended_at");
        return new ThingRow(
                subscription.id(),
                null,
                words.say(locale, "status." + status),
                status.equals("active") ? "good" : status.equals("canceled") ? "off" : "bad",
                words.money(
                        locale,
                        item.number("price.unit_amount", 0) * item.number("quantity", 1),
                        item.text("price.currency")),
                words.say(
                        locale,
                        ended != null
                                ? "subscription.ended"
                                : stops != null ? "subscription.stops" : "subscription.renews",
                        words.moment(locale, ended != null ? ended : until)));
    }
}

package org.broadsheet.sandbox.pages;

import java.util.List;
import java.util.Locale;
import org.broadsheet.sandbox.engine.Decline;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.checkout.SessionSums;
import org.jspecify.annotations.Nullable;

/** The payment page in the words and figures of its reader. */
record CheckoutView(
        String id,
        String title,
        List<Line> lines,
        String total,
        boolean collects,
        PromiseWords promise,
        String today,
        @Nullable String email,
        boolean emailLocked,
        @Nullable String note,
        String payLabel,
        boolean debit,
        @Nullable AmountField amount,
        @Nullable String cancelUrl,
        String successUrl,
        Words words,
        Locale locale) {

    /** Something that is paid for. */
    record Line(String name, long quantity, String amount) {}

    static CheckoutView of(Step step, Doc session, Words words, Locale locale) {
        var currency = session.maybe("currency").orElse("eur");
        var keeps = session.is("mode", "setup");
        var lines = session.hidden().objects("lines");
        var customer = step.find(session.find("customer"));
        var promise = PromiseWords.of(step, session, words, locale);
        var total = keeps ? "" : words.money(locale, session.number("amount_total"), currency);
        var email =
                customer != null && customer.isSet("email") ? customer.find("email") : session.find("customer_email");
        return new CheckoutView(
                session.id(),
                keeps
                        ? words.say(locale, "checkout.keep.title")
                        : lines.getFirst().maybe("description").orElse("Checkout"),
                lines.stream().map(line -> line(line, words, locale)).toList(),
                total,
                SessionSums.collects(session),
                promise,
                words.date(locale, step.now()),
                email,
                email != null,
                session.find("custom_text.submit.message"),
                payLabel(session, total, promise.rhythm(), words, locale),
                session.texts("payment_method_types").contains("sepa_debit"),
                AmountField.of(session, words, locale),
                session.find("cancel_url"),
                session.text("success_url"),
                words,
                locale);
    }

    private static Line line(Fields line, Words words, Locale locale) {
        return new Line(
                line.maybe("description").orElse("–"),
                line.number("quantity"),
                words.money(locale, line.number("amount_total"), line.text("currency")));
    }

    private static String payLabel(Doc session, String total, String rhythm, Words words, Locale locale) {
        if (session.is("mode", "setup")) return words.say(locale, "checkout.keep.go");
        if (SessionSums.bounds(session) != null) return words.say(locale, "checkout.pay.chosen");
        var nothing = session.number("amount_total") == 0;
        if (session.is("mode", "subscription") && nothing) return words.say(locale, "checkout.pay.start");
        if (nothing) return words.say(locale, "checkout.pay.nothing");
        if (!rhythm.isEmpty()) return words.say(locale, "checkout.pay.subscribe", total, rhythm);
        if (session.is("mode", "subscription")) return words.say(locale, "checkout.pay.today", total);
        return words.say(locale, session.is("submit_type", "donate") ? "checkout.pay.donate" : "checkout.pay", total);
    }

    /** Asked by the template, hence public. */
    public String shortId() {
        return id.substring(0, Math.min(id.length(), 18)) + "…";
    }

    String decline(Decline decline) {
        return decline(decline.code(), decline.declineCode());
    }

    String decline(String code, @Nullable String declineCode) {
        var why = declineCode == null ? code : declineCode.equals("generic_decline") ? "card_declined" : declineCode;
        return words.say(locale, "decline." + why);
    }
}

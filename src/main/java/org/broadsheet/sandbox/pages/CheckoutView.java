package org.broadsheet.sandbox.pages;

import java.util.List;
import java.util.Locale;
import org.broadsheet.sandbox.engine.Decline;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.checkout.Quantities;
import org.broadsheet.sandbox.engine.checkout.Questions;
import org.broadsheet.sandbox.engine.checkout.SessionDiscounts;
import org.broadsheet.sandbox.engine.checkout.SessionSums;
import org.jspecify.annotations.Nullable;

/** The payment page in the words and figures of its reader. */
record CheckoutView(
        String id,
        String title,
        List<Line> lines,
        String off,
        String total,
        boolean collects,
        PromiseWords promise,
        String today,
        @Nullable String email,
        boolean emailLocked,
        @Nullable String note,
        String payLabel,
        List<PayWay> ways,
        Asks asks,
        @Nullable AmountField amount,
        @Nullable String cancelUrl,
        String successUrl,
        Words words,
        Locale locale) {

    /** Something that is paid for. */
    record Line(String name, long quantity, String amount, Quantities.@Nullable Range range) {}

    /** What the page asks for besides, and the promotion code that is entered. */
    record Asks(
            boolean phone,
            boolean address,
            boolean terms,
            boolean code,
            @Nullable String entered,
            @Nullable String termsText) {

        static Asks of(Step step, Doc session) {
            var entered = SessionDiscounts.entered(step, session);
            return new Asks(
                    Questions.asksForPhone(session),
                    Questions.asksForAddress(session),
                    Questions.asksForConsent(session),
                    session.is("allow_promotion_codes"),
                    entered,
                    session.find("custom_text.terms_of_service_acceptance.message"));
        }
    }

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
                off(session, words, locale),
                total,
                SessionSums.collects(session),
                promise,
                words.date(locale, step.now()),
                email,
                email != null,
                session.find("custom_text.submit.message"),
                payLabel(session, total, promise.rhythm(), words, locale),
                PayWay.of(session.texts("payment_method_types")),
                Asks.of(step, session),
                AmountField.of(session, words, locale),
                session.find("cancel_url"),
                session.text("success_url"),
                words,
                locale);
    }

    private static String off(Doc session, Words words, Locale locale) {
        var off = session.number("total_details.amount_discount");
        return off == 0 ? "" : words.money(locale, -off, session.text("currency"));
    }

    private static Line line(Fields line, Words words, Locale locale) {
        return new Line(
                line.maybe("description").orElse("–"),
                line.number("quantity"),
                words.money(locale, line.number("amount_subtotal"), line.text("currency")),
                Quantities.range(line));
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
    public boolean takes(String way) {
        return ways.stream().anyMatch(each -> each.word().equals(way));
    }

    /** Asked by the template, hence public. */
    public boolean debits() {
        return ways.stream().anyMatch(way -> way != PayWay.CARD);
    }

    /** Asked by the template, hence public. */
    public boolean adjusts() {
        return lines.stream().anyMatch(line -> line.range() != null);
    }

    /** What comes off stands in a line of its own, so that the lines say what they cost. Asked by the template. */
    public boolean reduced() {
        return !off.isEmpty();
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

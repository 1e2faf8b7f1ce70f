package org.broadsheet.sandbox.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.checkout.Promise;
import org.broadsheet.sandbox.engine.checkout.SessionSums;

/** What a payment page says about later, in sentences that come true; and whether today is like every other time. */
record PromiseWords(List<String> sentences, String rhythm) {

    static PromiseWords of(Step step, Doc session, Words words, Locale locale) {
        var promises = Promise.of(step, session);
        var sentences = new ArrayList<String>();
        for (var promise : promises) sentences.addAll(sentences(session, promise, words, locale));
        if (session.is("mode", "payment")) sentences.add(words.say(locale, "checkout.once"));
        var alike = promises.size() == 1
                && promises.getFirst().amount() == session.number("amount_total")
                && session.number("amount_total") > 0
                && session.hidden().objects("lines").stream().allMatch(line -> line.is("price.type", "recurring"));
        return new PromiseWords(sentences, alike ? Rhythm.of(promises.getFirst().recurring(), words, locale) : "");
    }

    private static List<String> sentences(Doc session, Promise promise, Words words, Locale locale) {
        var currency = session.text("currency");
        var rhythm = Rhythm.of(promise.recurring(), words, locale);
        var amount = words.money(locale, promise.amount(), currency);
        var next = words.date(locale, promise.next());
        var sentences = new ArrayList<String>();
        sentences.add(words.say(locale, key(session), amount, rhythm, next));
        var until = promise.reducedUntil();
        if (until != null)
            sentences.add(words.say(
                    locale,
                    "checkout.then.full",
                    words.date(locale, until),
                    words.money(locale, promise.full(), currency),
                    rhythm));
        return sentences;
    }

    /** Without a card the end of a free time is another one. */
    private static String key(Doc session) {
        if (SessionSums.collects(session)) return "checkout.then";
        var end = session.hidden()
                .maybe("subscription_data.trial_settings.end_behavior.missing_payment_method")
                .orElse("create_invoice");
        return "checkout.then." + end;
    }
}

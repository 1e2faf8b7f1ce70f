package org.broadsheet.sandbox.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.catalog.Catalog;
import org.broadsheet.sandbox.engine.periods.PeriodEnds;
import org.broadsheet.sandbox.engine.portal.PortalPlans;
import org.broadsheet.sandbox.engine.portal.PortalSubscriptions;
import org.jspecify.annotations.Nullable;

/** The portal's first page: what somebody pays for, how, and what they have paid. */
record PortalHome(
        @Nullable String headline,
        List<Plan> plans,
        boolean showsCard,
        @Nullable String card,
        boolean showsDetails,
        List<Detail> details,
        boolean showsInvoices,
        List<Bill> bills,
        @Nullable String privacyUrl,
        @Nullable String termsUrl) {
    private static final int BILLS = 24;

    /** A subscription in words. */
    record Plan(
            String id,
            String name,
            String amount,
            String rhythm,
            String tone,
            String status,
            String next,
            @Nullable String card,
            boolean canCancel,
            boolean canRenew,
            boolean canChange) {}

    record Detail(String label, String value) {}

    /** An invoice in one row. */
    record Bill(
            String when,
            String number,
            String amount,
            String tone,
            String status,
            @Nullable String link) {}

    static PortalHome of(Visit visit, Words words) {
        var configuration = visit.configuration();
        var card = visit.step().find(visit.customer().find("invoice_settings.default_payment_method"));
        return new PortalHome(
                configuration.find("business_profile.headline"),
                PortalSubscriptions.of(visit.step(), visit.customer().id()).stream()
                        .map(subscription -> plan(visit, subscription, words))
                        .toList(),
                visit.offers("payment_method_update"),
                card == null ? null : MethodWords.full(card, words, visit.locale()),
                visit.offers("customer_update"),
                details(visit, words),
                visit.offers("invoice_history"),
                visit.offers("invoice_history") ? bills(visit, words) : List.of(),
                configuration.find("business_profile.privacy_policy_url"),
                configuration.find("business_profile.terms_of_service_url"));
    }

    static Plan plan(Visit visit, Doc subscription, Words words) {
        var locale = visit.locale();
        var step = visit.step();
        var ends = PortalSubscriptions.ends(subscription);
        var paused = subscription.isSet("pause_collection");
        var status = ends ? "ending" : paused ? "held" : subscription.text("status");
        var moment = ends ? ending(subscription) : PeriodEnds.last(subscription);
        var card = step.find(subscription.find("default_payment_method"));
        return new Plan(
                subscription.id(),
                name(visit, subscription),
                amount(subscription, words, locale),
                Rhythm.of(PortalSubscriptions.item(subscription).object("price.recurring"), words, locale),
                switch (status) {
                    case "active", "trialing" -> "good";
                    case "ending", "held", "paused" -> "warn";
                    default -> "bad";
                },
                words.say(locale, "plan." + status),
                words.say(locale, "plan." + status + ".next", words.date(locale, moment)),
                card == null ? null : MethodWords.brief(card, words, locale),
                !ends && visit.offers("subscription_cancel"),
                ends,
                !ends
                        && visit.offers("subscription_update")
                        && PortalSubscriptions.isSimple(subscription)
                        && !PortalPlans.offered(step, visit.configuration(), subscription)
                                .isEmpty());
    }

    static String name(Visit visit, Doc subscription) {
        var names = new ArrayList<String>();
        for (var item : subscription.objects("items.data")) {
            var name = Catalog.name(
                    visit.step(),
                    new Doc(item.object("price").json(), Fields.empty().json()));
            if (name != null) names.add(name);
        }
        return names.isEmpty() ? "–" : String.join(", ", names);
    }

    static String amount(Doc subscription, Words words, Locale locale) {
        var sum = subscription.objects("items.data").stream()
                .mapToLong(item -> item.number("price.unit_amount", 0) * item.number("quantity", 1))
                .sum();
        return words.money(locale, sum, subscription.text("currency"));
    }

    static long ending(Doc subscription) {
        return subscription.number("cancel_at", PeriodEnds.last(subscription));
    }

    private static List<Detail> details(Visit visit, Words words) {
        var details = new ArrayList<Detail>();
        for (var key : new String[] {"name", "email", "phone"}) {
            var value = visit.customer().find(key);
            if (value != null) details.add(new Detail(words.say(visit.locale(), "portal." + key), value));
        }
        var address = visit.customer().findObject("address");
        if (address != null)
            details.add(new Detail(words.say(visit.locale(), "portal.address"), PortalAddress.inOneLine(address)));
        return details;
    }

    private static List<Bill> bills(Visit visit, Words words) {
        var locale = visit.locale();
        return visit
                .step()
                .like("invoice", Fields.empty().set("customer", visit.customer().id()))
                .reversed()
                .stream()
                .filter(invoice -> !invoice.is("status", "draft"))
                .limit(BILLS)
                .map(invoice -> new Bill(
                        words.date(locale, invoice.created()),
                        invoice.maybe("number").orElse("–"),
                        words.money(locale, invoice.number("total"), invoice.text("currency")),
                        switch (invoice.text("status")) {
                            case "paid" -> "good";
                            case "open" -> "warn";
                            case "uncollectible" -> "bad";
                            default -> "off";
                        },
                        words.say(locale, "invoice." + invoice.text("status")),
                        invoice.find("hosted_invoice_url")))
                .toList();
    }
}

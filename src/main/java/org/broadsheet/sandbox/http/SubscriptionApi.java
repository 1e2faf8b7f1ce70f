package org.broadsheet.sandbox.http;

import java.util.List;
import java.util.stream.Stream;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.billing.BillingModes;
import org.broadsheet.sandbox.engine.billing.Ending;
import org.broadsheet.sandbox.engine.billing.Resumption;
import org.broadsheet.sandbox.engine.billing.SubscriptionStart;
import org.broadsheet.sandbox.engine.billing.Subscriptions;

/** Subscriptions: begun, changed, resumed, ended. */
final class SubscriptionApi {
    static final String PRICE_DATA = """
             price_data{currency* product* tax_behavior:exclusive|inclusive|unspecified unit_amount:int
               recurring*{interval*:day|month|week|year interval_count:int}}
            """;
    static final String ONCE =
            " price_data{currency* product* tax_behavior:exclusive|inclusive|unspecified unit_amount:int} ";
    static final String PRORATION = " proration_behavior:always_invoice|create_prorations|none ";
    static final String PAYMENT =
            " payment_behavior:allow_incomplete|default_incomplete|error_if_incomplete|pending_if_incomplete ";
    private static final String SAID = """
             cancellation_details{comment
               feedback:customer_service|low_quality|missing_features|other|switched_service|too_complex|too_expensive|unused}
            """;
    private static final String COMMON = """
            metadata{} description cancel_at_period_end:bool cancel_at default_payment_method off_session:bool
            collection_method:charge_automatically|send_invoice days_until_due:int
            payment_settings{save_default_payment_method:off|on_subscription}
            trial_end trial_settings{end_behavior*{missing_payment_method*:cancel|create_invoice|pause}}
            add_invoice_items[]{price quantity:int metadata{} discountable:bool""" + ONCE + "}" + DiscountApi.DISCOUNTS + PRORATION + PAYMENT;
    private static final String CREATE = COMMON + """
             customer currency trial_period_days:int backdate_start_date:int billing_cycle_anchor:int
             billing_cycle_anchor_config{day_of_month*:int hour:int minute:int month:int second:int}
             billing_mode{type*:classic|flexible flexible{proration_discounts:included}}
            """ + " items[]{price quantity:int metadata{}" + PRICE_DATA + "}";
    private static final String UPDATE =
            COMMON + SAID + """
             billing_cycle_anchor:now|unchanged proration_date:int
             pause_collection{behavior*:keep_as_draft|mark_uncollectible|void resumes_at:int}
            """ + " items[]{id price quantity:int metadata{} deleted:bool" + PRICE_DATA + "}";

    private static final String[] PERIODS = {"current_period_start", "current_period_end"};

    private SubscriptionApi() {}

    static void register(Routes routes) {
        routes.list("/v1/subscriptions", "subscription", """
                                customer plan price collection_method:charge_automatically|send_invoice test_clock created:range
                                current_period_start:range current_period_end:range
                                status:active|all|canceled|ended|incomplete|incomplete_expired|past_due|paused|trialing|unpaid
                                """, SubscriptionApi::subscriptions)
                .post(
                        "/v1/subscriptions",
                        "subscription",
                        CREATE,
                        call -> new Answer.One(SubscriptionStart.create(call.step(), call.given())))
                .get("/v1/subscriptions/{id}", "subscription", call -> new Answer.One(subscription(call)))
                .post(
                        "/v1/subscriptions/{id}",
                        "subscription",
                        UPDATE,
                        call -> new Answer.One(Subscriptions.update(call.step(), subscription(call), call.given())))
                .delete(
                        "/v1/subscriptions/{id}",
                        "subscription",
                        "expand[] invoice_now:bool prorate:bool" + SAID,
                        call -> new Answer.One(Ending.atOnce(call.step(), subscription(call), call.given())))
                .post(
                        "/v1/subscriptions/{id}/resume",
                        "subscription",
                        "billing_cycle_anchor:now|unchanged" + PRORATION,
                        call -> new Answer.One(Resumption.resume(call.step(), subscription(call), call.given())))
                .post(
                        "/v1/subscriptions/{id}/migrate",
                        "subscription",
                        "billing_mode*{type*:flexible flexible{proration_discounts:included}}",
                        call -> new Answer.One(BillingModes.migrate(call.step(), subscription(call))));
    }

    private static Doc subscription(Call call) {
        return call.step().get("subscription", call.id(), "id");
    }

    /** Without a status asked for, what has ended is left out. */
    private static Answer subscriptions(Call call) {
        var query = call.query("subscription");
        var given = call.given();
        for (var filter : new String[] {"customer", "collection_method", "test_clock"})
            if (given.isSet(filter)) query.only(filter, given.text(filter));
        // Whatever lives on a test clock is found by that clock or by its customer only.
        if (!given.isSet("customer") && !given.isSet("test_clock"))
            query.example().set("test_clock", null);
        // A plan is what a price was called before, and has its id.
        var items = Stream.of("plan", "price")
                .filter(given::isSet)
                .map(key -> Fields.empty().set("price", Fields.empty().set("id", given.text(key))))
                .toList();
        if (!items.isEmpty()) query.example().set("items", Fields.empty().set("data", items));
        var ended =
                List.of(Fields.empty().set("status", "canceled"), Fields.empty().set("status", "incomplete_expired"));
        switch (given.maybe("status").orElse("")) {
            case "" -> query = query.noneOf(ended);
            case "all" -> {}
            case "ended" -> query = query.anyOf(ended);
            default -> query.only("status", given.text("status"));
        }
        if (!Periods.isAsked(given, PERIODS))
            return new Answer.Many(call.works().page(call.account(), query));
        return Lists.within(
                call,
                Periods.everything(call, query).stream()
                        .filter(each -> each.objects("items.data").stream()
                                .anyMatch(item -> Periods.within(item, given, PERIODS)))
                        .map(Fields.class::cast)
                        .toList());
    }
}

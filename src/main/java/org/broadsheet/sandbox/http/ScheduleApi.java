package org.broadsheet.sandbox.http;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.billing.Schedules;

/** Subscription schedules. */
final class ScheduleApi {
    static final String PHASE = """
             end_date trial:bool trial_end default_payment_method description metadata{} currency
             billing_cycle_anchor:automatic|phase_start duration{interval*:day|month|week|year interval_count:int}
            """ + SubscriptionApi.PRORATION + " items*[]{price quantity:int metadata{}"
            + SubscriptionApi.PRICE_DATA + "}";
    private static final String PLAN = """
             metadata{} end_behavior:cancel|release default_settings{default_payment_method description}
            """;

    private static final String[] ENDS = {"canceled_at", "completed_at", "released_at"};

    private ScheduleApi() {}

    static void register(Routes routes) {
        routes.list(
                        "/v1/subscription_schedules",
                        "subscription_schedule",
                        "customer scheduled:bool created:range canceled_at:range completed_at:range released_at:range",
                        ScheduleApi::schedules)
                .post(
                        "/v1/subscription_schedules",
                        "subscription_schedule",
                        "customer from_subscription start_date billing_mode{type*:classic|flexible flexible{proration_discounts:included}}"
                                + PLAN + " phases[]{" + PHASE + "}",
                        call -> new Answer.One(Schedules.create(call.step(), call.given())))
                .get("/v1/subscription_schedules/{id}", "subscription_schedule", call -> new Answer.One(schedule(call)))
                .post(
                        "/v1/subscription_schedules/{id}",
                        "subscription_schedule",
                        PLAN + SubscriptionApi.PRORATION + " phases[]{start_date " + PHASE + "}",
                        call -> new Answer.One(Schedules.update(call.step(), schedule(call), call.given())))
                .post(
                        "/v1/subscription_schedules/{id}/cancel",
                        "subscription_schedule",
                        "invoice_now:bool prorate:bool",
                        call -> new Answer.One(Schedules.cancel(call.step(), schedule(call), call.given())))
                .post(
                        "/v1/subscription_schedules/{id}/release",
                        "subscription_schedule",
                        "",
                        call -> new Answer.One(Schedules.release(call.step(), schedule(call))));
    }

    private static Doc schedule(Call call) {
        return call.step().get("subscription_schedule", call.id(), "schedule");
    }

    private static Answer schedules(Call call) {
        var query = call.query("subscription_schedule");
        var given = call.given();
        if (given.isSet("customer")) query.only("customer", given.text("customer"));
        if (given.is("scheduled")) query.only("status", "not_started");
        if (!Periods.isAsked(given, ENDS)) return new Answer.Many(call.works().page(call.account(), query));
        return Lists.within(
                call,
                Periods.everything(call, query).stream()
                        .filter(each -> Periods.within(each, given, ENDS))
                        .map(Fields.class::cast)
                        .toList());
    }
}

package org.broadsheet.sandbox.http;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.disputes.Disputes;
import org.broadsheet.sandbox.engine.disputes.Reviews;
import org.broadsheet.sandbox.engine.payments.Refunds;

/** Money that goes back: by the seller's will, by the buyer's bank, or perhaps soon. */
final class RefundApi {
    private static final String EVIDENCE = """
            evidence{access_activity_log billing_address cancellation_policy cancellation_policy_disclosure
                cancellation_rebuttal customer_communication customer_email_address customer_name customer_purchase_ip
                customer_signature duplicate_charge_documentation duplicate_charge_explanation duplicate_charge_id
                product_description receipt refund_policy refund_policy_disclosure refund_refusal_explanation
                service_date service_documentation shipping_address shipping_carrier shipping_date
                shipping_documentation shipping_tracking_number uncategorized_file uncategorized_text}
            submit:bool metadata{}
            """;

    private RefundApi() {}

    static void register(Routes routes) {
        routes.post(
                        "/v1/refunds",
                        "refund",
                        "charge payment_intent amount:int reason:duplicate|fraudulent|requested_by_customer metadata{}",
                        call -> new Answer.One(Refunds.create(call.step(), call.given())))
                .list(
                        "/v1/refunds",
                        "refund",
                        "charge payment_intent created:range",
                        call -> call.list("refund", "charge", "payment_intent"))
                .get("/v1/refunds/{id}", "refund", call -> new Answer.One(refund(call)))
                .post(
                        "/v1/refunds/{id}",
                        "refund",
                        "metadata{}",
                        call -> new Answer.One(Refunds.update(call.step(), refund(call), call.given())))
                .post(
                        "/v1/refunds/{id}/cancel",
                        "refund",
                        "",
                        call -> new Answer.One(Refunds.cancel(call.step(), refund(call))))
                .post(
                        "/v1/test_helpers/refunds/{id}/expire",
                        "refund",
                        "",
                        call -> new Answer.One(Refunds.expire(call.step(), refund(call))));

        routes.list(
                        "/v1/disputes",
                        "dispute",
                        "charge payment_intent created:range",
                        call -> call.list("dispute", "charge", "payment_intent"))
                .get("/v1/disputes/{id}", "dispute", call -> new Answer.One(dispute(call)))
                .post(
                        "/v1/disputes/{id}",
                        "dispute",
                        EVIDENCE,
                        call -> new Answer.One(Disputes.update(call.step(), dispute(call), call.given())))
                .post(
                        "/v1/disputes/{id}/close",
                        "dispute",
                        "",
                        call -> new Answer.One(Disputes.close(call.step(), dispute(call))));

        routes.list(
                        "/v1/radar/early_fraud_warnings",
                        "radar.early_fraud_warning",
                        "charge payment_intent created:range",
                        call -> call.list("radar.early_fraud_warning", "charge", "payment_intent"))
                .get(
                        "/v1/radar/early_fraud_warnings/{id}",
                        "radar.early_fraud_warning",
                        call -> new Answer.One(
                                call.step().get("radar.early_fraud_warning", call.id(), "early_fraud_warning")));

        routes.list("/v1/reviews", "review", "created:range", call -> call.list("review"))
                .get("/v1/reviews/{id}", "review", call -> new Answer.One(review(call)))
                .post(
                        "/v1/reviews/{id}/approve",
                        "review",
                        "",
                        call -> new Answer.One(Reviews.approve(call.step(), review(call))));
    }

    private static Doc refund(Call call) {
        return call.step().get("refund", call.id(), "id");
    }

    private static Doc dispute(Call call) {
        return call.step().get("dispute", call.id(), "dispute");
    }

    private static Doc review(Call call) {
        return call.step().get("review", call.id(), "review");
    }
}

package org.broadsheet.sandbox.http;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.portal.PortalConfigurations;
import org.broadsheet.sandbox.engine.portal.PortalSessions;

/** The Customer Portal: what it offers, and the way in. */
final class PortalApi {
    private static final String REASONS =
            "customer_service|low_quality|missing_features|other|switched_service|too_complex|too_expensive|unused";
    private static final String PRORATION = "proration_behavior:always_invoice|create_prorations|none";
    private static final String PRODUCTS =
            "products[]{product* prices*[] adjustable_quantity{enabled*:bool maximum:int minimum:int}}";
    private static final String CONFIGURATION = """
            business_profile{headline privacy_policy_url terms_of_service_url}
            default_return_url login_page{enabled*:bool} metadata{} name
            """;

    private PortalApi() {}

    static void register(Routes routes) {
        routes.post(
                        "/v1/billing_portal/sessions",
                        "billing_portal.session",
                        session(),
                        call -> new Answer.One(PortalSessions.create(call.step(), call.given())))
                .post(
                        "/v1/billing_portal/configurations",
                        "billing_portal.configuration",
                        CONFIGURATION + features("*", "*"),
                        call -> new Answer.One(PortalConfigurations.create(call.step(), call.given())))
                .list(
                        "/v1/billing_portal/configurations",
                        "billing_portal.configuration",
                        "active:bool is_default:bool",
                        call -> call.list("billing_portal.configuration", "active", "is_default"))
                .get(
                        "/v1/billing_portal/configurations/{id}",
                        "billing_portal.configuration",
                        call -> new Answer.One(configuration(call)))
                .post(
                        "/v1/billing_portal/configurations/{id}",
                        "billing_portal.configuration",
                        CONFIGURATION + " active:bool " + features("", ""),
                        call -> new Answer.One(
                                PortalConfigurations.update(call.step(), configuration(call), call.given())));
    }

    private static String session() {
        return "customer configuration return_url locale:" + CheckoutApi.LOCALES + """
                |en-AU|en-CA|en-IE|en-IN|en-NZ|en-SG
                flow_data{type*:payment_method_update|subscription_cancel|subscription_update|subscription_update_confirm
                  after_completion{type*:hosted_confirmation|portal_homepage|redirect
                    hosted_confirmation{custom_message} redirect{return_url*}}
                  subscription_cancel{subscription*}
                  subscription_update{subscription*}
                  subscription_update_confirm{subscription* items*[]{id* price quantity:int}}}
                """;
    }

    /** The parts that must be said when a configuration is made may be left out when it is changed. */
    private static String features(String whole, String part) {
        return "features" + whole + "{customer_update{enabled" + part
                + ":bool allowed_updates[]:address|email|name|phone}"
                + " invoice_history{enabled*:bool} payment_method_update{enabled*:bool}"
                + " subscription_cancel{enabled" + part + ":bool mode:at_period_end|immediately " + PRORATION
                + " cancellation_reason{enabled*:bool options" + part + "[]:" + REASONS + "}}"
                + " subscription_update{enabled" + part + ":bool default_allowed_updates[]:price|quantity "
                + PRORATION + " billing_cycle_anchor:now|unchanged " + PRODUCTS + "}}";
    }

    private static Doc configuration(Call call) {
        return call.step().get("billing_portal.configuration", call.id(), "configuration");
    }
}

package org.broadsheet.sandbox.engine.portal;

import java.util.List;
import org.broadsheet.sandbox.engine.Addresses;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;

/** What a portal offers: made and changed by the API, or the account's own default. */
public final class PortalConfigurations {
    private static final int LONGEST_HEADLINE = 60;
    private static final List<String> REASONS = List.of(
            "too_expensive",
            "missing_features",
            "switched_service",
            "unused",
            "customer_service",
            "too_complex",
            "low_quality",
            "other");

    private PortalConfigurations() {}

    public static Doc create(Step step, Fields given) {
        var configuration = step.create("billing_portal.configuration", Ids.fresh("bpc_"));
        take(step, configuration, given);
        step.tell("billing_portal.configuration.created", configuration);
        return configuration;
    }

    public static Doc update(Step step, Doc configuration, Fields given) {
        if (given.has("active") && !given.is("active") && configuration.is("is_default"))
            throw Problem.invalid("active", "The default configuration cannot be deactivated.");
        configuration.take(given, "active");
        take(step, configuration, given);
        step.tell("billing_portal.configuration.updated", configuration);
        return configuration;
    }

    /**
     * The one that is used when a session names none. At Stripe somebody must have saved it once in the Dashboard, and
     * a session is refused until then; here it is saved by the first session that needs it.
     */
    static Doc usual(Step step) {
        var known = step.like("billing_portal.configuration", Fields.empty().set("is_default", true));
        if (!known.isEmpty()) return known.getFirst();

        var usual = step.create("billing_portal.configuration", Ids.fresh("bpc_"));
        usual.set("is_default", true)
                .set("updated", step.now())
                .set("features.customer_update.enabled", true)
                .set("features.customer_update.allowed_updates", List.of("email", "name"))
                .set("features.invoice_history.enabled", true)
                .set("features.payment_method_update.enabled", true)
                .set("features.subscription_cancel.enabled", true)
                .set("features.subscription_cancel.cancellation_reason.enabled", true)
                .set("features.subscription_cancel.cancellation_reason.options", REASONS);
        step.tell("billing_portal.configuration.created", usual);
        return usual;
    }

    private static void take(Step step, Doc configuration, Fields given) {
        Addresses.check(given, "default_return_url");
        configuration.take(given, "name", "default_return_url").mergeMetadata(given);
        takeProfile(configuration, given);
        var features = given.findObject("features");
        if (features != null) PortalFeatures.take(step, configuration, features);
        if (given.is("login_page.enabled"))
            throw Problem.invalid(
                    "login_page[enabled]",
                    "This sandbox has no login page for the portal: create a portal session instead.");
        configuration.set("updated", step.now());
    }

    private static void takeProfile(Doc configuration, Fields given) {
        var profile = given.findObject("business_profile");
        if (profile == null) return;
        if (profile.maybe("headline").orElse("").length() > LONGEST_HEADLINE)
            throw Problem.invalid(
                    "business_profile[headline]",
                    "Invalid string: must be at most " + LONGEST_HEADLINE + " characters");
        Addresses.check(given, "business_profile.privacy_policy_url");
        Addresses.check(given, "business_profile.terms_of_service_url");
        configuration
                .object("business_profile")
                .take(profile, "headline", "privacy_policy_url", "terms_of_service_url");
    }
}

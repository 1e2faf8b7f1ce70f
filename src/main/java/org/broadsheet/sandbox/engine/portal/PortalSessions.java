package org.broadsheet.sandbox.engine.portal;

import org.broadsheet.sandbox.engine.Addresses;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Secrets;
import org.broadsheet.sandbox.engine.Step;

/** Somebody's way into the portal: short-lived, and perhaps straight to one thing. */
public final class PortalSessions {
    private static final long UNUSED = 300;
    private static final long IDLE = 3_600;

    private PortalSessions() {}

    public static Doc create(Step step, Fields given) {
        var wanted = given.maybe("customer").orElseThrow(() -> Problem.missingParameter("customer"));
        var customer = step.get("customer", wanted, "customer");
        Addresses.check(given, "return_url");
        var configuration = configuration(step, given);

        var session = step.create("billing_portal.session", Ids.fresh("bps_"));
        session.set("configuration", configuration.id())
                .set("customer", customer.id())
                .set("return_url", configuration.find("default_return_url"))
                .set("url", step.address() + "/p/session/" + Secrets.token(session));
        if (given.isSet("locale")) session.set("locale", given.text("locale"));
        if (given.isSet("return_url")) session.set("return_url", given.text("return_url"));
        var flow = given.findObject("flow_data");
        if (flow != null) session.set("flow", PortalFlows.flow(step, customer, configuration, given, flow));
        step.tell("billing_portal.session.created", session);
        return session;
    }

    private static Doc configuration(Step step, Fields given) {
        var wanted = given.find("configuration");
        if (wanted == null) return PortalConfigurations.usual(step);
        var configuration = step.get("billing_portal.configuration", wanted, "configuration");
        if (!configuration.is("active"))
            throw Problem.invalid("configuration", "The portal configuration " + wanted + " is not active.");

        return configuration;
    }

    /** Whoever does not come soon is too late, and so is whoever stays away for long. */
    public static boolean isOpen(Step step, Doc session) {
        var seen = session.hidden().findNumber("seen_at");
        return step.now() <= (seen == null ? session.created() + UNUSED : seen + IDLE);
    }

    public static void seen(Step step, Doc session) {
        session.hidden().set("seen_at", step.now());
    }
}

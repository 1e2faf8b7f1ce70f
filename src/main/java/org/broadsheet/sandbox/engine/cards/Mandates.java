package org.broadsheet.sandbox.engine.cards;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.jspecify.annotations.Nullable;

/** An account owner's permission to debit it. Without one nothing is taken. */
public final class Mandates {
    private Mandates() {}

    /** The permission that holds for the account: the one it has, or a new one when the owner has just given it. */
    public static Doc require(Step step, Doc method, @Nullable Fields acceptance, String noun) {
        var known = step.find(method.hidden().find("mandate"));
        if (known != null && known.is("status", "active")) return known;
        if (acceptance == null)
            throw Problem.invalid(
                    "mandate_data",
                    "This " + noun
                            + " requires a mandate, but no existing mandate was found. Collect mandate acceptance from the customer and try again, providing acceptance data in the mandate_data parameter.");

        return give(step, method, acceptance);
    }

    /** Given on a page of ours, by the click that pays. */
    public static Doc onPage(Step step, Doc method) {
        return require(
                step,
                method,
                Fields.empty()
                        .set("type", "online")
                        .set(
                                "online",
                                Fields.empty().set("ip_address", "127.0.0.1").set("user_agent", "Checkout")),
                "payment");
    }

    private static Doc give(Step step, Doc method, Fields acceptance) {
        var type = acceptance.text("type");
        if (type.equals("online") && acceptance.findObject("online") == null)
            throw Problem.missingParameter("mandate_data[customer_acceptance][online]");

        var mandate = step.create("mandate", Ids.fresh("mandate_"));
        mandate.set(
                        "customer_acceptance",
                        Fields.empty()
                                .set("accepted_at", acceptance.number("accepted_at", step.now()))
                                .set("type", type)
                                .set(type, type.equals("online") ? acceptance.node("online") : Fields.empty()))
                .set("payment_method", method.id())
                .set("payment_method_details", details(step, method, mandate.id()));
        method.hidden().set("mandate", mandate.id());
        return mandate;
    }

    private static Fields details(Step step, Doc method, String id) {
        var type = method.text("type");
        var reference = id.substring(id.length() - 16).toUpperCase(java.util.Locale.ROOT);
        var url = step.address() + "/_sandbox";
        var details = switch (type) {
            case "sepa_debit" -> Fields.empty().set("reference", reference).set("url", url);
            case "bacs_debit" ->
                Fields.empty()
                        .set("display_name", null)
                        .set("network_status", "accepted")
                        .set("reference", reference)
                        .set("revocation_reason", null)
                        .set("service_user_number", null)
                        .set("url", url);
            default -> Fields.empty();
        };
        return Fields.empty().set("type", type).set(type, details);
    }

    /** The account is closed, or its owner has said no to their bank. */
    public static void end(Step step, Doc method) {
        var mandate = step.find(method.hidden().find("mandate"));
        if (mandate == null || !mandate.is("status", "active")) return;
        mandate.set("status", "inactive");
        if (method.is("type", "bacs_debit"))
            mandate.set("payment_method_details.bacs_debit.network_status", "revoked")
                    .set("payment_method_details.bacs_debit.revocation_reason", "debit_not_authorized");
        step.tell("mandate.updated", mandate);
    }
}

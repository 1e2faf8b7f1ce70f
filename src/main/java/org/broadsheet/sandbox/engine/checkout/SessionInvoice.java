package org.broadsheet.sandbox.engine.checkout;

import java.util.List;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.invoices.Drafts;
import org.broadsheet.sandbox.engine.invoices.SettledInvoice;
import org.jspecify.annotations.Nullable;

/** The invoice that a single payment gets when it has been paid, if its session asks for one. */
final class SessionInvoice {
    private SessionInvoice() {}

    static void take(Doc holder, Fields given, String mode) {
        var wish = given.findObject("invoice_creation");
        if (wish != null && !mode.equals("payment"))
            throw Problem.invalid("invoice_creation", "`invoice_creation` can only be used in `payment` mode.");
        if (!mode.equals("payment")) return;
        var data = wish == null ? null : wish.findObject("invoice_data");
        if (data != null) check(data);
        if (wish == null && holder.isSet("invoice_creation")) return;
        holder.set(
                "invoice_creation",
                Fields.empty()
                        .set("enabled", wish != null && wish.is("enabled"))
                        .set("invoice_data", shown(data == null ? Fields.empty() : data)));
    }

    private static void check(Fields data) {
        try {
            Drafts.checkCustomFields(data);
        } catch (Problem about) {
            throw about.within("invoice_creation[invoice_data]");
        }
    }

    private static Fields shown(Fields data) {
        var shown = Fields.empty()
                .set("account_tax_ids", null)
                .set("custom_fields", null)
                .set("description", null)
                .set("footer", null)
                .set("issuer", null)
                .set("metadata", Fields.empty())
                .set("rendering_options", null);
        return shown.take(data, "custom_fields", "description", "footer").mergeMetadata(data);
    }

    static boolean isWanted(Doc session) {
        return session.is("invoice_creation.enabled");
    }

    /** Whatever of the payment is left after a discount has been taken by now. */
    static void write(Step step, Doc session, @Nullable Doc intent) {
        if (!isWanted(session)) return;
        var invoice = SettledInvoice.of(
                step,
                session.text("customer"),
                session.hidden().objects("lines"),
                session.hidden().maybe("discount").map(List::of).orElse(List.of()),
                session.object("invoice_creation.invoice_data"),
                intent);
        session.set("invoice", invoice.id());
    }
}

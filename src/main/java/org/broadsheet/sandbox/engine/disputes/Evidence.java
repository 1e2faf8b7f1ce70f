package org.broadsheet.sandbox.engine.disputes;

import java.util.Set;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;

/** What a seller says in a dispute; some texts say how it ends, which only a test can know. */
final class Evidence {
    private static final Set<String> FILES = Set.of(
            "cancellation_policy",
            "customer_communication",
            "customer_signature",
            "duplicate_charge_documentation",
            "receipt",
            "refund_policy",
            "service_documentation",
            "shipping_documentation",
            "uncategorized_file");

    private Evidence() {}

    enum Verdict {
        WINS,
        LOSES,
        ESCALATES,
        SAYS_NOTHING
    }

    /** Files are uploaded elsewhere, so what looks like a file's id is believed to be one. */
    static void keep(Doc dispute, Fields given) {
        for (var entry : given.json().properties()) {
            var field = entry.getKey();
            var value = given.find(field);
            if (value != null && FILES.contains(field) && !value.matches("file_\\w{1,100}"))
                throw Problem.unknownObject("file upload", value, "evidence[" + field + "]");
            dispute.set("evidence." + field, value);
            if (value != null) dispute.set("evidence_details.has_evidence", true);
        }
    }

    static Verdict verdict(Doc dispute) {
        return switch (dispute.maybe("evidence.uncategorized_text").orElse("").strip()) {
            case "winning_evidence" -> Verdict.WINS;
            case "losing_evidence" -> Verdict.LOSES;
            case "escalate_inquiry_evidence" -> Verdict.ESCALATES;
            default -> Verdict.SAYS_NOTHING;
        };
    }

    static void forgetVerdict(Doc dispute) {
        dispute.set("evidence.uncategorized_text", null);
    }
}

package org.broadsheet.sandbox.engine;

import org.jspecify.annotations.Nullable;

/** An answer that says no, in Stripe's words: a status, a type, a code and the parameter it is about. */
public final class Problem extends RuntimeException {
    private final int status;
    private final String type;
    private final @Nullable String code;
    private final @Nullable String param;
    private final Fields more;

    public Problem(int status, String type, @Nullable String code, @Nullable String param, String message) {
        this(status, type, code, param, message, Fields.empty());
    }

    private Problem(
            int status, String type, @Nullable String code, @Nullable String param, String message, Fields more) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
        this.code = code;
        this.param = param;
        this.more = more;
    }

    public static Problem invalid(@Nullable String param, String message) {
        return invalid(param, null, message);
    }

    public static Problem invalid(@Nullable String param, @Nullable String code, String message) {
        return new Problem(400, "invalid_request_error", code, param, message);
    }

    public static Problem missingParameter(String param) {
        return invalid(param, "parameter_missing", "Missing required param: " + param + ".");
    }

    public static Problem notUnsettable(String param) {
        return invalid(
                param,
                "parameter_invalid_empty",
                "You passed an empty string for '" + param
                        + "'. We assume empty values are an attempt to unset a parameter; however '" + param
                        + "' cannot be unset. You should remove '" + param
                        + "' from your request or supply a non-empty value.");
    }

    public static Problem unknownObject(String kind, String id, String param) {
        var noun = kind.substring(kind.indexOf('.') + 1).replace('_', ' ');
        return new Problem(
                404, "invalid_request_error", "resource_missing", param, "No such " + noun + ": '" + id + "'");
    }

    public static Problem declined(Decline decline, Doc intent) {
        var more = Fields.empty()
                .set("decline_code", decline.declineCode())
                .set("charge", intent.find("latest_charge"))
                .set("payment_intent", intent);
        if (decline.declineCode() == null) more.remove("decline_code");
        return new Problem(402, "card_error", decline.code(), null, decline.message(), more);
    }

    /** A no that no intent knows of: nothing was going to be charged. */
    public static Problem declined(Decline decline) {
        var more = Fields.empty();
        if (decline.declineCode() != null) more.set("decline_code", decline.declineCode());
        return new Problem(402, "card_error", decline.code(), null, decline.message(), more);
    }

    public static Problem card(String code, String param, String message) {
        return new Problem(402, "card_error", code, param, message);
    }

    /** An intent that is not where it would have to be for what is asked of it. */
    public static Problem unexpectedState(Doc intent, String message) {
        return new Problem(
                400,
                "invalid_request_error",
                intent.kind() + "_unexpected_state",
                null,
                message,
                Fields.empty().set(intent.kind(), intent));
    }

    public static Problem declinedSetup(Decline decline, Doc intent) {
        var more = Fields.empty().set("setup_intent", intent);
        if (decline.declineCode() != null) more.set("decline_code", decline.declineCode());
        return new Problem(402, "card_error", decline.code(), null, decline.message(), more);
    }

    public static Problem actionRequired(Doc intent) {
        return new Problem(
                402,
                "card_error",
                "invoice_payment_intent_requires_action",
                null,
                "This payment requires additional user action before it can be completed successfully. Payment can be completed using the PaymentIntent associated with the invoice.",
                Fields.empty().set("payment_intent", intent));
    }

    /** The same about a parameter that was given inside another. */
    public Problem within(String outer) {
        if (param == null) return this;
        var bracket = param.indexOf('[');
        var inner =
                bracket < 0 ? "[" + param + "]" : "[" + param.substring(0, bracket) + "]" + param.substring(bracket);
        return new Problem(status, type, code, outer + inner, message(), more);
    }

    public int status() {
        return status;
    }

    public @Nullable String code() {
        return code;
    }

    public boolean isAbout(String parameter) {
        return parameter.equals(param);
    }

    public String message() {
        return String.valueOf(getMessage());
    }

    public Fields toJson() {
        var error = new Fields(more.json().deepCopy());
        error.set("type", type).set("message", message());
        if (code != null)
            error.set("code", code).set("doc_url", "https://stripe.com/docs/error-codes/" + code.replace('_', '-'));
        if (param != null) error.set("param", param);
        return Fields.empty().set("error", error);
    }
}

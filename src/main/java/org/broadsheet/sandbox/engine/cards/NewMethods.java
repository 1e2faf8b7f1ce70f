package org.broadsheet.sandbox.engine.cards;

import java.util.List;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Emails;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Ids;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.cards.Behaviour.Mark;
import org.broadsheet.sandbox.engine.cards.TestAccount.Scheme;
import org.jspecify.annotations.Nullable;

/** Makes payment methods: of a test card or a test account, and of nothing else. A number is never kept. */
public final class NewMethods {
    private NewMethods() {}

    public static Doc create(Step step, Fields given) {
        var type = given.find("type");
        if (type == null) throw Problem.missingParameter("type");
        var details = given.findObject(type);
        if (details == null) throw Problem.missingParameter(type);
        for (var other : List.of("card", "sepa_debit", "bacs_debit", "us_bank_account"))
            if (!other.equals(type) && given.isSet(other))
                throw Problem.invalid(
                        other, "You provided `" + other + "`, but the type of this PaymentMethod is `" + type + "`.");

        var method = Scheme.ofType(type)
                .map(scheme -> account(step, accountOf(scheme, details), details))
                .orElseGet(() -> cardOf(step, details));
        method.take(given, "allow_redisplay").mergeMetadata(given);
        takeBilling(method, given);
        requireOwner(method);
        return method;
    }

    private static Doc cardOf(Step step, Fields details) {
        var token = details.find("token");
        if (token != null)
            return TestCard.ofMagic(token)
                    .filter(card -> token.startsWith("tok_"))
                    .map(card -> card(step, CardForm.Details.valid(card, step.now())))
                    .orElseThrow(() -> Problem.unknownObject("token", token, "card[token]"));
        for (var needed : new String[] {"number", "exp_month", "exp_year"})
            if (!details.isSet(needed)) throw Problem.missingParameter("card[" + needed + "]");

        return card(step, typed(details, step.now()));
    }

    private static CardForm.Details typed(Fields details, long now) {
        var form = CardForm.of(
                details.text("number"), details.number("exp_month"), details.number("exp_year"), details.find("cvc"));
        for (var mistake : form.mistakes(now).entrySet())
            if (mistake.getKey() != CardForm.Field.CVC || details.isSet("cvc")) throw refusal(mistake.getValue());
        return form.details();
    }

    static void checkExpiry(TestCard card, long month, long year, long now) {
        var mistake =
                CardForm.of(card.number(), month, year, null).mistakes(now).get(CardForm.Field.EXPIRY);
        if (mistake != null) throw refusal(mistake);
    }

    private static Problem refusal(CardForm.Mistake mistake) {
        return switch (mistake) {
            case INCORRECT_NUMBER -> Problem.card("incorrect_number", "number", "Your card number is incorrect.");
            case INVALID_EXPIRY_MONTH ->
                Problem.card("invalid_expiry_month", "exp_month", "Your card's expiration month is invalid.");
            case INVALID_EXPIRY_YEAR ->
                Problem.card("invalid_expiry_year", "exp_year", "Your card's expiration year is invalid.");
            case INVALID_CVC -> Problem.card("invalid_cvc", "cvc", "Your card's security code is invalid.");
            case NOT_A_TEST_CARD ->
                Problem.card(
                        "card_declined",
                        "number",
                        "Your card was declined. Your request was in test mode, but used a non test (live) card.");
        };
    }

    public static Doc card(Step step, CardForm.Details details) {
        var card = details.card();
        var method = step.create("payment_method", Ids.fresh("pm_"));
        method.set("card.brand", card.brand())
                .set("card.display_brand", card.brand())
                .set("card.country", "US")
                .set("card.exp_month", details.month())
                .set("card.exp_year", details.year())
                .set("card.fingerprint", "fp" + card.last4() + card.brand())
                .set("card.funding", card.funding())
                .set("card.last4", card.last4())
                .set("card.networks.available", List.of(card.brand()));
        if (card.has(Mark.CVC_CHECK_FAILS)) method.set("card.checks.cvc_check", "fail");
        if (card.has(Mark.POSTAL_CODE_CHECK_FAILS)) method.set("card.checks.address_postal_code_check", "fail");
        if (card.has(Mark.ADDRESS_LINE_CHECK_FAILS)) method.set("card.checks.address_line1_check", "fail");
        method.hidden().set("card", card.name());
        return method;
    }

    private static TestAccount accountOf(Scheme scheme, Fields details) {
        var number = switch (scheme) {
            case SEPA -> needed(details, scheme, "iban").replace(" ", "").toUpperCase(java.util.Locale.ROOT);
            case BACS ->
                needed(details, scheme, "sort_code").replace("-", "") + " " + needed(details, scheme, "account_number");
            case US_BANK -> needed(details, scheme, "routing_number") + " " + needed(details, scheme, "account_number");
        };
        return TestAccount.of(scheme, number)
                .orElseThrow(
                        () -> Problem.invalid(
                                scheme.type(),
                                "account_number_invalid",
                                "This is not one of the bank accounts that Stripe publishes for testing. No other is accepted or kept."));
    }

    private static String needed(Fields details, Scheme scheme, String key) {
        var found = details.find(key);
        if (found == null) throw Problem.missingParameter(scheme.type() + "[" + key + "]");
        return found;
    }

    /** For a page of ours. */
    public static Doc account(Step step, TestAccount account, @Nullable String email, @Nullable String name) {
        return account(step, account, Fields.empty())
                .set("billing_details.email", email)
                .set("billing_details.name", name);
    }

    private static Doc account(Step step, TestAccount account, Fields given) {
        var method = step.create("payment_method", Ids.fresh("pm_"));
        var type = account.scheme().type();
        var number = account.number();
        var shown = Fields.empty()
                .set("fingerprint", "fp" + account.last4() + type.charAt(0))
                .set("last4", account.last4());
        switch (account.scheme()) {
            case SEPA ->
                shown.set("bank_code", number.startsWith("DE") ? number.substring(4, 12) : number.substring(4, 9))
                        .set("branch_code", "")
                        .set("country", number.substring(0, 2))
                        .set("generated_from", null);
            case BACS -> shown.set("sort_code", number.substring(0, 6));
            case US_BANK ->
                shown.set(
                                "account_holder_type",
                                given.maybe("account_holder_type").orElse("individual"))
                        .set("account_type", given.maybe("account_type").orElse("checking"))
                        .set("bank_name", "STRIPE TEST BANK")
                        .set("financial_connections_account", null)
                        .set("networks", Fields.empty().set("preferred", "ach").set("supported", List.of("ach")))
                        .set("routing_number", number.substring(0, 9))
                        .set("status_details", null);
        }
        method.set("type", type).remove("card").set(type, shown);
        method.hidden().set("account", account.name());
        return method;
    }

    static void takeBilling(Doc method, Fields given) {
        var billing = given.findObject("billing_details");
        if (billing == null) return;
        Emails.check(billing.find("email"), "billing_details[email]");
        var shown = method.object("billing_details");
        shown.take(billing, "email", "name", "phone", "tax_id");
        var address = billing.findObject("address");
        if (address != null)
            shown.object("address").take(address, "city", "country", "line1", "line2", "postal_code", "state");
        var card = TestCard.behind(method).orElse(null);
        if (card == null) return;
        check(method, "postal_code", card.has(Mark.POSTAL_CODE_CHECK_FAILS));
        check(method, "line1", card.has(Mark.ADDRESS_LINE_CHECK_FAILS));
    }

    private static void check(Doc method, String part, boolean fails) {
        if (method.isSet("billing_details.address." + part))
            method.set("card.checks.address_" + part + "_check", fails ? "fail" : "pass");
    }

    /** A debit needs to know whose account it is. */
    private static void requireOwner(Doc method) {
        if (method.is("type", "card")) return;
        if (!method.isSet("billing_details.name")) throw Problem.missingParameter("billing_details[name]");
        if (!method.is("type", "us_bank_account") && !method.isSet("billing_details.email"))
            throw Problem.missingParameter("billing_details[email]");
    }
}

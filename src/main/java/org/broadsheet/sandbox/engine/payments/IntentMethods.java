package org.broadsheet.sandbox.engine.payments;

import java.util.ArrayList;
import java.util.List;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Problem;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.cards.NewMethods;
import org.broadsheet.sandbox.engine.cards.PaymentMethods;
import org.broadsheet.sandbox.engine.cards.TestAccount.Scheme;
import org.jspecify.annotations.Nullable;

/** Which kinds of payment an intent offers, and the method somebody has chosen for it. */
public final class IntentMethods {
    private IntentMethods() {}

    /** What can be paid with in a currency; without one, as when a card is only kept, all there is. */
    public static List<String> all(@Nullable String currency) {
        var types = new ArrayList<>(List.of("card"));
        for (var scheme : Scheme.values())
            if (currency == null || scheme.currency().equals(currency)) types.add(scheme.type());
        return types;
    }

    /** Named types, or all there are, as the Dashboard would offer them. */
    static void takeTypes(Doc intent, Fields given, @Nullable String currency) {
        var named = given.isSet("payment_method_types");
        var automatic = given.findObject("automatic_payment_methods");
        if (named && automatic != null)
            throw Problem.invalid(
                    "automatic_payment_methods",
                    "You may only specify one of these parameters: automatic_payment_methods, payment_method_types.");

        var dynamic = !named && (automatic == null || automatic.is("enabled"));
        intent.set("payment_method_types", types(given, named, dynamic, currency))
                .set(
                        "automatic_payment_methods",
                        dynamic
                                ? Fields.empty()
                                        .set("allow_redirects", redirects(automatic))
                                        .set("enabled", true)
                                : null);
        takeOptions(intent, given);
    }

    private static List<String> types(Fields given, boolean named, boolean dynamic, @Nullable String currency) {
        if (dynamic) return all(currency);
        if (!named) return List.of("card");
        var types = given.texts("payment_method_types");
        if (types.isEmpty()) throw Problem.invalid("payment_method_types", "Invalid array");
        for (var type : types) checkCurrency(type, currency);
        return types;
    }

    private static void checkCurrency(String type, @Nullable String currency) {
        var scheme = Scheme.ofType(type);
        if (scheme.isPresent() && currency != null && !scheme.get().currency().equals(currency))
            throw Problem.invalid(
                    "payment_method_types",
                    "The currency provided (" + currency + ") is invalid. Payments with " + type
                            + " support the following currencies: "
                            + scheme.get().currency() + ".");
    }

    private static String redirects(@Nullable Fields automatic) {
        return automatic == null ? "always" : automatic.maybe("allow_redirects").orElse("always");
    }

    static void takeOptions(Doc intent, Fields given) {
        var options = Fields.empty();
        for (var type : intent.texts("payment_method_types"))
            options.set(
                    type,
                    type.equals("card")
                            ? Fields.empty()
                                    .set("mandate_options", null)
                                    .set("network", null)
                                    .set(
                                            "request_three_d_secure",
                                            given.maybe("payment_method_options.card.request_three_d_secure")
                                                    .orElse("automatic"))
                            : Fields.empty());
        if (options.findObject("card") != null && intent.is("object", "payment_intent"))
            options.object("card").set("installments", null);
        intent.set("payment_method_options", options);
    }

    /** The method that is named or described, checked against the intent; none when neither is given. */
    static @Nullable Doc chosen(Step step, Doc intent, Fields given) {
        var id = given.find("payment_method");
        var described = given.findObject("payment_method_data");
        if (id != null && described != null)
            throw Problem.invalid(
                    "payment_method",
                    "You may only specify one of these parameters: payment_method, payment_method_data.");
        if (id == null && described == null) return null;

        var method = described != null
                ? NewMethods.create(step, described)
                : PaymentMethods.named(step, String.valueOf(id), "payment_method");
        check(step, intent, method);
        return method;
    }

    private static void check(Step step, Doc intent, Doc method) {
        var noun = intent.is("object", "payment_intent") ? "PaymentIntent" : "SetupIntent";
        var owner = method.find("customer");
        if (owner != null && !intent.isSet("customer"))
            throw Problem.invalid(
                    "payment_method",
                    "The provided PaymentMethod belongs to a Customer (" + owner
                            + "). Include that Customer in the `customer` parameter of the " + noun + ".");
        if (owner != null && !intent.is("customer", owner))
            throw Problem.invalid(
                    "payment_method",
                    "The payment method supplied (" + method.id() + ") belongs to a different Customer.");
        if (method.hidden().is("used_up"))
            throw Problem.invalid(
                    "payment_method",
                    "The provided PaymentMethod was previously used without Customer attachment or was detached from a Customer, and may not be used again.");
        if (!intent.texts("payment_method_types").contains(method.text("type")))
            throw Problem.invalid(
                    "payment_method",
                    "The PaymentMethod provided (" + method.text("type") + ") is not allowed for this " + noun
                            + ". Please attempt the confirmation again with a payment method of one of these types: "
                            + String.join(", ", intent.texts("payment_method_types")) + ".");
    }
}

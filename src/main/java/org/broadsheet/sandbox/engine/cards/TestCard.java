package org.broadsheet.sandbox.engine.cards;

import java.util.Arrays;
import java.util.Optional;
import org.broadsheet.sandbox.engine.Decline;

/** The card numbers that Stripe publishes for testing, and what each does. No other number is ever accepted or kept. */
public enum TestCard {
    VISA("4242424242424242", "pm_card_visa", "visa", "credit", Behaviour.PAYS),
    VISA_DEBIT("4000056655665556", "pm_card_visa_debit", "visa", "debit", Behaviour.PAYS),
    MASTERCARD("5555555555554444", "pm_card_mastercard", "mastercard", "credit", Behaviour.PAYS),
    AMEX("378282246310005", "pm_card_amex", "amex", "credit", Behaviour.PAYS),
    DECLINED("4000000000000002", "pm_card_visa_chargeDeclined", "visa", "credit", Behaviour.DECLINES),
    NO_FUNDS(
            "4000000000009995",
            "pm_card_visa_chargeDeclinedInsufficientFunds",
            "visa",
            "credit",
            Behaviour.LACKS_FUNDS),
    LOST("4000000000009987", "pm_card_visa_chargeDeclinedLostCard", "visa", "credit", Behaviour.IS_LOST),
    STOLEN("4000000000009979", "pm_card_visa_chargeDeclinedStolenCard", "visa", "credit", Behaviour.IS_STOLEN),
    EXPIRED("4000000000000069", "pm_card_chargeDeclinedExpiredCard", "visa", "credit", Behaviour.HAS_EXPIRED),
    WRONG_CVC("4000000000000127", "pm_card_chargeDeclinedIncorrectCvc", "visa", "credit", Behaviour.HAS_OTHER_CVC),
    PROCESSING_ERROR(
            "4000000000000119", "pm_card_chargeDeclinedProcessingError", "visa", "credit", Behaviour.BREAKS_OFF),
    FAILS_LATER("4000000000000341", "pm_card_chargeCustomerFail", "visa", "credit", Behaviour.PAYS_ONCE);

    private enum Behaviour {
        PAYS,
        PAYS_ONCE,
        DECLINES,
        LACKS_FUNDS,
        IS_LOST,
        IS_STOLEN,
        HAS_EXPIRED,
        HAS_OTHER_CVC,
        BREAKS_OFF
    }

    private final String number;
    private final String paymentMethod;
    private final String brand;
    private final String funding;
    private final Behaviour behaviour;

    TestCard(String number, String paymentMethod, String brand, String funding, Behaviour behaviour) {
        this.number = number;
        this.paymentMethod = paymentMethod;
        this.brand = brand;
        this.funding = funding;
        this.behaviour = behaviour;
    }

    public static Optional<TestCard> ofNumber(String digits) {
        return Arrays.stream(values())
                .filter(card -> card.number.equals(digits))
                .findFirst();
    }

    public static Optional<TestCard> ofPaymentMethod(String id) {
        return Arrays.stream(values())
                .filter(card -> card.paymentMethod.equals(id) || card.token().equals(id))
                .findFirst();
    }

    /** In groups of four, as it is printed on a card. */
    public String spaced() {
        return number.length() == 15
                ? number.replaceAll("(.{4})(.{6})(.{5})", "$1 $2 $3")
                : number.replaceAll("(.{4})(?!$)", "$1 ");
    }

    public String number() {
        return number;
    }

    public String last4() {
        return number.substring(number.length() - 4);
    }

    public String brand() {
        return brand;
    }

    public String funding() {
        return funding;
    }

    public boolean paysAlways() {
        return behaviour == Behaviour.PAYS;
    }

    public boolean paysAtFirst() {
        return refusal(true).isEmpty();
    }

    private String token() {
        return paymentMethod.replace("pm_card_", "tok_");
    }

    /**
     * The card that fails later pays while its owner looks on and fails when nobody does, so that a failing renewal can
     * be rehearsed from the payment page alone.
     */
    Optional<Decline> refusal(boolean buyerPresent) {
        return Optional.ofNullable(
                switch (behaviour) {
                    case PAYS -> null;
                    case PAYS_ONCE -> buyerPresent ? null : Decline.generic();
                    case DECLINES -> Decline.generic();
                    case LACKS_FUNDS -> Decline.card("insufficient_funds", "Your card has insufficient funds.", false);
                    case IS_LOST -> Decline.card("lost_card", "Your card was declined.", true);
                    case IS_STOLEN -> Decline.card("stolen_card", "Your card was declined.", true);
                    case HAS_EXPIRED -> new Decline("expired_card", "expired_card", "Your card has expired.", true);
                    case HAS_OTHER_CVC ->
                        new Decline("incorrect_cvc", "incorrect_cvc", "Your card's security code is incorrect.", false);
                    case BREAKS_OFF ->
                        new Decline(
                                "processing_error",
                                "processing_error",
                                "An error occurred while processing your card. Try again in a little bit.",
                                false);
                });
    }
}

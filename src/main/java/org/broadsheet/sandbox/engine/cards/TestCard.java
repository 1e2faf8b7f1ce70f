package org.broadsheet.sandbox.engine.cards;

import static org.broadsheet.sandbox.engine.cards.Behaviour.asks;
import static org.broadsheet.sandbox.engine.cards.Behaviour.asksThenDeclines;
import static org.broadsheet.sandbox.engine.cards.Behaviour.declines;
import static org.broadsheet.sandbox.engine.cards.Behaviour.declinesLater;
import static org.broadsheet.sandbox.engine.cards.Behaviour.pays;

import java.util.Arrays;
import java.util.Optional;
import org.broadsheet.sandbox.engine.Decline;
import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.cards.Behaviour.Challenge;
import org.broadsheet.sandbox.engine.cards.Behaviour.Mark;

/** The card numbers that Stripe publishes for testing, and what each does. No other number is ever accepted or kept. */
public enum TestCard {
    VISA("4242424242424242", "visa", pays()),
    VISA_DEBIT("4000056655665556", "visa_debit", pays()),
    MASTERCARD("5555555555554444", "mastercard", pays()),
    AMEX("378282246310005", "amex", pays()),

    DECLINED("4000000000000002", "visa_chargeDeclined", declines(Decline.generic())),
    NO_FUNDS("4000000000009995", "visa_chargeDeclinedInsufficientFunds", declines(Decline.insufficientFunds())),
    LOST("4000000000009987", "visa_chargeDeclinedLostCard", declines(Decline.hard("lost_card"))),
    STOLEN("4000000000009979", "visa_chargeDeclinedStolenCard", declines(Decline.hard("stolen_card"))),
    EXPIRED("4000000000000069", "chargeDeclinedExpiredCard", declines(Decline.expiredCard())),
    WRONG_CVC("4000000000000127", "chargeDeclinedIncorrectCvc", declines(Decline.incorrectCvc())),
    PROCESSING_ERROR("4000000000000119", "chargeDeclinedProcessingError", declines(Decline.processingError())),
    TOO_OFTEN("4000000000006975", "visa_chargeDeclinedVelocityLimitExceeded", declines(Decline.velocityExceeded())),
    FAILS_LATER("4000000000000341", "chargeCustomerFail", declinesLater(Decline.generic())),

    ASKS_UNLESS_SET_UP("4000002500003155", "authenticationRequiredOnSetup", asks(Challenge.UNLESS_SET_UP)),
    ASKS_ALWAYS("4000002760003184", "authenticationRequired", asks(Challenge.ALWAYS)),
    ASKS_BUT_IS_SET_UP("4000003800000446", "authenticationRequiredSetupForOffSession", asks(Challenge.SET_UP_ALREADY)),
    ASKS_THEN_LACKS_FUNDS(
            "4000008260003178",
            "authenticationRequiredChargeDeclinedInsufficientFunds",
            asksThenDeclines(Decline.insufficientFunds())),
    ASKS("4000000000003220", "threeDSecure2Required", asks(Challenge.ALWAYS)),
    ASKS_THEN_DECLINES("4000008400001629", "threeDSecureRequiredChargeDeclined", asksThenDeclines(Decline.generic())),
    CANNOT_ASK("4000008400001280", "threeDSecureRequiredProcessingError", declines(Decline.generic())),
    CAN_ASK("4000000000003055", "threeDSecureOptional", asks(Challenge.SUPPORTED)),

    BLOCKED("4100000000000019", "radarBlock", pays(Mark.BLOCKED_BY_RADAR)),
    RISKY("4000000000009235", "riskLevelElevated", pays(Mark.ELEVATED_RISK)),
    CVC_FAILS("4000000000000101", "cvcCheckFail", pays(Mark.CVC_CHECK_FAILS)),
    POSTAL_CODE_FAILS("4000000000000036", "avsZipFail", pays(Mark.POSTAL_CODE_CHECK_FAILS)),
    ADDRESS_LINE_FAILS("4000000000000028", "avsLine1Fail", pays(Mark.ADDRESS_LINE_CHECK_FAILS)),
    ADDRESS_FAILS("4000000000000010", "avsFail", pays(Mark.ADDRESS_LINE_CHECK_FAILS, Mark.POSTAL_CODE_CHECK_FAILS)),

    DISPUTED("4000000000000259", "createDispute", pays(Mark.DISPUTED_AS_FRAUDULENT)),
    DISPUTED_NOT_RECEIVED("4000000000002685", "createDisputeProductNotReceived", pays(Mark.DISPUTED_AS_NOT_RECEIVED)),
    INQUIRED("4000000000001976", "createDisputeInquiry", pays(Mark.INQUIRED)),
    DISPUTED_OFTEN("4000000404000079", "createMultipleDisputes", pays(Mark.DISPUTED_SEVERAL_TIMES)),
    WARNED("4000000000005423", "createIssuerFraudRecord", pays(Mark.WARNED_OF_FRAUD)),
    REFUND_PENDS("4000000000007726", "pendingRefund", pays(Mark.REFUND_PENDS)),
    REFUND_FAILS("4000000000005126", "refundFail", pays(Mark.REFUND_FAILS)),
    AVAILABLE("4000000000000077", "bypassPending", pays(Mark.AVAILABLE_AT_ONCE)),
    AVAILABLE_ABROAD("4000003720000278", "bypassPendingInternational", pays(Mark.AVAILABLE_AT_ONCE));

    private final String number;
    private final String magic;
    private final Behaviour behaviour;

    TestCard(String number, String magic, Behaviour behaviour) {
        this.number = number;
        this.magic = magic;
        this.behaviour = behaviour;
    }

    public static Optional<TestCard> ofNumber(String digits) {
        return Arrays.stream(values())
                .filter(card -> card.number.equals(digits))
                .findFirst();
    }

    /** By a magic id such as {@code pm_card_visa} or {@code tok_visa}. */
    public static Optional<TestCard> ofMagic(String id) {
        var name = id.startsWith("pm_card_") ? id.substring(8) : id.startsWith("tok_") ? id.substring(4) : "";
        return Arrays.stream(values())
                .filter(card -> card.magic.equals(name) || card.magic.equals("visa_" + name))
                .filter(card -> !name.isEmpty())
                .findFirst();
    }

    /** The test card behind a payment method, if it is a card. */
    public static Optional<TestCard> behind(Doc method) {
        return method.hidden().maybe("card").map(TestCard::valueOf);
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
        return switch (number.charAt(0)) {
            case '3' -> "amex";
            case '5' -> "mastercard";
            default -> "visa";
        };
    }

    public String funding() {
        return this == VISA_DEBIT ? "debit" : "credit";
    }

    public String magic() {
        return "pm_card_" + magic;
    }

    public Behaviour behaviour() {
        return behaviour;
    }

    public boolean has(Mark mark) {
        return behaviour.marks().contains(mark);
    }
}

package org.broadsheet.payments.stripe;

import com.stripe.model.BalanceTransaction;
import com.stripe.model.Dispute;
import com.stripe.model.Refund;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.broadsheet.money.Money;
import org.broadsheet.payments.MoneyBack.DisputeFacts;
import org.broadsheet.payments.MoneyBack.DisputeState;
import org.broadsheet.payments.MoneyBack.RefundFacts;
import org.broadsheet.payments.MoneyBack.RefundState;
import org.broadsheet.payments.Movement;
import org.broadsheet.payments.Movement.Meaning;

/** What {@link StripeFacts} is for promises, for the balance and for what goes back: the only place that reads these fields. */
final class StripeMoney {
    private static final String INQUIRY = "warning_";

    private StripeMoney() {}

    static Movement movement(BalanceTransaction transaction) {
        return new Movement(
                transaction.getId(),
                meaning(transaction),
                Currency.getInstance(transaction.getCurrency().toUpperCase(Locale.ROOT)),
                transaction.getAmount(),
                transaction.getFee(),
                Instant.ofEpochSecond(transaction.getCreated()),
                transaction.getSource());
    }

    private static Meaning meaning(BalanceTransaction transaction) {
        return switch (transaction.getType()) {
            case "charge", "payment" -> Meaning.CHARGE;
            case "refund", "payment_refund", "refund_failure", "payment_failure_refund", "payment_reversal" ->
                Meaning.REFUND;
            case "adjustment" -> ofAdjustment(transaction);
            case "payout", "payout_cancel", "payout_failure", "payout_minimum_balance_hold" -> Meaning.PAYOUT;
            case "stripe_fee", "stripe_fx_fee", "tax_fee", "application_fee" -> Meaning.FEE;
            default -> Meaning.OTHER;
        };
    }

    private static Meaning ofAdjustment(BalanceTransaction transaction) {
        return switch (Objects.requireNonNullElse(transaction.getReportingCategory(), "")) {
            case "dispute", "dispute_reversal" -> Meaning.DISPUTE;
            case "refund", "refund_failure" -> Meaning.REFUND;
            case "fee" -> Meaning.FEE;
            default -> Meaning.OTHER;
        };
    }

    /** Expects its balance transactions to be expanded. */
    static RefundFacts refund(Refund refund) {
        return new RefundFacts(
                refund.getId(),
                switch (Objects.requireNonNullElse(refund.getStatus(), "succeeded")) {
                    case "succeeded" -> RefundState.SUCCEEDED;
                    case "failed" -> RefundState.FAILED;
                    case "canceled" -> RefundState.CANCELED;
                    default -> RefundState.PENDING;
                },
                Money.of(refund.getAmount(), refund.getCurrency()),
                Instant.ofEpochSecond(refund.getCreated()),
                Stream.of(refund.getBalanceTransactionObject(), refund.getFailureBalanceTransactionObject())
                        .filter(Objects::nonNull)
                        .map(StripeMoney::movement)
                        .toList());
    }

    static DisputeFacts dispute(Dispute dispute) {
        var status = dispute.getStatus();
        var evidence = dispute.getEvidenceDetails();
        return new DisputeFacts(
                dispute.getId(),
                state(status),
                status.startsWith(INQUIRY),
                dispute.getReason(),
                Money.of(dispute.getAmount(), dispute.getCurrency()),
                Instant.ofEpochSecond(dispute.getCreated()),
                evidence == null || evidence.getDueBy() == null ? null : Instant.ofEpochSecond(evidence.getDueBy()),
                evidence == null || evidence.getSubmissionCount() == null
                        ? 0
                        : Math.toIntExact(evidence.getSubmissionCount()),
                dispute.getBalanceTransactions() == null
                        ? List.of()
                        : dispute.getBalanceTransactions().stream()
                                .map(StripeMoney::movement)
                                .toList());
    }

    /** A word that we do not know yet leaves it open. */
    private static DisputeState state(String status) {
        return switch (status) {
            case "needs_response", "warning_needs_response" -> DisputeState.NEEDS_RESPONSE;
            case "won" -> DisputeState.WON;
            case "lost" -> DisputeState.LOST;
            case "warning_closed", "charge_refunded", "prevented" -> DisputeState.CLOSED;
            default -> DisputeState.UNDER_REVIEW;
        };
    }
}

package org.broadsheet.reports;

import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.broadsheet.money.Money;
import org.broadsheet.publication.Frequency;
import org.broadsheet.publication.GivingTerms.CurrencyTerms;
import org.broadsheet.publication.Publication;
import org.broadsheet.reports.LedgerReport.TrialBalance;
import org.broadsheet.reports.LedgerViewStore.EntryRow;
import org.broadsheet.reports.LedgerViewStore.LedgerMonth;
import org.broadsheet.reports.ReportStore.PaymentMonth;
import org.broadsheet.reports.ReportStore.RecurringMonth;
import org.broadsheet.reports.ReportStore.SupporterMonth;
import org.broadsheet.reports.RowPage.Row;
import org.broadsheet.reports.RowPage.Total;
import org.broadsheet.reports.SupporterReport.Books;
import org.broadsheet.reports.SupporterReport.CurrencyMonth;
import org.broadsheet.reports.SupporterReport.CurrencyReport;
import org.broadsheet.reports.SupporterReport.Heads;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Figures for staff, as of now. Reads only, by a connection of its own that may be a replica's, so what happened a moment ago may be
 * missing; what belongs together is read from one snapshot.
 */
@Service
public class Reports {
    private static final int WINDOW = 12;

    private final ReportStore store;
    private final LedgerViewStore ledger;
    private final ProofViewStore proofs;
    private final TransactionOperations snapshot;
    private final Publication publication;
    private final Clock clock;

    Reports(
            ReportStore store,
            LedgerViewStore ledger,
            ProofViewStore proofs,
            @Qualifier("reports") TransactionOperations snapshot,
            Publication publication,
            Clock clock) {
        this.store = store;
        this.ledger = ledger;
        this.proofs = proofs;
        this.snapshot = snapshot;
        this.publication = publication;
        this.clock = clock;
    }

    /** The month that runs, in the newsroom's zone. */
    public YearMonth month() {
        return YearMonth.now(clock.withZone(publication.newsroom().zone()));
    }

    /** The last twelve months, the running one included. */
    public SupporterReport supporters() {
        var now = month();
        return read(() -> supporters(
                now,
                store.recurringMonths(now),
                store.supporterMonths(now),
                store.paymentMonths(now),
                ledger.months(now)));
    }

    RowPage rows(RowQuery query) {
        return read(() -> switch (query.report()) {
            case ACTIVE_SUPPORTERS, MRR ->
                page(query, store.recurringHeads(query), store.recurringTotals(query), store.recurring(query));
            case NEW -> steps(query, 1);
            case LOST -> steps(query, -1);
            case RECEIVED ->
                page(
                        query,
                        store.paymentHeads(query, null),
                        store.paymentTotals(query, null),
                        store.payments(query, null));
            case GIVEN_ONCE ->
                page(
                        query,
                        store.paymentHeads(query, Frequency.ONCE),
                        store.paymentTotals(query, Frequency.ONCE),
                        store.payments(query, Frequency.ONCE));
        });
    }

    LedgerReport ledger(int page) {
        return read(() -> new LedgerReport(
                trialBalances(),
                ledger.unbooked(),
                ledger.mismatches(),
                new ProofReport(proofs.currencies(), proofs.differences(), proofs.payouts(), proofs.seal()),
                ledger.transactions(),
                page,
                bookings(ledger.latest(LedgerReport.SIZE, (page - 1L) * LedgerReport.SIZE))));
    }

    private <T> T read(java.util.function.Supplier<T> reading) {
        return Objects.requireNonNull(snapshot.execute(status -> reading.get()));
    }

    private SupporterReport supporters(
            YearMonth now,
            List<RecurringMonth> recurring,
            List<SupporterMonth> supporters,
            List<PaymentMonth> payments,
            List<LedgerMonth> books) {
        var reports = currencies(recurring, payments, books).stream()
                .map(currency -> currencyReport(
                        currency,
                        now,
                        recurring.stream()
                                .filter(each -> each.currency().equals(currency))
                                .toList(),
                        payments.stream()
                                .filter(each -> each.currency().equals(currency))
                                .toList(),
                        books.stream()
                                .filter(each -> each.currency().equals(currency))
                                .toList()))
                .toList();
        var since = reports.stream()
                .map(CurrencyReport::since)
                .filter(Objects::nonNull)
                .min(YearMonth::compareTo)
                .orElse(null);
        var heads = window(now).stream().map(month -> heads(month, supporters)).toList();
        return new SupporterReport(now, since, heads, reports);
    }

    /** In the newsroom's order, and after them those that it no longer takes. */
    private List<Currency> currencies(
            List<RecurringMonth> recurring, List<PaymentMonth> payments, List<LedgerMonth> books) {
        var known = Stream.of(
                        recurring.stream().map(RecurringMonth::currency),
                        payments.stream().map(PaymentMonth::currency),
                        books.stream().map(LedgerMonth::currency))
                .flatMap(each -> each)
                .collect(Collectors.toSet());
        var ordered = new LinkedHashSet<>(publication.terms().currencies().stream()
                .map(CurrencyTerms::currency)
                .filter(known::contains)
                .toList());
        known.stream()
                .sorted(java.util.Comparator.comparing(Currency::getCurrencyCode))
                .forEach(ordered::add);
        return List.copyOf(ordered);
    }

    private static CurrencyReport currencyReport(
            Currency currency,
            YearMonth now,
            List<RecurringMonth> recurring,
            List<PaymentMonth> payments,
            List<LedgerMonth> books) {
        var since = Stream.of(
                        recurring.stream().map(RecurringMonth::month),
                        payments.stream().map(PaymentMonth::month),
                        books.stream().map(LedgerMonth::month))
                .flatMap(each -> each)
                .min(YearMonth::compareTo)
                .orElse(null);
        var months = window(now).stream()
                .map(month -> currencyMonth(currency, month, recurring, payments, books))
                .toList();
        return new CurrencyReport(currency, since, months);
    }

    private static CurrencyMonth currencyMonth(
            Currency currency,
            YearMonth month,
            List<RecurringMonth> recurring,
            List<PaymentMonth> payments,
            List<LedgerMonth> books) {
        var until =
                recurring.stream().filter(each -> !each.month().isAfter(month)).toList();
        var within =
                recurring.stream().filter(each -> each.month().equals(month)).toList();
        var paid = payments.stream()
                .filter(each -> each.month().equals(month))
                .findFirst()
                .orElseGet(() -> new PaymentMonth(currency, month, 0, 0, 0, 0, 0));
        var booked = books.stream()
                .filter(each -> each.month().equals(month))
                .findFirst()
                .orElseGet(() -> new LedgerMonth(currency, month, 0, 0, 0, 0));
        return new CurrencyMonth(
                month,
                sum(until, each -> each.headsGained() - each.headsLost()),
                sum(within, RecurringMonth::headsGained),
                sum(within, RecurringMonth::headsLost),
                recurring(currency, until, RecurringMonth::delta),
                recurring(currency, within, RecurringMonth::gained),
                recurring(currency, within, RecurringMonth::lost),
                recurring(currency, within, RecurringMonth::raised),
                recurring(currency, within, RecurringMonth::lowered),
                paid.payments(),
                new Money(paid.received(), currency),
                paid.gifts(),
                paid.givers(),
                new Money(paid.once(), currency),
                new Books(
                        new Balance(booked.gross(), currency),
                        new Balance(booked.fee(), currency),
                        new Balance(booked.back(), currency),
                        new Balance(booked.net(), currency)));
    }

    private static Recurring recurring(
            Currency currency, List<RecurringMonth> months, ToLongFunction<RecurringMonth> amount) {
        return Recurring.of(
                sum(of(Frequency.MONTHLY, months), amount), sum(of(Frequency.ANNUAL, months), amount), currency);
    }

    private static List<RecurringMonth> of(Frequency frequency, List<RecurringMonth> months) {
        return months.stream().filter(each -> each.frequency() == frequency).toList();
    }

    private static Heads heads(YearMonth month, List<SupporterMonth> supporters) {
        var until =
                supporters.stream().filter(each -> !each.month().isAfter(month)).toList();
        var within =
                supporters.stream().filter(each -> each.month().equals(month)).toList();
        return new Heads(
                month,
                sum(within, SupporterMonth::gained),
                sum(within, SupporterMonth::stopped),
                sum(within, SupporterMonth::unpaid),
                sum(until, each -> each.gained() - each.stopped() - each.unpaid()));
    }

    private static List<YearMonth> window(YearMonth now) {
        return Stream.iterate(now.minusMonths(WINDOW - 1), each -> each.plusMonths(1))
                .limit(WINDOW)
                .toList();
    }

    private static <T> long sum(List<T> months, ToLongFunction<T> amount) {
        return months.stream().mapToLong(amount).sum();
    }

    private RowPage steps(RowQuery query, int step) {
        var totals = store.stepTotals(query, step);
        return page(query, sum(totals, Total::heads), totals, store.steps(query, step));
    }

    private RowPage page(RowQuery query, long heads, List<Total> totals, List<Row> rows) {
        Map<UUID, List<Booking>> bookings = bookings(ledger.of(ReportStore.ids(rows))).stream()
                .collect(Collectors.groupingBy(each -> Objects.requireNonNull(each.payment())));
        var opened = rows.stream().map(each -> open(each, bookings)).toList();
        return new RowPage(query, sum(totals, Total::rows), heads, totals, opened);
    }

    private static Row open(Row row, Map<UUID, List<Booking>> bookings) {
        var payment = row.payment();
        if (payment == null) {
            return row;
        }
        return new Row(
                row.at(),
                row.frequency(),
                row.amount(),
                row.state(),
                row.head(),
                row.subscription(),
                payment.with(bookings.getOrDefault(payment.id(), List.of())));
    }

    private List<TrialBalance> trialBalances() {
        var accounts = ledger.accounts();
        return ledger.sums().stream()
                .map(sum -> new TrialBalance(
                        sum.balance().currency(),
                        accounts.stream()
                                .filter(each -> each.balance()
                                        .currency()
                                        .equals(sum.balance().currency()))
                                .toList(),
                        sum.balance(),
                        sum.unbalanced()))
                .toList();
    }

    private static List<Booking> bookings(List<EntryRow> entries) {
        var transactions = new LinkedHashMap<UUID, List<EntryRow>>();
        entries.forEach(each -> transactions
                .computeIfAbsent(each.transaction(), key -> new ArrayList<>())
                .add(each));
        return transactions.values().stream().map(Reports::booking).toList();
    }

    private static Booking booking(List<EntryRow> entries) {
        var first = entries.getFirst();
        return new Booking(
                first.transaction(),
                first.source(),
                first.kind(),
                first.occurredAt(),
                first.reference(),
                entries.stream()
                        .map(each -> new Booking.Line(each.account(), each.amount()))
                        .toList());
    }
}

package org.broadsheet.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.broadsheet.TestParts;
import org.broadsheet.money.Money;
import org.broadsheet.publication.Frequency;
import org.broadsheet.reports.ReportParts.ShownClock;
import org.broadsheet.reports.RowPage.Row;
import org.broadsheet.reports.RowQuery.Sort;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** For lives that nobody thought of: each figure is the sum of its rows, and what a simple count of the same lives gives. */
@SpringJUnitConfig(classes = ReportParts.class, initializers = TestParts.class)
class FiguresOpenToTheirRowsTests {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final List<String> CURRENCIES = List.of("EUR", "USD", "JPY");

    @Autowired
    Reports reports;

    @Autowired
    Lives lives;

    @Autowired
    ShownClock clock;

    @BeforeEach
    void a_paper_without_readers() {
        lives.forget();
        clock.show(NOW.toString());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void in_every_month_and_currency(long seed) {
        var told = live(new Random(seed), 160);

        var report = reports.supporters();

        for (var heads : report.heads()) {
            assertThat(heads.active()).isEqualTo(heads(told, null, heads.month()));
            assertThat(page(ReportName.ACTIVE_SUPPORTERS, null, heads.month()).heads())
                    .isEqualTo(heads.active());
            assertThat(page(ReportName.NEW, null, heads.month()).heads()).isEqualTo(heads.gained());
            assertThat(page(ReportName.LOST, null, heads.month()).heads()).isEqualTo(heads.lost());
        }
        for (var currency : report.currencies()) {
            for (var month : currency.months()) {
                assertThat(month.active()).isEqualTo(heads(told, currency.currency(), month.month()));
                assertThat(month.mrr()).isEqualTo(recurring(told, currency.currency(), month.month()));

                var active = rows(ReportName.ACTIVE_SUPPORTERS, currency.currency(), month.month());
                assertThat(active.stream().filter(Row::head)).hasSize((int) month.active());
                assertThat(recurring(active, currency.currency())).isEqualTo(month.mrr());

                var gained = rows(ReportName.NEW, currency.currency(), month.month());
                assertThat(gained.stream().filter(Row::head)).hasSize((int) month.headsGained());
                assertThat(recurring(gained, currency.currency())).isEqualTo(month.gained());

                var lost = rows(ReportName.LOST, currency.currency(), month.month());
                assertThat(lost.stream().filter(Row::head)).hasSize((int) month.headsLost());
                assertThat(recurring(lost, currency.currency())).isEqualTo(month.lost());

                var received = rows(ReportName.RECEIVED, currency.currency(), month.month());
                assertThat(received).hasSize((int) month.payments());
                assertThat(sum(received, currency.currency())).isEqualTo(month.received());
                assertThat(received)
                        .allMatch(each -> each.payment() != null
                                && each.payment().bookings().size() == 1);

                var given = rows(ReportName.GIVEN_ONCE, currency.currency(), month.month());
                assertThat(given.stream().filter(Row::head)).hasSize((int) month.givers());
                assertThat(sum(given, currency.currency())).isEqualTo(month.once());
            }
        }
        assertThat(reports.ledger(1).balanced()).isTrue();
        assertThat(reports.ledger(1).mismatches()).isZero();
    }

    private record Span(
            UUID member,
            Frequency frequency,
            Currency currency,
            long amount,
            Instant from,
            @Nullable Instant until) {
        boolean at(Instant instant) {
            return from.isBefore(instant) && (until == null || !until.isBefore(instant));
        }
    }

    private List<Span> live(Random random, int lifeCount) {
        var members = IntStream.range(0, 60).mapToObj(each -> UUID.randomUUID()).toList();
        var spans = new ArrayList<Span>();
        var taken = new HashSet<UUID>();
        for (int life = 0; life < lifeCount; life++) {
            var member = members.get(random.nextInt(members.size()));
            if (taken.contains(member)) {
                // Nobody gives twice at once; who has ended may have done so, before that was a rule.
                member = UUID.randomUUID();
            }
            var currency = CURRENCIES.get(random.nextInt(CURRENCIES.size()));
            var frequency = Frequency.values()[random.nextInt(3)];
            var begin = NOW.minus(Duration.ofMinutes(random.nextInt(60 * 24 * 400) + 10));
            long amount = 10 + random.nextInt(20_000);
            if (random.nextInt(8) == 0) {
                lives.pending(member, frequency, currency, amount, begin);
                continue;
            }
            var told = lives.begin(member, frequency, currency, amount, begin);
            if (frequency.recurs()) {
                var lived = goOn(random, told, member, begin);
                spans.addAll(lived);
                if (lived.getLast().until() == null) {
                    taken.add(member);
                }
            }
        }
        return spans;
    }

    private static List<Span> goOn(Random random, Lives.Life life, UUID member, Instant begin) {
        var spans = new ArrayList<Span>();
        var currency = Currency.getInstance(life.currency);
        var from = begin;
        var at = begin;
        while (true) {
            at = at.plus(Duration.ofMinutes(random.nextInt(60 * 24 * 60) + 1));
            if (!at.isBefore(NOW)) {
                spans.add(new Span(member, life.frequency, currency, life.amount, from, null));
                return spans;
            }
            switch (random.nextInt(6)) {
                case 0 -> {
                    spans.add(new Span(member, life.frequency, currency, life.amount, from, at));
                    life.change(10 + random.nextInt(20_000), at);
                    from = at;
                }
                case 1 -> life.fail(at);
                case 2 -> {
                    spans.add(new Span(member, life.frequency, currency, life.amount, from, at));
                    life.end(random.nextBoolean() ? "stopped" : "unpaid", at);
                    return spans;
                }
                default -> life.renew(at);
            }
        }
    }

    private static Instant endOf(YearMonth month) {
        var end = LocalDateTime.of(month.plusMonths(1).atDay(1), java.time.LocalTime.MIDNIGHT)
                .atZone(ReportParts.ZONE)
                .toInstant();
        return end.isAfter(NOW) ? NOW : end;
    }

    private static Stream<Span> at(List<Span> told, @Nullable Currency currency, YearMonth month) {
        return told.stream()
                .filter(each -> each.at(endOf(month)))
                .filter(each -> currency == null || each.currency().equals(currency));
    }

    private static int heads(List<Span> told, @Nullable Currency currency, YearMonth month) {
        return new HashSet<>(at(told, currency, month).map(Span::member).toList()).size();
    }

    private static Recurring recurring(List<Span> told, Currency currency, YearMonth month) {
        return Recurring.of(
                at(told, currency, month)
                        .filter(each -> each.frequency() == Frequency.MONTHLY)
                        .mapToLong(Span::amount)
                        .sum(),
                at(told, currency, month)
                        .filter(each -> each.frequency() == Frequency.ANNUAL)
                        .mapToLong(Span::amount)
                        .sum(),
                currency);
    }

    private RowPage page(ReportName name, @Nullable Currency currency, YearMonth month) {
        return reports.rows(new RowQuery(name, currency, month, Sort.DATE, true, 1));
    }

    /** All pages, by amount; the totals of the first must be what all of them hold. */
    private List<Row> rows(ReportName name, Currency currency, YearMonth month) {
        var first = reports.rows(new RowQuery(name, currency, month, Sort.AMOUNT, false, 1));
        var all = IntStream.rangeClosed(1, first.pages())
                .mapToObj(page -> reports.rows(new RowQuery(name, currency, month, Sort.AMOUNT, false, page)))
                .flatMap(page -> page.shown().stream())
                .toList();
        assertThat(all).hasSize((int) first.rows());
        assertThat(all.stream().map(Row::amount)).isSortedAccordingTo(Comparator.comparingLong(Money::minorUnits));
        assertThat(first.totals().stream().map(RowPage.Total::sum).findFirst().orElse(Money.zero(currency)))
                .isEqualTo(sum(all, currency));
        return all;
    }

    private static Recurring recurring(List<Row> rows, Currency currency) {
        return new Recurring(
                sum(
                        rows.stream()
                                .filter(each -> each.frequency() == Frequency.MONTHLY)
                                .toList(),
                        currency),
                sum(
                        rows.stream()
                                .filter(each -> each.frequency() == Frequency.ANNUAL)
                                .toList(),
                        currency));
    }

    private static Money sum(List<Row> rows, Currency currency) {
        return rows.stream().map(Row::amount).reduce(Money.zero(currency), Money::plus);
    }
}

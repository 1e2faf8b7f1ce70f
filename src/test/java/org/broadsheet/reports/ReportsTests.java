package org.broadsheet.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.broadsheet.publication.Frequency.ANNUAL;
import static org.broadsheet.publication.Frequency.MONTHLY;
import static org.broadsheet.publication.Frequency.ONCE;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Currency;
import java.util.UUID;
import org.broadsheet.TestParts;
import org.broadsheet.money.Money;
import org.broadsheet.reports.ReportParts.ShownClock;
import org.broadsheet.reports.SupporterReport.CurrencyMonth;
import org.broadsheet.reports.SupporterReport.CurrencyReport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** Hand-computed: each number below was worked out on paper. */
@SpringJUnitConfig(classes = ReportParts.class, initializers = TestParts.class)
class ReportsTests {
    private static final UUID ANNA = UUID.fromString("00000000-0000-7000-8000-000000000001");
    private static final UUID BORIS = UUID.fromString("00000000-0000-7000-8000-000000000002");
    private static final UUID CARLA = UUID.fromString("00000000-0000-7000-8000-000000000003");

    @Autowired
    Reports reports;

    @Autowired
    Lives lives;

    @Autowired
    ShownClock clock;

    @Autowired
    @Qualifier("reports")
    JdbcClient reportSql;

    @BeforeEach
    void a_paper_without_readers_in_november() {
        lives.forget();
        clock.show("2026-11-23T12:00:00Z");
    }

    @Nested
    class When_nobody_supports_yet {
        @Test
        void there_are_twelve_months_of_nothing() {
            var report = reports.supporters();

            assertThat(report.since()).isNull();
            assertThat(report.currencies()).isEmpty();
            assertThat(report.heads()).hasSize(12).allMatch(each -> each.active() == 0 && each.net() == 0);
            assertThat(report.heads().getFirst().month()).isEqualTo(YearMonth.of(2025, 12));
        }

        @Test
        void a_reader_on_the_payment_page_does_not_count() {
            lives.pending(ANNA, MONTHLY, "EUR", 500, "2026-11-03T10:00:00Z");

            assertThat(reports.supporters().currencies()).isEmpty();
            assertThat(reports.supporters().current().active()).isZero();
        }
    }

    @Nested
    class Monthly_recurring_revenue {
        @Test
        void counts_a_monthly_amount_as_it_is() {
            lives.begin(ANNA, MONTHLY, "EUR", 500, "2026-11-03T10:00:00Z");

            assertThat(now("EUR").mrr().perMonth()).isEqualTo(eur(500));
        }

        @Test
        void takes_a_twelfth_of_a_hundred_a_year_as_8_33() {
            lives.begin(ANNA, ANNUAL, "EUR", 10_000, "2026-11-03T10:00:00Z");

            assertThat(now("EUR").mrr().perMonth()).isEqualTo(eur(833));
        }

        @Test
        void divides_three_hundreds_a_year_once() {
            lives.begin(ANNA, ANNUAL, "EUR", 10_000, "2026-11-03T10:00:00Z");
            lives.begin(BORIS, ANNUAL, "EUR", 10_000, "2026-10-03T10:00:00Z");
            lives.begin(CARLA, ANNUAL, "EUR", 10_000, "2026-09-03T10:00:00Z");

            assertThat(now("EUR").mrr().perMonth()).isEqualTo(eur(2_500));
        }

        @Test
        void rounds_half_a_cent_up() {
            lives.begin(ANNA, ANNUAL, "EUR", 2_406, "2026-11-03T10:00:00Z");

            assertThat(now("EUR").mrr().perMonth()).isEqualTo(eur(201));
        }

        @Test
        void leaves_out_single_gifts() {
            lives.begin(ANNA, ONCE, "EUR", 2_500, "2026-11-03T10:00:00Z");

            assertThat(now("EUR").mrr().perMonth()).isEqualTo(eur(0));
            assertThat(now("EUR").active()).isZero();
            assertThat(now("EUR").once()).isEqualTo(eur(2_500));
            assertThat(now("EUR").givers()).isEqualTo(1);
        }

        @Test
        void keeps_one_that_is_past_due() {
            lives.begin(ANNA, MONTHLY, "EUR", 500, "2026-10-20T10:00:00Z").fail(Instant.parse("2026-11-20T10:00:00Z"));

            assertThat(now("EUR").mrr().perMonth()).isEqualTo(eur(500));
            assertThat(now("EUR").active()).isEqualTo(1);
        }

        @Test
        void drops_one_that_ended_and_keeps_it_in_the_months_before() {
            lives.begin(ANNA, MONTHLY, "EUR", 500, "2026-08-20T10:00:00Z")
                    .end("unpaid", Instant.parse("2026-10-20T10:00:00Z"));

            assertThat(month("EUR", 2026, 7).mrr().isZero()).isTrue();
            assertThat(month("EUR", 2026, 9).mrr().perMonth()).isEqualTo(eur(500));
            assertThat(month("EUR", 2026, 10).lost().perMonth()).isEqualTo(eur(500));
            assertThat(now("EUR").mrr().isZero()).isTrue();
        }

        @Test
        void shows_raised_and_lowered_amounts_apart_from_new_and_lost() {
            lives.begin(ANNA, MONTHLY, "EUR", 500, "2026-08-20T10:00:00Z")
                    .change(800, Instant.parse("2026-11-02T10:00:00Z"));
            lives.begin(BORIS, MONTHLY, "EUR", 900, "2026-08-20T10:00:00Z")
                    .change(200, Instant.parse("2026-11-02T10:00:00Z"));

            assertThat(now("EUR").raised().perMonth()).isEqualTo(eur(300));
            assertThat(now("EUR").lowered().perMonth()).isEqualTo(eur(700));
            assertThat(now("EUR").gained().isZero()).isTrue();
            assertThat(now("EUR").lost().isZero()).isTrue();
            assertThat(now("EUR").mrr().perMonth()).isEqualTo(eur(1_000));
        }

        @Test
        void never_was_when_the_first_payment_went_back_within_two_weeks() {
            var life = lives.begin(ANNA, MONTHLY, "EUR", 500, "2026-10-20T10:00:00Z");
            life.refund(life.firstPayment(), Instant.parse("2026-11-03T09:59:59Z"));

            assertThat(month("EUR", 2026, 10).mrr().isZero()).isTrue();
            assertThat(month("EUR", 2026, 10).headsGained()).isZero();
        }

        @Test
        void was_when_it_went_back_later() {
            var life = lives.begin(ANNA, MONTHLY, "EUR", 500, "2026-10-20T10:00:00Z");
            life.refund(life.firstPayment(), Instant.parse("2026-11-03T10:00:00Z"));

            assertThat(month("EUR", 2026, 10).mrr().perMonth()).isEqualTo(eur(500));
        }
    }

    @Nested
    class Supporters {
        @Test
        void are_heads_not_contributions() {
            lives.begin(ANNA, MONTHLY, "EUR", 500, "2026-09-03T10:00:00Z")
                    .end("stopped", Instant.parse("2026-11-04T10:00:00Z"));
            lives.begin(ANNA, ANNUAL, "EUR", 6_000, "2026-10-03T10:00:00Z");
            lives.begin(BORIS, MONTHLY, "EUR", 500, "2026-10-03T10:00:00Z");

            assertThat(month("EUR", 2026, 10).active()).isEqualTo(2);
            assertThat(month("EUR", 2026, 10).headsGained()).isEqualTo(1);
            assertThat(month("EUR", 2026, 10).gained().perMonth()).isEqualTo(eur(1_000));
        }

        @Test
        void count_in_each_currency_and_once_over_all() {
            lives.begin(ANNA, MONTHLY, "EUR", 500, "2026-09-03T10:00:00Z")
                    .end("stopped", Instant.parse("2026-11-04T10:00:00Z"));
            lives.begin(ANNA, MONTHLY, "USD", 700, "2026-10-03T10:00:00Z");

            assertThat(month("EUR", 2026, 10).active()).isEqualTo(1);
            assertThat(month("USD", 2026, 10).active()).isEqualTo(1);
            assertThat(month("USD", 2026, 10).headsGained()).isEqualTo(1);
            assertThat(reports.supporters().current().active()).isEqualTo(1);
            assertThat(reports.supporters().current().gained()).isZero();
        }

        @Test
        void are_lost_with_their_last_contribution() {
            lives.begin(ANNA, MONTHLY, "EUR", 500, "2026-09-03T10:00:00Z")
                    .end("stopped", Instant.parse("2026-11-04T10:00:00Z"));
            var other = lives.begin(ANNA, MONTHLY, "EUR", 300, "2026-09-03T10:00:00Z");

            assertThat(now("EUR").headsLost()).isZero();
            assertThat(now("EUR").lost().perMonth()).isEqualTo(eur(500));

            other.end("unpaid", Instant.parse("2026-11-05T10:00:00Z"));

            assertThat(now("EUR").headsLost()).isEqualTo(1);
            assertThat(reports.supporters().current().unpaid()).isEqualTo(1);
            assertThat(reports.supporters().current().stopped()).isZero();
        }

        @Test
        void who_change_from_monthly_to_annual_are_neither_lost_nor_new() {
            var change = Instant.parse("2026-11-05T10:00:00Z");
            lives.begin(ANNA, MONTHLY, "EUR", 500, "2026-09-03T10:00:00Z").end("stopped", change);
            lives.begin(ANNA, ANNUAL, "EUR", 6_000, change);

            assertThat(now("EUR").headsLost()).isZero();
            assertThat(now("EUR").headsGained()).isZero();
            assertThat(now("EUR").active()).isEqualTo(1);
        }

        @Test
        void who_come_back_are_new_again() {
            lives.begin(ANNA, MONTHLY, "EUR", 500, "2026-06-03T10:00:00Z")
                    .end("stopped", Instant.parse("2026-07-05T10:00:00Z"));
            lives.begin(ANNA, MONTHLY, "EUR", 500, "2026-11-03T10:00:00Z");

            assertThat(month("EUR", 2026, 7).headsLost()).isEqualTo(1);
            assertThat(now("EUR").headsGained()).isEqualTo(1);
        }
    }

    @Nested
    class Months_are_the_newsrooms {
        @Test
        void in_winter_they_begin_an_hour_before_utc() {
            lives.begin(ANNA, MONTHLY, "EUR", 500, "2026-10-31T22:59:59Z");
            lives.begin(BORIS, MONTHLY, "EUR", 700, "2026-10-31T23:00:00Z");

            assertThat(month("EUR", 2026, 10).gained().perMonth()).isEqualTo(eur(500));
            assertThat(now("EUR").gained().perMonth()).isEqualTo(eur(700));
            assertThat(month("EUR", 2026, 10).received()).isEqualTo(eur(500));
            assertThat(now("EUR").received()).isEqualTo(eur(700));
            assertThat(now("EUR").books().gross().minorUnits()).isEqualTo(700);
        }

        @Test
        void in_summer_two() {
            lives.begin(ANNA, MONTHLY, "EUR", 500, "2026-03-31T21:59:59Z");
            lives.begin(BORIS, MONTHLY, "EUR", 700, "2026-03-31T22:00:00Z");

            assertThat(month("EUR", 2026, 3).gained().perMonth()).isEqualTo(eur(500));
            assertThat(month("EUR", 2026, 4).gained().perMonth()).isEqualTo(eur(700));
        }

        @Test
        void and_so_are_years() {
            clock.show("2026-12-31T23:00:00Z");
            lives.begin(ANNA, MONTHLY, "EUR", 500, "2026-12-31T22:59:59Z");
            lives.begin(BORIS, MONTHLY, "EUR", 700, "2026-12-31T23:00:00Z");

            assertThat(reports.month()).isEqualTo(YearMonth.of(2027, 1));
            assertThat(now("EUR").gained().perMonth()).isEqualTo(eur(700));
            assertThat(month("EUR", 2026, 12).gained().perMonth()).isEqualTo(eur(500));
        }
    }

    @Nested
    class Money_received {
        @Test
        void is_every_payment_once_or_recurring() {
            lives.begin(ANNA, ONCE, "EUR", 2_500, "2026-11-01T10:00:00Z");
            lives.begin(BORIS, MONTHLY, "EUR", 500, "2026-10-02T10:00:00Z")
                    .renew(Instant.parse("2026-11-02T10:00:00Z"));

            assertThat(now("EUR").received()).isEqualTo(eur(3_000));
            assertThat(now("EUR").payments()).isEqualTo(2);
            assertThat(now("EUR").books().gross().minorUnits()).isEqualTo(3_000);
            assertThat(now("EUR").books().fee().minorUnits()).isEqualTo(300);
            assertThat(now("EUR").books().net().minorUnits()).isEqualTo(2_700);
        }

        @Test
        void stays_received_when_it_goes_back_and_the_books_tell_what_is_left() {
            var life = lives.begin(ANNA, ONCE, "EUR", 2_500, "2026-11-01T10:00:00Z");
            life.refund(life.firstPayment(), Instant.parse("2026-11-20T10:00:00Z"));

            assertThat(now("EUR").received()).isEqualTo(eur(2_500));
            assertThat(now("EUR").books().back().minorUnits()).isEqualTo(2_500);
            assertThat(now("EUR").books().net().minorUnits()).isEqualTo(-250);
        }

        @Test
        void is_never_added_over_currencies() {
            lives.begin(ANNA, ONCE, "EUR", 2_500, "2026-11-01T10:00:00Z");
            lives.begin(ANNA, ONCE, "JPY", 3_000, "2026-11-01T10:00:00Z");

            assertThat(now("EUR").received()).isEqualTo(eur(2_500));
            assertThat(now("JPY").received()).isEqualTo(Money.of(3_000, "JPY"));
            assertThat(reports.supporters().currencies())
                    .extracting(each -> each.currency().getCurrencyCode())
                    .containsExactly("EUR", "JPY");
        }
    }

    @Nested
    class The_books {
        @Test
        void balance_and_say_so() {
            lives.begin(ANNA, ONCE, "EUR", 2_500, "2026-11-01T10:00:00Z");
            lives.begin(BORIS, MONTHLY, "USD", 500, "2026-11-02T10:00:00Z");

            var ledger = reports.ledger(1);

            assertThat(ledger.balanced()).isTrue();
            assertThat(ledger.unbooked()).isZero();
            assertThat(ledger.mismatches()).isZero();
            assertThat(ledger.shown()).hasSize(2).allMatch(each -> each.lines().size() == 3);
            assertThat(ledger.currencies()).allMatch(each -> each.debits().equals(each.credits()));
            assertThat(ledger.currencies().getFirst().credits()).isEqualTo(eur(2_500));
        }

        @Test
        void miss_a_payment_that_stripe_has_not_booked() {
            lives.begin(ANNA, MONTHLY, "EUR", 9, "2026-11-01T10:00:00Z");

            assertThat(reports.ledger(1).unbooked()).isEqualTo(1);
        }
    }

    @Nested
    class The_role_of_reports {
        @Test
        void cannot_read_what_lies_under_the_views() {
            assertThatThrownBy(() -> reportSql
                            .sql("select email_sealed from contributions.promise")
                            .query()
                            .listOfRows())
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }

        @Test
        void cannot_write() {
            assertThatThrownBy(() ->
                            reportSql.sql("delete from reports.ledger_sum").update())
                    .isInstanceOf(DataAccessException.class);
        }
    }

    private CurrencyMonth now(String currency) {
        return report(currency).current();
    }

    private CurrencyMonth month(String currency, int year, int month) {
        return report(currency).months().stream()
                .filter(each -> each.month().equals(YearMonth.of(year, month)))
                .findFirst()
                .orElseThrow();
    }

    private CurrencyReport report(String currency) {
        return reports.supporters().currencies().stream()
                .filter(each -> each.currency().equals(Currency.getInstance(currency)))
                .findFirst()
                .orElseThrow();
    }

    private static Money eur(long minorUnits) {
        return Money.of(minorUnits, "EUR");
    }
}

package org.broadsheet.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.publication.Frequency.ANNUAL;
import static org.broadsheet.publication.Frequency.MONTHLY;
import static org.broadsheet.publication.Frequency.ONCE;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.broadsheet.TestParts;
import org.broadsheet.reports.ReportParts.ShownClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@WebMvcTest
@WithMockUser(roles = "FINANCE")
@ContextConfiguration(classes = PageParts.class, initializers = TestParts.class)
class PagesTests {
    private static final UUID ANNA = UUID.fromString("00000000-0000-7000-8000-000000000001");
    private static final UUID BORIS = UUID.fromString("00000000-0000-7000-8000-000000000002");

    @Autowired
    MockMvcTester browser;

    @Autowired
    Lives lives;

    @Autowired
    ShownClock clock;

    @BeforeEach
    void a_paper_without_readers_in_november() {
        lives.forget();
        clock.show("2026-11-23T12:00:00Z");
    }

    @Nested
    class The_overview {
        @Test
        void says_in_words_that_nobody_supports_yet() {
            assertThat(page("/desk"))
                    .contains("Your first supporter will appear here")
                    .doesNotContain("<svg class=\"chart\"");
        }

        @Test
        void shows_figures_that_lead_to_their_rows_and_their_definitions() {
            lives.begin(BORIS, ANNUAL, "EUR", 10_000, "2026-11-03T10:00:00Z");

            assertThat(page("/desk"))
                    .contains("€8.33", "href=\"/desk/reports/mrr?currency=EUR&amp;month=2026-11\"")
                    .contains("popovertarget=\"what-mrr\"", "id=\"what-mrr\"")
                    .contains("divided by twelve once");
        }

        @Test
        void shows_each_currency_beside_the_others_and_adds_heads_only() {
            lives.begin(ANNA, MONTHLY, "EUR", 500, "2026-11-03T10:00:00Z");
            lives.begin(BORIS, MONTHLY, "USD", 700, "2026-11-03T10:00:00Z");

            assertThat(page("/desk"))
                    .contains("id=\"EUR\"", "id=\"USD\"", "€5", "$7", "All currencies, by head")
                    .contains("href=\"/desk/reports/active-supporters?month=2026-11\"")
                    .doesNotContain("€12", "$12");
        }

        @Test
        void tells_the_finding_to_whoever_does_not_see_the_chart() {
            lives.begin(ANNA, MONTHLY, "EUR", 500, "2026-09-03T10:00:00Z");
            lives.begin(BORIS, MONTHLY, "EUR", 700, "2026-11-03T10:00:00Z");

            assertThat(page("/desk"))
                    .contains("rose from €5 in September 2026 to €12 in November 2026")
                    .contains("November 2026 so far: 1 new, 0 lost, net +1, 2 active")
                    .contains("class=\"ln part\"", "class=\"c1 run\"");
        }

        @Test
        @WithMockUser(roles = "EDITOR")
        void sends_whoever_only_writes_to_the_articles() {
            assertThat(browser.get().uri("/desk")).hasStatus3xxRedirection().hasRedirectedUrl("/desk/articles");
        }

        @Test
        void carries_no_style_and_no_script() {
            lives.begin(ANNA, MONTHLY, "EUR", 500, "2026-09-03T10:00:00Z");

            assertThat(page("/desk")).doesNotContain(" style=", "<style", "<script", "onclick");
        }

        @Test
        void speaks_russian() {
            lives.begin(ANNA, MONTHLY, "EUR", 500, "2026-09-03T10:00:00Z");

            assertThat(page("/desk", Locale.of("ru")))
                    .contains(
                            "Поддерживают сейчас",
                            "Регулярный доход в месяц",
                            "Ноябрь 2026",
                            "href=\"/ru/desk/reports/mrr?")
                    .doesNotContain("??");
        }
    }

    @Nested
    class The_rows {
        @Test
        void open_to_the_ids_at_stripe_and_the_entries_of_the_books() {
            var life = lives.begin(ANNA, MONTHLY, "EUR", 500, "2026-11-03T10:00:00Z");
            var payment = life.firstPayment().toString().replace("-", "");

            assertThat(page("/desk/reports/new?currency=EUR&month=2026-11"))
                    .contains("sub_", "pi_" + payment, "ch_" + payment, "in_" + payment, "txn_" + payment)
                    .contains("€4.50", "€0.50", "Stripe’s fees");
        }

        @Test
        void say_how_the_figure_comes_about() {
            lives.begin(ANNA, MONTHLY, "EUR", 500, "2026-09-03T10:00:00Z");
            lives.begin(BORIS, ANNUAL, "EUR", 10_000, "2026-11-03T10:00:00Z");

            assertThat(page("/desk/reports/mrr?currency=EUR"))
                    .contains("€13.33 a month", "€5.00 monthly, €100.00 annual of which a twelfth")
                    .contains("<b>2</b>", "2 contributions");
        }

        @Test
        void come_in_pages_of_fifty() {
            for (int number = 0; number < 51; number++) {
                lives.begin(
                        UUID.randomUUID(),
                        ONCE,
                        "EUR",
                        100 + number,
                        Instant.parse("2026-11-03T10:00:00Z").plus(Duration.ofMinutes(number)));
            }

            assertThat(page("/desk/reports/received?currency=EUR&sort=amount&order=asc"))
                    .contains("€1.00", "€1.49", "Page 1 of 2", "aria-sort=\"ascending\"")
                    .contains("sort=amount&amp;order=asc&amp;page=2")
                    .doesNotContain("€1.50</td>");
            assertThat(page("/desk/reports/received?currency=EUR&sort=amount&order=asc&page=2"))
                    .contains("€1.50");
        }

        @Test
        void say_in_words_that_there_are_none() {
            assertThat(page("/desk/reports/lost?currency=GBP&month=2026-02")).contains("Nobody was lost in this month");
        }

        @ParameterizedTest
        @ValueSource(strings = {"active-supporters", "mrr", "new", "lost", "received", "given-once"})
        void are_there_in_both_languages(String name) {
            lives.begin(ANNA, MONTHLY, "EUR", 500, "2026-09-03T10:00:00Z")
                    .end("stopped", Instant.parse("2026-11-04T10:00:00Z"));
            lives.begin(BORIS, MONTHLY, "USD", 500, "2026-11-03T10:00:00Z").fail(Instant.parse("2026-11-10T10:00:00Z"));
            lives.begin(BORIS, ONCE, "USD", 500, "2026-11-03T10:00:00Z");

            assertThat(page("/desk/reports/" + name)).doesNotContain("??");
            assertThat(page("/desk/reports/" + name, Locale.of("ru"))).doesNotContain("??");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/desk/reports/churn",
                    "/desk/reports/mrr?currency=XXQ",
                    "/desk/reports/mrr?month=2026-12",
                    "/desk/reports/mrr?month=1066-10",
                    "/desk/reports/mrr?month=yesterday",
                    "/desk/reports/mrr?page=7"
                })
        void that_cannot_be_are_not_found(String path) {
            assertThat(browser.get().uri(path)).hasStatus(404);
        }
    }

    @Nested
    class The_ledger {
        @Test
        void waits_for_the_first_payment() {
            assertThat(page("/desk/ledger")).contains("The first payment will be booked here");
        }

        @Test
        void shows_balances_entries_and_that_they_add_up() {
            lives.begin(ANNA, MONTHLY, "EUR", 500, "2026-11-03T10:00:00Z");

            assertThat(page("/desk/ledger"))
                    .contains("Holds", "EUR: €0.00", "€4.50", "€0.50", "€5.00", "Balance at Stripe");
        }

        @Test
        void speaks_russian() {
            lives.begin(ANNA, MONTHLY, "EUR", 500, "2026-11-03T10:00:00Z");

            assertThat(page("/desk/ledger", Locale.of("ru")))
                    .contains("Сходится", "Баланс в Stripe")
                    .doesNotContain("??");
        }
    }

    private String page(String path) {
        return page(path, Locale.ENGLISH);
    }

    private String page(String path, Locale language) {
        var result = browser.get().uri(path).locale(language).exchange();
        assertThat(result).hasStatusOk();
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}

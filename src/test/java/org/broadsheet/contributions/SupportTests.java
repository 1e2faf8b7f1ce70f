package org.broadsheet.contributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import java.util.List;
import java.util.regex.Pattern;
import org.broadsheet.privacy.Token;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.LinkedMultiValueMap;

/** The page before paying: real database and pages, with Stripe's side played. */
class SupportTests extends SupportScene {

    @Nested
    class Shown {
        @Test
        void as_it_was_chosen_under_the_article() {
            var page = get(
                    "/support?frequency=annual&currency=USD&annual=120&once=25&article=ferry&appeal=article-favor-1");

            assertThat(page).hasStatusOk().hasHeader("Cache-Control", "no-store");
            assertThat(html(page))
                    .containsPattern("value=\"annual\"[^>]*checked")
                    .containsPattern("name=\"annual\"[^>]*value=\"120\"[^>]*checked")
                    .contains("$120 today, then $120 on ")
                    .contains("name=\"article\" value=\"ferry\"")
                    .contains("name=\"appeal\" value=\"article-favor-1\"");
        }

        @Test
        void with_the_newsrooms_own_suggestion_when_nothing_was_chosen() {
            assertThat(html(get("/support")))
                    .containsPattern("value=\"monthly\"[^>]*checked")
                    .containsPattern("name=\"monthly\"[^>]*value=\"5\"[^>]*checked")
                    .contains("€5 today, then €5 on the ")
                    .contains("stop any time, in two clicks")
                    .doesNotContainPattern("name=\"fee\"[^>]*checked");
        }

        @Test
        void with_an_amount_of_ones_own_in_words() {
            assertThat(html(get("/support?frequency=monthly&amount=7,50")))
                    .containsPattern("name=\"monthly\"[^>]*value=\"own\"[^>]*checked")
                    .contains("value=\"7,50\"")
                    .contains("€7.50 today, then €7.50 on the ")
                    .contains("name=\"seen\" value=\"750\"");
        }

        @Test
        void in_russian() {
            assertThat(html(get("/ru/support?frequency=monthly&amount=5")))
                    .contains("Сегодня 5\u00a0€, затем 5\u00a0€ ")
                    .contains("в два клика");
        }

        @Test
        void with_what_is_wrong_when_the_amount_under_the_article_was() {
            var page = get("/support?frequency=monthly&monthly=own&amount=1%2C000");

            assertThat(page).hasStatus(422);
            assertThat(html(page))
                    .contains("This could be thousands or decimals")
                    .contains("value=\"1,000\"");
        }
    }

    @Nested
    class Bad_input {
        @ParameterizedTest(name = "{0}")
        @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                0       | Choose at least €2 a month.                                   | Выберите не меньше 2 € в месяц.
                -5      | Choose at least €2 a month.                                   | Выберите не меньше 2 € в месяц.
                1e9     | Write the amount with the figures 0 to 9, without spaces, such as 5 or 5.50.  | Напишите сумму цифрами от 0 до 9, без пробелов: например, 5 или 5,50.
                1,000   | This could be thousands or decimals. Write 1000 or 1, without a comma. | Непонятно, тысячи это или дробь. Напишите 1000 или 1, без запятой.
                5.005   | Write at most 2 decimals, such as 5.50.                       | После запятой может быть не больше 2 цифр, например 5,50.
                ٥       | Write the amount with the figures 0 to 9, without spaces, such as 5 or 5.50.  | Напишите сумму цифрами от 0 до 9, без пробелов: например, 5 или 5,50.
                1,00    | Choose at least €2 a month.                                   | Выберите не меньше 2 € в месяц.
                1.99    | Choose at least €2 a month.                                   | Выберите не меньше 2 € в месяц.
                1000.01 | We take at most €1,000 a month here.                          | Здесь мы принимаем не больше 1 000 € в месяц.
                ~~      | Write your amount, or choose one above.                       | Напишите свою сумму или выберите одну из предложенных.
                five    | Write the amount with the figures 0 to 9, without spaces, such as 5 or 5.50.  | Напишите сумму цифрами от 0 до 9, без пробелов: например, 5 или 5,50.
                """)
        void is_answered_beside_the_field_and_calls_nobody(String typed, String english, String russian) {
            var filled = gift();
            filled.put("monthly", "own");
            filled.put("amount", typed);

            var page = post("/support", filled);
            assertThat(page).hasStatus(422).hasHeader("Cache-Control", "no-cache, private");
            assertThat(html(page))
                    .contains(english)
                    .containsPattern("(?s)<input id=\"amount\"[^>]*value=\"" + Pattern.quote(typed)
                            + "\"[^>]*aria-invalid=\"true\"")
                    .contains("value=\"elif@example.org\"")
                    .contains("<title>Error:");
            assertThat(html(post("/ru/support", filled)).replace('\u00a0', ' '))
                    .contains(russian)
                    .contains("<title>Ошибка:");
            verify(payments, never()).open(any());
        }

        @Test
        void of_an_unknown_currency() {
            var filled = gift();
            filled.put("currency", "XBT");

            var page = post("/support", filled);

            assertThat(page).hasStatus(422);
            assertThat(html(page)).contains("We do not take this currency");
            verify(payments, never()).open(any());
        }

        @Test
        void of_a_currency_that_the_newsroom_does_not_take() {
            var filled = gift();
            filled.put("currency", "CHF");

            assertThat(post("/support", filled)).hasStatus(422);
            verify(payments, never()).open(any());
        }

        @Test
        void of_a_frequency_that_is_none() {
            var filled = gift();
            filled.put("frequency", "hourly");

            assertThat(post("/support", filled)).hasStatus(422);
            verify(payments, never()).open(any());
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource({"elif.karaman@", "@example.org", "elif", "elif@example", "a b@example.org", "''"})
        void of_a_broken_address(String typed) {
            var filled = gift();
            filled.put("email", typed);

            var page = post("/support", filled);

            assertThat(page).hasStatus(422);
            assertThat(html(page))
                    .contains("id=\"email-error\"")
                    .contains("aria-describedby=\"email-error email-hint\"")
                    .contains("value=\"" + typed + "\"");
            verify(payments, never()).open(any());
        }

        @Test
        void of_two_amounts_at_once() {
            var filled = new LinkedMultiValueMap<String, String>();
            filled.add("frequency", "monthly");
            filled.addAll("amount", List.of("5", "500"));
            filled.add("email", "elif@example.org");
            filled.add("key", Token.random().value());

            var page = post("/support", filled);

            assertThat(page).hasStatus(422);
            assertThat(html(page)).contains("This came with two answers");
            verify(payments, never()).open(any());
        }

        @Test
        void is_shown_as_text_never_as_markup() {
            var filled = gift();
            filled.put("monthly", "own");
            filled.put("amount", "\"><script>alert(1)</script>");
            filled.put("email", "<b>@");

            assertThat(html(post("/support", filled)))
                    .doesNotContain("<script>alert")
                    .doesNotContain("<b>@")
                    .contains("&lt;b&gt;@");
        }
    }

    @Nested
    class Decimals_of_a_currency_without_any {
        @Test
        void are_refused() {
            sql.sql("insert into publication.currency (currency, position, taken, fee_basis_points, fee_fixed_minor)"
                            + " values ('JPY', 9, true, 360, 0)")
                    .update();
            sql.sql(
                            "insert into publication.choice (currency, frequency, minimum_minor, maximum_minor, suggested_minor, preset_minor)"
                                    + " select 'JPY', frequency, 300, 100000, '{300,500,1000,2000}', 500"
                                    + " from publication.choice where currency = 'EUR'")
                    .update();
            try {
                waitForTerms("JPY");
                var filled = gift();
                filled.put("currency", "JPY");
                filled.put("monthly", "own");
                filled.put("amount", "500.50");

                var page = post("/support", filled);

                assertThat(page).hasStatus(422);
                assertThat(html(page)).contains("Write a whole number: this currency has no decimals.");
                verify(payments, never()).open(any());
            } finally {
                sql.sql("delete from publication.choice where currency = 'JPY'").update();
                sql.sql("delete from publication.currency where currency = 'JPY'")
                        .update();
            }
        }
    }
}

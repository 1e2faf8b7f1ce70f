package org.broadsheet.contributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.broadsheet.TestParts;
import org.broadsheet.members.Members;
import org.broadsheet.payments.CheckoutOutcome;
import org.broadsheet.payments.CheckoutRequest;
import org.broadsheet.payments.CheckoutState;
import org.broadsheet.payments.Payments;
import org.broadsheet.privacy.Token;
import org.broadsheet.publication.SiteCookies;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** The page before paying: real database and pages, with Stripe's side played. */
@SpringBootTest
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
@ContextConfiguration(initializers = TestParts.class)
class SupportTests {
    private static final URI STRIPE = URI.create("https://checkout.stripe.com/c/pay/cs_test_1");

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient sql;

    @Autowired
    SiteCookies cookies;

    @MockitoBean
    Payments payments;

    @MockitoBean
    Members members;

    @BeforeEach
    void stripe_answers() {
        when(members.signedIn()).thenReturn(Optional.empty());
        when(payments.open(any())).thenReturn(new CheckoutOutcome.Opened(STRIPE));
    }

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

    @Nested
    class Sent {
        @Test
        void leads_to_stripes_page_for_exactly_what_was_shown() {
            var page = post("/support", gift());

            assertThat(page).hasStatus(303).hasHeader("Location", STRIPE.toString());
            var request = ArgumentCaptor.forClass(CheckoutRequest.class);
            verify(payments).open(request.capture());
            assertThat(request.getValue().amount().minorUnits()).isEqualTo(500);
            assertThat(request.getValue().success().toString())
                    .matches("http://localhost:8080/support/thanks/[A-Za-z0-9_-]{43}");
            assertThat(promise(request.getValue().promise()))
                    .startsWith("€5 today, then €5 on the ")
                    .endsWith("stop any time, in two clicks.");
        }

        @Test
        void with_the_card_fee_charges_the_sum_that_was_shown() {
            var filled = gift();
            filled.put("fee", "on");
            assertThat(html(get("/support")))
                    .contains("Add €0.33 to cover the card fee")
                    .contains("€5.33 today, then €5.33 on");

            post("/support", filled);

            var request = ArgumentCaptor.forClass(CheckoutRequest.class);
            verify(payments).open(request.capture());
            assertThat(request.getValue().amount().minorUnits()).isEqualTo(533);
            assertThat(promise(request.getValue().promise())).startsWith("€5.33 today");
        }

        @Test
        void twenty_times_at_once_is_one_promise_and_one_browser() throws Exception {
            var filled = gift();
            var results = new ArrayList<MvcTestResult>();
            try (var clicks = Executors.newVirtualThreadPerTaskExecutor()) {
                Callable<MvcTestResult> click = () -> post("/support", filled);
                for (var each :
                        clicks.invokeAll(Stream.generate(() -> click).limit(20).toList())) {
                    results.add(each.get());
                }
            }

            assertThat(results).allSatisfy(each -> assertThat(each).hasStatus(303));
            assertThat(results.stream()
                            .map(each -> each.getResponse().getCookie(cookies.name("payer")))
                            .map(cookie -> cookie == null ? "" : cookie.getValue())
                            .distinct())
                    .singleElement()
                    .asString()
                    .hasSize(43);
            assertThat(promisesOf(filled.get("key"))).hasSize(1);
            var request = ArgumentCaptor.forClass(CheckoutRequest.class);
            verify(payments, org.mockito.Mockito.times(20)).open(request.capture());
            assertThat(request.getAllValues().stream().distinct()).hasSize(1);
        }

        @Test
        void again_with_another_amount_is_another_promise_and_the_first_page_is_closed() {
            var filled = gift();
            var first = post("/support", filled);
            var payer = first.getResponse().getCookie(cookies.name("payer"));
            filled.put("monthly", "10");

            post("/support", filled, payer);

            var promises = promisesOf(filled.get("key"));
            assertThat(promises).hasSize(2);
            verify(payments).close(promises.getFirst());
            assertThat(stateOf(promises.getFirst())).isEqualTo("replaced");
            assertThat(stateOf(promises.getLast())).isEqualTo("open");
        }

        @Test
        void again_after_stripes_page_had_closed_opens_a_new_one() {
            when(payments.open(any()))
                    .thenReturn(new CheckoutOutcome.Closed())
                    .thenReturn(new CheckoutOutcome.Opened(STRIPE));
            var filled = gift();

            assertThat(post("/support", filled)).hasStatus(303).hasHeader("Location", STRIPE.toString());

            assertThat(promisesOf(filled.get("key"))).hasSize(2);
        }

        @Test
        void again_after_it_was_paid_leads_to_the_thanks() {
            when(payments.open(any())).thenReturn(new CheckoutOutcome.AlreadyPaid());

            assertThat(post("/support", gift()).getResponse().getHeader("Location"))
                    .startsWith("http://localhost:8080/support/thanks/");
        }

        @Test
        void while_stripe_is_away_says_that_nothing_was_charged_and_keeps_the_form() {
            when(payments.open(any())).thenReturn(new CheckoutOutcome.Unreachable());
            var filled = gift();

            var page = post("/support", filled);

            assertThat(page).hasStatus(503);
            assertThat(html(page))
                    .contains("Nothing was charged")
                    .contains("value=\"elif@example.org\"")
                    .contains("value=\"" + filled.get("key") + "\"");
        }

        @Test
        void with_an_amount_that_the_page_had_no_words_for_comes_back_once_with_them() {
            var filled = gift();
            filled.put("monthly", "own");
            filled.put("amount", "7");

            var page = post("/support", filled);

            assertThat(page).hasStatusOk();
            assertThat(html(page))
                    .contains("Here is the promise for your amount")
                    .contains("€7 today, then €7 on the ");
            verify(payments, never()).open(any());

            filled.put("seen", "700");
            assertThat(post("/support", filled)).hasStatus(303);
        }

        @Test
        void from_a_page_of_yesterday_comes_back_with_todays_dates() {
            var filled = gift();
            filled.put("day", "2020-01-01");

            assertThat(post("/support", filled)).hasStatusOk();
            verifyNoInteractions(payments);
        }
    }

    @Nested
    class Coming_back {
        @Test
        void without_paying_finds_the_form_as_it_was_and_is_told_that_nothing_happened() {
            var filled = gift();
            filled.put("monthly", "20");
            var payer = post("/support", filled).getResponse().getCookie(cookies.name("payer"));
            var cancel = cancelAddress();

            var inThatBrowser = mvc.get().uri(cancel).cookie(payer).exchange();
            assertThat(html(inThatBrowser))
                    .contains("Nothing was charged")
                    .containsPattern("name=\"monthly\"[^>]*value=\"20\"[^>]*checked")
                    .contains("value=\"elif@example.org\"");
            assertThat(html(mvc.get().uri(cancel).exchange()))
                    .contains("Nothing was charged")
                    .doesNotContain("elif@example.org");
        }

        @Test
        void unpaid_is_told_so_and_is_no_supporter() {
            var thanks = thanks(CheckoutState.OPEN);

            assertThat(thanks).hasStatusOk().hasHeader("Cache-Control", "no-store");
            assertThat(html(thanks)).contains("Not finished yet").contains("nothing was charged");
            assertThat(thanks.getResponse().getCookie(cookies.name("supporter")))
                    .isNull();
        }

        @Test
        void while_stripe_is_away_says_what_is_known_and_looks_again() {
            var thanks = thanks(CheckoutState.UNKNOWN);

            assertThat(thanks).hasHeader("Refresh", "10");
            assertThat(html(thanks)).contains("We don’t know yet").contains("will not be charged twice");
        }

        @Test
        void paid_is_thanked_by_name_only_in_the_browser_that_paid() {
            var filled = gift();
            filled.put("name", "Elif");
            var payer = post("/support", filled).getResponse().getCookie(cookies.name("payer"));
            when(payments.refresh(any())).thenReturn(CheckoutState.PAID);

            var own = mvc.get().uri(successAddress()).cookie(payer).exchange();
            assertThat(html(own)).contains("Thank you, Elif").contains("elif@example.org");
            assertThat(own.getResponse().getCookie(cookies.name("supporter"))).isNotNull();

            var elsewhere = mvc.get().uri(successAddress()).exchange();
            assertThat(html(elsewhere))
                    .contains("Thank you")
                    .contains("€5 a month")
                    .doesNotContain("Elif")
                    .doesNotContain("elif@example.org");
            assertThat(elsewhere.getResponse().getCookie(cookies.name("supporter")))
                    .isNull();
        }

        @Test
        void with_an_address_that_we_never_gave_finds_nothing() {
            assertThat(get("/support/thanks/" + Token.random().value())).hasStatus(404);
            assertThat(get("/support/thanks/1")).hasStatus(404);
        }

        private MvcTestResult thanks(CheckoutState state) {
            post("/support", gift());
            when(payments.refresh(any())).thenReturn(state);
            return mvc.get().uri(successAddress()).exchange();
        }

        private String successAddress() {
            return lastRequest().success().getPath();
        }

        private String cancelAddress() {
            return lastRequest().cancel().getPath() + "?"
                    + lastRequest().cancel().getQuery();
        }

        private CheckoutRequest lastRequest() {
            var request = ArgumentCaptor.forClass(CheckoutRequest.class);
            verify(payments, org.mockito.Mockito.atLeastOnce()).open(request.capture());
            return request.getValue();
        }
    }

    /** What the page sends when nothing on it was touched but the address filled in. */
    private Map<String, String> gift() {
        var page = html(get("/support"));
        clearInvocations(payments);
        var filled = new LinkedHashMap<String, String>();
        filled.put("frequency", "monthly");
        filled.put("currency", "EUR");
        filled.put("once", "25");
        filled.put("monthly", "5");
        filled.put("annual", "60");
        filled.put("amount", "");
        filled.put("seen", "");
        filled.put("email", "elif@example.org");
        filled.put("name", "");
        filled.put("key", hidden(page, "key"));
        filled.put("day", hidden(page, "day"));
        return filled;
    }

    private static String hidden(String page, String name) {
        var input = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
        assertThat(input.find()).as(name).isTrue();
        return input.group(1);
    }

    private MvcTestResult get(String address) {
        return mvc.get().uri(URI.create(address)).exchange();
    }

    private MvcTestResult post(String path, Map<String, String> filled, Cookie... more) {
        return post(path, MultiValueMap.fromSingleValue(filled), more);
    }

    /** As a browser does: with the token of a page that was shown, and its cookie. */
    private MvcTestResult post(String path, MultiValueMap<String, String> filled, Cookie... more) {
        var shown = get("/support");
        var token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(html(shown));
        assertThat(token.find()).isTrue();
        return mvc.post()
                .uri(path)
                .param("_csrf", token.group(1))
                .cookie(Stream.concat(Stream.of(shown.getResponse().getCookie(cookies.name("csrf"))), Stream.of(more))
                        .toArray(Cookie[]::new))
                .params(filled)
                .exchange();
    }

    private static String html(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
        } catch (java.io.UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }

    private String promise(UUID id) {
        return sql.sql("select promise_text from contributions.promise where promise_id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    private String stateOf(UUID id) {
        return sql.sql("select state from contributions.promise where promise_id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    private List<UUID> promisesOf(String key) {
        return sql.sql("select promise_id from contributions.promise where form_key = :key order by promise_id")
                .param("key", key)
                .query(UUID.class)
                .list();
    }

    /** The newsroom's terms are kept for a few seconds. */
    private void waitForTerms(String currency) {
        for (int round = 0; round < 120; round++) {
            if (html(get("/support?currency=" + currency)).contains("name=\"currency\" value=\"" + currency + "\"")) {
                return;
            }
            try {
                Thread.sleep(250);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
        throw new AssertionError("The newsroom does not take " + currency);
    }
}

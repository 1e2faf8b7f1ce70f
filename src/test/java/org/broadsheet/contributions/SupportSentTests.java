package org.broadsheet.contributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.broadsheet.payments.CheckoutOutcome;
import org.broadsheet.payments.CheckoutRequest;
import org.broadsheet.payments.CheckoutState;
import org.broadsheet.privacy.Token;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The page before paying: real database and pages, with Stripe's side played. */
class SupportSentTests extends SupportScene {

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
}

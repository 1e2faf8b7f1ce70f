package org.broadsheet.appeals;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.broadsheet.TestParts;
import org.broadsheet.articles.Audience;
import org.broadsheet.articles.AudienceCheck;
import org.broadsheet.articles.PageFacts;
import org.broadsheet.articles.PageSlot;
import org.broadsheet.privacy.Privacy;
import org.broadsheet.publication.SiteCookies;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.context.ContextConfiguration;

@SpringBootTest
@ContextConfiguration(initializers = TestParts.class)
class SupporterCookieTests {
    @Autowired
    SupporterCookie supporter;

    @Autowired
    AudienceCheck audience;

    @Autowired
    SiteCookies cookies;

    @Autowired
    Privacy privacy;

    @Autowired
    Clock clock;

    @Autowired
    List<PageSlot> slots;

    @Test
    void who_has_it_is_a_supporter_until_the_day_is_over() {
        var cookie = supporter.until(clock.instant().plus(Duration.ofDays(1)));

        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getMaxAge()).isPositive();
        assertThat(seen(cookie.getValue())).isEqualTo(Audience.SUPPORTER);
        assertThat(seen(supporter
                        .until(clock.instant().minus(Duration.ofDays(2)))
                        .getValue()))
                .isEqualTo(Audience.READER);
    }

    @Test
    void nobody_else_can_make_it() {
        assertThat(seen("2099-01-01")).isEqualTo(Audience.READER);
        assertThat(seen(privacy.sign("something else", "2099-01-01"))).isEqualTo(Audience.READER);
        assertThat(audience.audienceOf(new MockHttpServletRequest())).isEqualTo(Audience.READER);
    }

    @Test
    void a_supporter_is_asked_in_no_place() {
        assertThat(slots).extracting(PageSlot::place).contains(PageSlot.Place.values());
        for (var slot : slots) {
            var facts = new PageFacts(Locale.ENGLISH, Audience.SUPPORTER, "ferry", null, List.of());
            assertThat(slot.fill(facts))
                    .isNotNull()
                    .extracting("fragment")
                    .asString()
                    .endsWith(":: thanks");
        }
    }

    @Test
    void an_appeal_has_a_sum_for_each_currency_in_every_choice() {
        var offer = ((Offer) slots.stream()
                .filter(each -> each.place() == PageSlot.Place.END_OF_ARTICLE)
                .findFirst()
                .orElseThrow()
                .fill(new PageFacts(Locale.ENGLISH, Audience.READER, "ferry", null, List.of()))
                .model()
                .get("offer"));

        assertThat(offer.currencies()).extracting(Offer.Coin::code).containsExactly("EUR", "USD", "GBP");
        assertThat(offer.rhythm("monthly").picks())
                .allSatisfy(pick -> assertThat(pick.buttons()).hasSize(3))
                .filteredOn(Offer.Pick::chosen)
                .singleElement()
                .satisfies(pick -> assertThat(pick.buttons())
                        .extracting(Offer.Worded::text)
                        .containsExactly("Give €5 each month", "Give $5 each month", "Give £5 each month"));
        assertThat(SuggestedAmount.read("EUR:5,JPY:800", "JPY")).isEqualTo("800");
        assertThat(SuggestedAmount.read("5", "JPY")).isEqualTo("5");
    }

    private Audience seen(String value) {
        var request = new MockHttpServletRequest();
        request.setCookies(new Cookie(cookies.name("supporter"), value));
        return audience.audienceOf(request);
    }
}

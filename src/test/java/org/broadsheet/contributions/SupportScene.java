package org.broadsheet.contributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.when;

import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.broadsheet.TestParts;
import org.broadsheet.members.Members;
import org.broadsheet.payments.CheckoutOutcome;
import org.broadsheet.payments.Payments;
import org.broadsheet.publication.SiteCookies;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.util.MultiValueMap;

/** The page before paying: real database and pages, with Stripe's side played. */

/** The support page, a mocked Stripe behind it, and somebody who fills its form. */
@SpringBootTest
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
@ContextConfiguration(initializers = TestParts.class)
abstract class SupportScene {
    static final URI STRIPE = URI.create("https://checkout.stripe.com/c/pay/cs_test_1");

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

    /** What the page sends when nothing on it was touched but the address filled in. */
    Map<String, String> gift() {
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

    static String hidden(String page, String name) {
        var input = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
        assertThat(input.find()).as(name).isTrue();
        return input.group(1);
    }

    MvcTestResult get(String address) {
        return mvc.get().uri(URI.create(address)).exchange();
    }

    MvcTestResult post(String path, Map<String, String> filled, Cookie... more) {
        return post(path, MultiValueMap.fromSingleValue(filled), more);
    }

    /** As a browser does: with the token of a page that was shown, and its cookie. */
    MvcTestResult post(String path, MultiValueMap<String, String> filled, Cookie... more) {
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

    static String html(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
        } catch (java.io.UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }

    String promise(UUID id) {
        return sql.sql("select promise_text from contributions.promise where promise_id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    String stateOf(UUID id) {
        return sql.sql("select state from contributions.promise where promise_id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    List<UUID> promisesOf(String key) {
        return sql.sql("select promise_id from contributions.promise where form_key = :key order by promise_id")
                .param("key", key)
                .query(UUID.class)
                .list();
    }

    /** The newsroom's terms are kept for a few seconds. */
    void waitForTerms(String currency) {
        Awaitility.await("the newsroom takes " + currency)
                .atMost(Duration.ofSeconds(30))
                .until(() -> html(get("/support?currency=" + currency))
                        .contains("name=\"currency\" value=\"" + currency + "\""));
    }
}

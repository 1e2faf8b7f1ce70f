package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Playwright;
import java.util.Map;
import java.util.Set;
import org.broadsheet.journeys.Reader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever can be done on the hosted pages is done here without a mouse and without JavaScript. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostedKeyboardJourneyTests {
    private static final int MOST_STOPS = 80;

    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private final HostedStage stage = new HostedStage(rehearsal);
    private Playwright playwright;
    private com.microsoft.playwright.Browser browser;
    private Reader reader;

    @BeforeAll
    void open_a_browser() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = HostedPagesJourneyTests.browser(playwright);
    }

    @BeforeEach
    void somebody_comes() {
        reader = new Reader(browser, rehearsal.sandbox.address().toString(), Set.of(), false, "en-US");
    }

    @AfterEach
    void they_have_met_no_stranger() {
        reader.hasMetNoStranger();
        reader.close();
    }

    @AfterAll
    void close_it() {
        playwright.close();
    }

    @Test
    void the_first_stop_of_every_page_leads_past_its_head() {
        reader.open(stage.session(HostedStage.once(1_400)));
        reader.page().keyboard().press("Tab");

        assertThat(reader.page().locator(".skip:focus").count()).isOne();
    }

    @Test
    void somebody_pays_although_the_bank_has_refused_them_once() {
        var page = stage.session(HostedStage.monthly(500));
        reader.open(page);
        type("#email", "elif@example.org");
        card("4000 0025 0000 3155");
        press("main form button");
        assertThat(reader.page().url()).contains("/c/challenge/");
        press("button[value=fail]");
        assertThat(reader.page().url()).endsWith(page);
        assertThat(reader.page().locator("[role=alert]").innerText())
                .contains("You have not been charged", "could not make sure that it is you");

        card("4000 0025 0000 3155");
        press("main form button");
        press("button[value=pass]");

        assertThat(reader.page().url()).contains("/_sandbox/help?paid=cs_test_");
        assertThat(session(page).path("status").asString()).isEqualTo("complete");
        assertThat(session(page).path("payment_status").asString()).isEqualTo("paid");
    }

    @Test
    void somebody_lets_their_account_be_debited() {
        var page = stage.session(HostedStage.bySepa(1_400));
        reader.open(page);
        type("#email", "elif@example.org");
        go("input[value=card]");
        reader.page().keyboard().press("ArrowDown");
        assertThat(reader.page().locator("input[value=sepa]").isChecked()).isTrue();
        type("#iban", "AT61 1904 3002 3457 3201");
        type("#name", "Elif Karaman");
        press("main form button");

        assertThat(reader.page().url()).contains("/_sandbox/help?paid=cs_test_");
        assertThat(session(page).path("status").asString()).isEqualTo("complete");
        assertThat(session(page).path("payment_status").asString()).isEqualTo("unpaid");
    }

    @Test
    void somebody_changes_their_card_and_answers_their_bank() throws Exception {
        var subscription = rehearsal.subscribed(Rehearsal.GOOD);
        reader.open(stage.portal(subscription.getCustomer(), Map.of()));
        press("a[href$='/payment-method']");
        card("4000 0025 0000 3155");
        press("main form button");
        press("button[value=pass]");

        assertThat(reader.page().locator("[role=status]").innerText()).isEqualTo("Your card has been changed");
        assertThat(reader.page().locator("main").innerText()).contains("Visa ending 3155");
    }

    @Test
    void somebody_cancels_with_a_reason_and_takes_it_up_again() throws Exception {
        var subscription = rehearsal.subscribed(Rehearsal.GOOD);
        reader.open(stage.portal(subscription.getCustomer(), Map.of()));
        press("a[href$='/cancel']");
        go("input[name=reason]");
        reader.page().keyboard().press("Space");
        type("#comment", "The price has risen.");
        press("button.bad");

        var stopped = rehearsal.again(subscription);
        assertThat(stopped.getCancelAt()).isNotNull();
        assertThat(stopped.getCancellationDetails().getFeedback()).isEqualTo("too_expensive");
        assertThat(stopped.getCancellationDetails().getComment()).isEqualTo("The price has risen.");
        assertThat(reader.page().locator("main").innerText()).contains("Ends on");

        press("form[action$='/renew'] button");
        assertThat(reader.page().locator("[role=status]").innerText()).isEqualTo("The payments go on");
        assertThat(rehearsal.again(subscription).getCancelAt()).isNull();
    }

    @Test
    void somebody_pays_an_open_invoice() throws Exception {
        var customer = rehearsal.subscribed(Rehearsal.GOOD).getCustomer();
        reader.open(stage.manualInvoice(customer));
        card("5555 5555 5555 4444");
        press("main form button");

        assertThat(reader.page().locator("main").innerText()).contains("This invoice is paid", "€0.00");
    }

    // ---- A keyboard and nothing else ----

    private void card(String number) {
        type("#number", number);
        type("#expiry", "12 / 34");
        type("#cvc", "123");
    }

    private void type(String field, String text) {
        go(field);
        reader.page().keyboard().press("ControlOrMeta+A");
        reader.page().keyboard().type(text);
    }

    /** Some forms lead back to the very same address, so it is the navigation that is waited for, not the address. */
    @SuppressWarnings("deprecation")
    private void press(String what) {
        go(what);
        reader.page().waitForNavigation(() -> reader.page().keyboard().press("Enter"));
    }

    private void go(String there) {
        var found = reader.page().locator(there.replace(",", ":focus,") + ":focus");
        for (var stop = 0; stop < MOST_STOPS; stop++) {
            reader.page().keyboard().press("Tab");
            if (found.count() > 0) return;
        }
        throw new AssertionError(
                "The keyboard does not reach " + there + " on " + reader.page().url());
    }

    private tools.jackson.databind.JsonNode session(String page) {
        return stage.told("checkout/sessions/" + page.substring(page.lastIndexOf('/') + 1));
    }
}

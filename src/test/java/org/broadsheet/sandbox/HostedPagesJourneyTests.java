package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.broadsheet.journeys.Chromium;
import org.broadsheet.journeys.Reader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every hosted page in a real browser, as people with other languages, screens and tastes see it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostedPagesJourneyTests {
    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private final HostedStage stage = new HostedStage(rehearsal);
    private Playwright playwright;
    private Reader english;
    private Reader russian;

    @BeforeAll
    void set_the_stage_and_open_a_browser() throws Exception {
        stage.setAll();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var browser = browser(playwright);
        var site = rehearsal.sandbox.address().toString();
        english = new Reader(browser, site, Set.of(), true, "en-US");
        russian = new Reader(browser, site, Set.of(), true, "ru-RU");
    }

    static Browser browser(Playwright playwright) {
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Chromium.find())
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
    }

    @AfterAll
    void close_it() {
        playwright.close();
    }

    @AfterEach
    void nobody_else_was_asked_and_the_browser_did_not_complain() {
        english.hasMetNoStranger();
        russian.hasMetNoStranger();
    }

    Stream<String> pages() {
        return stage.pages.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_page_can_be_read_by_everybody(String name) {
        var look = new HostedLook(english, name);
        english.open(stage.pages.get(name));
        look.fits();
        look.isAccessible();
        var rest = new HostedLook(russian, name + " in Russian");
        russian.open(stage.pages.get(name));
        rest.fits();
        rest.isRussian();
    }

    @Test
    void a_form_that_is_sent_back_says_what_is_wrong() {
        for (var reader : List.of(english, russian))
            for (var name : List.of("checkout-once", "portal-card", "invoice-manual")) {
                reader.open(stage.pages.get(name));
                reader.page()
                        .locator("main form:not([action$=challenge]) button")
                        .last()
                        .click();
                sentBack(reader, name + " with nothing filled in");
                assertThat(reader.page().locator("[role=alert] a").first().getAttribute("href"))
                        .isIn("#email", "#number");
            }
    }

    @Test
    void a_declined_card_is_told_of_on_the_page() {
        for (var name : List.of("checkout-monthly", "portal-card", "invoice-open")) {
            english.open(stage.pages.get(name));
            var page = english.page();
            if (name.startsWith("checkout")) page.fill("#email", "elif@example.org");
            page.fill("#number", "4000 0000 0000 9995");
            page.fill("#expiry", "12 / 34");
            page.fill("#cvc", "123");
            page.locator("main form button").last().click();
            sentBack(english, name + " with a declined card");
            assertThat(page.locator("[role=alert]").innerText()).contains("not enough money");
        }
    }

    @Test
    void a_debit_without_an_account_and_a_novel_are_sent_back() {
        english.open(stage.pages.get("checkout-sepa"));
        english.page().locator("input[value=sepa]").check();
        assertThat(english.page().locator("#number").isVisible()).isFalse();
        english.page().locator("main form button").last().click();
        sentBack(english, "a debit without an account");

        english.open(stage.pages.get("portal-cancel"));
        english.page().fill("#comment", "x".repeat(1_500));
        english.page().locator("main form button").last().click();
        sentBack(english, "a cancellation with a novel");
    }

    @Test
    void what_the_basket_refuses_is_said_beside_it() {
        english.open(stage.pages.get("checkout-asking"));
        english.page().fill("#code", "NOTHING");
        english.page().locator("form[action$='/code'] button").click();
        sentBack(english, "a code that is none");
        english.page().fill("#quantity-0", "1000");
        english.page().locator("form[action$='/quantities'] button").click();
        sentBack(english, "a quantity out of range");
        english.page().locator(".cardbox button").click();
        sentBack(english, "a page of questions without answers");
    }

    private static void sentBack(Reader reader, String what) {
        assertThat(reader.page().title()).as(what).matches("(Error|Ошибка): .+");
        var look = new HostedLook(reader, what);
        look.fits();
        look.isAccessible();
    }
}

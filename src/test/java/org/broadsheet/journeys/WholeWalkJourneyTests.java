package org.broadsheet.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.time.Duration;
import java.util.Currency;
import java.util.regex.Pattern;
import org.broadsheet.SandboxBuyer;
import org.broadsheet.ledger.Account;
import org.broadsheet.ledger.Ledger;
import org.broadsheet.staff.Staff;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;

/** A reader gives, a member reads on, staff see it. One story, told in order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WholeWalkJourneyTests extends Journey {
    private static final String LEAD = "/articles/three-islands-bought-a-ferry";
    private static final String ELIF = "elif@example.org";
    private static final Pattern PAYMENT_PAGE = Pattern.compile(".*/c/pay/.*");

    @Autowired
    Ledger ledger;

    @Autowired
    Staff staff;

    @Test
    @Order(1)
    void a_reader_reads_is_asked_gives_claims_the_account_and_is_never_asked_again() {
        try (var elif = reader()) {
            var page = elif.page();
            reads(elif);
            page.locator("section.appeal button[type=submit]").click();
            choosesFiveEurosAMonth(elif);
            pays(elif);
            isThanked(elif);
            claims(elif);
            seesTheSupport(elif);
            isNotAskedAnyMore(elif);
            aMonthPasses(elif);
            stops(elif);
            signsOut(elif);
            elif.hasMetNoStranger();
        }
    }

    private void reads(Reader elif) {
        var page = elif.page();
        elif.open("/");
        elif.look("front");
        page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Three islands bought a ferry."))
                .first()
                .getByRole(AriaRole.LINK)
                .click();
        assertThat(page.locator("h1")).hasText("Three islands bought a ferry. Then they had to learn to run it");
        assertThat(page.locator(".plea")).containsText("Support The Meridian");
        assertThat(page.locator("section.appeal h2")).containsText("we have a small favor to ask");
        assertThat(page.locator("section.appeal")).containsText("from just");
        elif.look("article");
        assertThat(elif.context().cookies()).as("reading leaves no trace").isEmpty();
    }

    private void choosesFiveEurosAMonth(Reader elif) {
        var page = elif.page();
        assertThat(page).hasURL(Pattern.compile(".*/support\\?.*"));
        elif.look("support");
        assertThat(visiblePromise(page))
                .startsWith("€5 today, then €5 on the ")
                .contains("stop any time, in two clicks");
        page.getByLabel("E-mail").fill(ELIF);
        page.getByLabel("Name").fill("Elif");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Continue to monthly payment"))
                .click();
        page.waitForURL(PAYMENT_PAGE);
    }

    private void pays(Reader elif) {
        var page = elif.page();
        assertThat(page.locator("body")).containsText("no real money");
        elif.look("payment-page");
        fillsCard(page, SandboxBuyer.DECLINED_CARD);
        assertThat(page).hasURL(PAYMENT_PAGE);
        assertThat(page.locator("[role=alert]").first()).isVisible();
        elif.look("payment-page-declined");
        fillsCard(page, SandboxBuyer.GOOD_CARD);
        page.waitForURL(Pattern.compile(".*/support/thanks/.*"));
    }

    private void isThanked(Reader elif) {
        var page = elif.page();
        assertThat(page.locator("h1")).hasText("Thank you, Elif");
        assertThat(page.locator("main")).containsText("€5 a month");
        assertThat(page.locator("main")).containsText("€5 today, then €5 on the");
        elif.look("thanks");
        var euros = Currency.getInstance("EUR");
        assertThat(ledger.balance(Account.CONTRIBUTIONS, euros)).isEqualTo(-500);
        assertThat(ledger.balance(Account.STRIPE_BALANCE, euros) + ledger.balance(Account.STRIPE_FEES, euros))
                .isEqualTo(500);
    }

    private void claims(Reader elif) {
        var page = elif.page();
        var receipt = mailboxOf(ELIF).newestOf(1);
        assertThat(receipt.subject()).contains("The Meridian").contains("€5");
        assertThat(receipt.text()).contains("€5 today, then €5 on the");
        assertThat(receipt.html()).contains("Visa 4242");

        elif.open(Mailbox.link(receipt, "/claim/"));
        assertThat(page.locator("main")).not().containsText("elif");
        elif.look("claim");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send me a sign-in link"))
                .click();
        var signIn = mailboxOf(ELIF).newestOf(2);
        elif.look("sign-in-sent");

        elif.open(Mailbox.link(signIn, "/sign-in/"));
        elif.look("sign-in-link");
        elif.open(Mailbox.link(signIn, "/sign-in/"));
        page.locator("main form button[type=submit]").first().click();
        assertThat(page).hasURL(Pattern.compile(".*/account.*"));
        elif.look("account");
    }

    private void seesTheSupport(Reader elif) {
        elif.open("/account/support");
        assertThat(elif.page().locator("#contribution")).containsText("€5 a month");
        assertThat(elif.page().locator("#contribution")).containsText("Active");
        assertThat(elif.page().locator("#payments tbody tr")).hasCount(1);
        elif.look("account-support");
    }

    private void isNotAskedAnyMore(Reader elif) {
        elif.open(LEAD);
        assertThat(elif.page().locator("section.appeal")).hasCount(0);
        assertThat(elif.page().locator("section.thanks")).hasCount(1);
        assertThat(elif.page().locator("header.mast")).not().containsText("Support us");
        elif.look("article-member");
    }

    private void aMonthPasses(Reader elif) {
        new SandboxBuyer(sandbox.address()).monthPasses();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            elif.open("/account/support");
            assertThat(elif.page().locator("#payments tbody tr").count()).isEqualTo(2);
        });
        assertThat(ledger.balance(Account.CONTRIBUTIONS, Currency.getInstance("EUR")))
                .isEqualTo(-1000);
        assertThat(mailboxOf(ELIF).newestOf(3).subject()).contains("receipt");
    }

    private void stops(Reader elif) {
        var page = elif.page();
        elif.open("/account/support");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Stop this contribution"))
                .click();
        elif.look("account-stop");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Stop the payments"))
                .click();
        assertThat(page.locator("#contribution")).containsText("Nothing is taken after that");
        elif.look("account-stopped");
    }

    private void signsOut(Reader elif) {
        elif.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out"))
                .click();
        elif.open("/account/support");
        assertThat(elif.page()).hasURL(Pattern.compile(".*/sign-in.*"));
        elif.look("sign-in");
    }

    @Test
    @Order(2)
    void a_single_gift_in_another_currency_recurs_nowhere() {
        try (var ruth = reader()) {
            var page = ruth.page();
            ruth.open("/support?frequency=once&once=25&currency=USD");
            page.locator("#email").fill("ruth@example.org");
            page.locator("form.give button[type=submit]").click();
            page.waitForURL(PAYMENT_PAGE);
            fillsCard(page, SandboxBuyer.GOOD_CARD);
            page.waitForURL(Pattern.compile(".*/support/thanks/.*"));
            assertThat(mailboxOf("ruth@example.org").newestOf(1).text()).contains("Nothing more is taken");
        }
    }

    @Test
    @Order(3)
    void staff_see_it_each_figure_with_its_rows_and_their_stripe_ids_and_publish_a_story() {
        try (var dagny = reader()) {
            var page = dagny.page();
            dagny.open("/desk");
            assertThat(page).hasURL(Pattern.compile(".*/desk/sign-in.*"));
            dagny.look("desk-sign-in");
            dagny.open(staff.newSetupLink().toString());
            dagny.look("desk-setup");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Open the desk"))
                    .click();

            dagny.open("/desk");
            assertThat(page.locator("main")).containsText("Monthly recurring revenue");
            assertThat(page.locator("main")).containsText("€5");
            dagny.look("desk");
            dagny.open("/desk/reports/received?currency=EUR");
            dagny.look("desk-received");
            dagny.open("/desk/ledger");
            dagny.look("desk-ledger");
            publishes(dagny);
            dagny.hasMetNoStranger();
        }
        try (var reader = reader()) {
            reader.open("/");
            assertThat(reader.page().locator("main")).containsText("Putting the ferry’s accounts on the wall");
        }
    }

    private void publishes(Reader dagny) {
        var page = dagny.page();
        dagny.open("/desk/articles/new");
        page.getByLabel("Headline").fill("Putting the ferry's accounts on the wall");
        page.getByLabel("Standfirst").fill("What \"open books\" means when the books are on paper.");
        page.locator("textarea[name=body]").fill("""
                "In a bad month it costs us," the treasurer said, "about 4,000 euros."

                The board's "strategic patience" has a price, and it's written down.""");
        page.getByLabel("Section").selectOption(new SelectOption().setLabel("Money"));
        dagny.look("desk-article-new");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Publish").setExact(true))
                .click();
        dagny.open("/articles/putting-the-ferrys-accounts-on-the-wall");
        assertThat(page.locator("h1")).hasText("Putting the ferry’s accounts on the wall");
        assertThat(page.locator(".body"))
                .containsText("“In a bad month it costs us,” the treasurer said, “about 4,000 euros.”");
        assertThat(page.locator(".body"))
                .containsText("The board’s “strategic patience” has a price, and it’s written down.");
    }

    @Test
    @Order(4)
    void the_whole_walk_works_without_script_and_in_russian() {
        var address = "elena@example.org";
        try (var elena = readerWithoutScript("ru-RU")) {
            var page = elena.page();
            elena.open("/ru");
            elena.look("front-ru");
            page.locator("main h2 a").first().click();
            elena.look("article-ru");
            page.locator("section.appeal button[type=submit]").click();
            elena.look("support-ru");
            assertThat(visiblePromise(page))
                    .containsPattern("числа каждого месяца")
                    .contains("в два клика");
            page.locator("#email").fill(address);
            page.locator("form.give button[type=submit]").click();
            page.waitForURL(PAYMENT_PAGE);
            elena.look("payment-page-ru");
            fillsCard(page, SandboxBuyer.GOOD_CARD);
            page.waitForURL(Pattern.compile(".*/ru/support/thanks/.*"));
            elena.look("thanks-ru");

            var receipt = mailboxOf(address).newestOf(1);
            assertThat(receipt.text()).contains("числа каждого месяца");
            elena.open(Mailbox.link(receipt, "/claim/"));
            elena.look("claim-ru");
            page.locator("input[name=code]").fill(Mailbox.code(receipt));
            page.locator("form:has(input[name=code]) button[type=submit]").click();
            assertThat(page).hasURL(Pattern.compile(".*/ru/account.*"));
            elena.open("/ru/account/support");
            elena.look("account-support-ru");
            elena.hasMetNoStranger();
        }
        try (var oleg = reader("ru-RU")) {
            for (var path : new String[] {"/ru", "/ru/support", "/ru/sign-in"}) {
                oleg.open(path);
                oleg.look("script" + path.replace('/', '-'));
            }
        }
    }

    @Test
    @Order(5)
    void the_keyboard_alone_is_enough_to_give() {
        try (var ines = reader()) {
            var page = ines.page();
            ines.open(LEAD);
            focus(page, "section.appeal button[type=submit]");
            page.keyboard().press("Enter");
            page.waitForURL(Pattern.compile(".*/support\\?.*"));
            focus(page, "input[name=frequency]:checked");
            page.keyboard().press("ArrowLeft");
            assertThat(page.locator("input[name=frequency][value=once]")).isChecked();
            assertThat(visiblePromise(page)).contains("once");
            focus(page, "#email");
            page.keyboard().type("ines@example.org");
            focus(page, "form.give button[type=submit]");
            page.keyboard().press("Enter");
            page.waitForURL(PAYMENT_PAGE);
            focus(page, "[name=number]");
            page.keyboard().type(SandboxBuyer.GOOD_CARD);
            page.keyboard().press("Tab");
            page.keyboard().type("1240");
            page.keyboard().press("Tab");
            page.keyboard().type("123");
            page.keyboard().press("Enter");
            page.waitForURL(Pattern.compile(".*/support/thanks/.*"));
            assertThat(page.locator("h1")).containsText("Thank you");
        }
    }

    @Test
    @Order(6)
    void going_back_from_the_payment_page_is_harmless_and_twenty_clicks_are_one_gift() {
        try (var mo = reader()) {
            var page = mo.page();
            mo.open("/support?frequency=monthly&amount=7&currency=EUR");
            page.locator("#email").fill("mo@example.org");
            page.locator("form.give button[type=submit]").click();
            page.waitForURL(PAYMENT_PAGE);
            var first = page.url();
            page.goBack();
            page.waitForURL(Pattern.compile(".*/support.*"));
            page.locator("#email").fill("mo@example.org");
            page.locator("form.give button[type=submit]").click();
            page.waitForURL(PAYMENT_PAGE);
            fillsCard(page, SandboxBuyer.GOOD_CARD);
            page.waitForURL(Pattern.compile(".*/support/thanks/.*"));
            assertThat(mailboxOf("mo@example.org").newestOf(1).subject()).contains("€7");
            mo.open(first);
            fillsCardIfAsked(page);
            assertThat(mailboxOf("mo@example.org").mails()).hasSize(1);
        }
    }

    private static void fillsCardIfAsked(Page page) {
        assertThat(page.locator("[name=number]")).hasCount(0);
    }

    private static void fillsCard(Page page, String number) {
        page.locator("[name=number]").fill(number);
        page.locator("[name=expiry]").fill("12/40");
        page.locator("[name=cvc]").fill("123");
        page.locator("form:has([name=number]) button[type=submit]").click();
    }

    /** Only one promise is shown: the one for what is chosen. */
    private static String visiblePromise(Page page) {
        var visible = page.locator(".promise p").all().stream()
                .filter(each -> each.isVisible())
                .map(each -> each.innerText().strip())
                .filter(text -> !text.isEmpty())
                .toList();
        assertThat(visible).hasSize(1);
        return visible.getFirst();
    }

    /** By Tab, as somebody without a mouse would get there; never by a script. */
    private static void focus(Page page, String selector) {
        for (int i = 0; i < 120; i++) {
            page.keyboard().press("Tab");
            if ((Boolean) page.evaluate("selector => document.activeElement.matches(selector)", selector)) {
                assertThat(page.locator(selector).first()).isFocused();
                return;
            }
        }
        throw new AssertionError("Tab never reaches " + selector);
    }
}

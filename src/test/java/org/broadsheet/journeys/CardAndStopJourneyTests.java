package org.broadsheet.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.broadsheet.SandboxBuyer;
import org.broadsheet.local.LocalMail;
import org.junit.jupiter.api.Test;

/** A card is changed, fails, is paid for once and the gift is stopped from a mail: all without calling anybody. */
class CardAndStopJourneyTests extends Journey {
    private static final String NINO = "nino@example.org";
    private static final String FAILS_LATER = "4000000000000341";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void a_new_card_is_the_one_that_is_charged_a_refusal_is_put_right_from_a_mail_and_a_mail_stops_it_all() {
        try (var nino = reader();
                var anywhere = reader()) {
            gives(nino);
            signsIn(nino);
            givesAnotherCard(nino);
            theNewOneIsChargedAndRefused(nino);
            paysFromTheMailWithoutSigningIn(anywhere);
            allIsWellAgain(nino);
            keepsTheReceipts(nino);
            stopsFromTheReceipt(anywhere);
            nino.hasMetNoStranger();
            anywhere.hasMetNoStranger();
        }
    }

    private void gives(Reader nino) {
        var page = nino.page();
        nino.open("/support?frequency=monthly&amount=5&currency=EUR");
        page.locator("#email").fill(NINO);
        page.locator("form.give button[type=submit]").click();
        page.waitForURL(Pattern.compile(".*/c/pay/.*"));
        fillsCard(page, SandboxBuyer.GOOD_CARD);
        page.waitForURL(Pattern.compile(".*/support/thanks/.*"));
    }

    private void signsIn(Reader nino) {
        nino.open(Mailbox.link(mail("receipt", 1), "/claim/"));
        nino.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send me a sign-in link"))
                .click();
        nino.open(Mailbox.link(mail("ign", 1), "/sign-in/"));
        nino.page().locator("main form button[type=submit]").first().click();
        assertThat(nino.page()).hasURL(Pattern.compile(".*/account.*"));
    }

    private void givesAnotherCard(Reader nino) {
        var page = nino.page();
        nino.open("/account/support");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Give another card"))
                .click();
        assertThat(page.locator("main")).containsText("Visa 4242");
        nino.look("account-card");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Give another card"))
                .click();
        page.waitForURL(Pattern.compile(Pattern.quote(sandbox.address().toString()) + ".*"));
        fillsCard(page, FAILS_LATER);
        // A busy machine needs its time for what Stripe is asked on the way back.
        page.waitForURL(
                Pattern.compile(".*/card\\?back=true"), new Page.WaitForURLOptions().setTimeout(PATIENCE.toMillis()));
        assertThat(page.locator("main")).containsText("Visa 0341");
    }

    private void theNewOneIsChargedAndRefused(Reader nino) {
        new SandboxBuyer(sandbox.address()).monthPasses();
        await().atMost(PATIENCE).untilAsserted(() -> {
            nino.open("/articles/three-islands-bought-a-ferry");
            assertThat(nino.page().locator("body").innerText()).contains("did not go through");
        });
        nino.look("article-payment-banner");
    }

    private void paysFromTheMailWithoutSigningIn(Reader anywhere) {
        var letter = mail("About the payment", 1);
        assertThat(letter.text()).contains("nothing is cut");
        var page = anywhere.page();
        anywhere.open(Mailbox.link(letter, "/manage/").replaceAll("(/manage/[A-Za-z0-9_-]{43}).*", "$1/payment"));
        assertThat(page.url()).startsWith(sandbox.address().toString());
        fillsCard(page, SandboxBuyer.GOOD_CARD);
        assertThat(page.locator("main")).containsText("paid");
    }

    private void allIsWellAgain(Reader nino) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            nino.open("/account/support");
            assertThat(nino.page().locator("#contribution").innerText()).contains("Active");
        });
        assertThat(nino.page().locator("body")).not().containsText("did not go through");
    }

    private void keepsTheReceipts(Reader nino) {
        mail("receipt", 2);
        nino.open("/account/receipts");
        assertThat(nino.page().locator("tbody tr")).hasCount(2);
        nino.look("account-receipts");
        var address = nino.page().locator("tbody th a").first().getAttribute("href");
        var file = nino.context().request().get(site + address);
        assertThat(file.headers()).containsEntry("content-type", "application/pdf");
        assertThat(new String(file.body(), 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        assertThat(mail("receipt", 2).files()).hasSize(1);
    }

    private void stopsFromTheReceipt(Reader anywhere) {
        var page = anywhere.page();
        anywhere.open(Mailbox.link(mail("receipt", 2), "/manage/"));
        assertThat(page.locator("main")).containsText("You give €5 a month");
        anywhere.look("manage");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Stop the payments"))
                .click();
        assertThat(page.locator("main")).containsText("It is stopped");
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Stop the payments")))
                .hasCount(0);
        anywhere.look("manage-stopped");
    }

    /** The newest with this in its subject, once there are so many. */
    private LocalMail mail(String subject, int count) {
        var box = mailboxOf(NINO);
        await().atMost(PATIENCE)
                .until(() -> box.mails().stream()
                                .filter(each -> each.subject().contains(subject))
                                .count()
                        >= count);
        return box.mails().stream()
                .filter(each -> each.subject().contains(subject))
                .findFirst()
                .orElseThrow();
    }

    private static void fillsCard(Page page, String number) {
        page.locator("[name=number]").fill(number);
        page.locator("[name=expiry]").fill("12/40");
        page.locator("[name=cvc]").fill("123");
        page.locator("[name=cvc]").press("Enter");
    }
}

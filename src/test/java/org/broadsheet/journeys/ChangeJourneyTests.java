package org.broadsheet.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.regex.Pattern;
import org.broadsheet.SandboxBuyer;
import org.broadsheet.local.LocalMail;
import org.junit.jupiter.api.Test;

/** What runs is changed by whoever gives it: the sum, the day, a break, an end, and back again, each told by mail. */
class ChangeJourneyTests extends Journey {
    private static final String NINO = "nino.changes@example.org";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void a_supporter_gives_more_moves_the_day_pauses_starts_again_stops_and_goes_on() {
        try (var nino = reader()) {
            gives(nino);
            signsIn(nino);
            givesMore(nino);
            movesTheDay(nino);
            pausesAndStartsAgain(nino);
            stopsWithAReasonAndThinksBetter(nino);
            readsTheSameInRussian(nino);
            nino.hasMetNoStranger();
        }
    }

    private void gives(Reader nino) {
        var page = nino.page();
        nino.open("/support?frequency=monthly&amount=5&currency=EUR");
        page.locator("#email").fill(NINO);
        page.locator("form.give button[type=submit]").click();
        page.waitForURL(Pattern.compile(".*/c/pay/.*"));
        page.locator("[name=number]").fill(SandboxBuyer.GOOD_CARD);
        page.locator("[name=expiry]").fill("12/40");
        page.locator("[name=cvc]").fill("123");
        page.locator("[name=cvc]").press("Enter");
        page.waitForURL(Pattern.compile(".*/support/thanks/.*"));
    }

    private void signsIn(Reader nino) {
        hasMail("receipt");
        nino.open(Mailbox.link(mail("receipt"), "/claim/"));
        presses(nino, "Send me a sign-in link");
        hasMail("ign");
        nino.open(Mailbox.link(mail("ign"), "/sign-in/"));
        nino.page().locator("main form button[type=submit]").first().click();
        assertThat(nino.page()).hasURL(Pattern.compile(".*/account.*"));
    }

    private void givesMore(Reader nino) {
        follows(nino, "Change amount");
        nino.look("change-amount");
        nino.page().locator("#amount").fill("1");
        presses(nino, "See what is taken when");
        assertThat(nino.page().locator("#amount")).hasValue("1");
        assertThat(nino.page().locator("#amount-error")).isVisible();
        nino.look("change-amount-wrong");
        nino.page().locator("#amount").fill("8");
        presses(nino, "See what is taken when");
        assertThat(nino.page().locator("main")).containsText("€8");
        assertThat(nino.page().locator("dl.facts > div")).hasCount(3);
        nino.look("change-amount-preview");
        presses(nino, "Change the amount");
        isTold(nino, "Your amount is changed|You are changing your amount", "€8 a month");
        nino.look("account-changed");
    }

    private void movesTheDay(Reader nino) {
        follows(nino, "Another day");
        nino.page().locator("#day").selectOption("last");
        nino.look("change-day");
        presses(nino, "See what is taken when");
        presses(nino, "Move to this day");
        isTold(nino, "Your day is changed|You are moving your payments", "Active");
    }

    private void pausesAndStartsAgain(Reader nino) {
        follows(nino, "Pause");
        nino.page().getByLabel("2 months").check();
        nino.look("change-pause");
        presses(nino, "See what is taken when");
        presses(nino, "Pause the payments");
        isTold(nino, "Your payments are paused|You are pausing your payments", "Start again");
        nino.look("account-paused");
        follows(nino, "Start again");
        presses(nino, "Start again");
        isTold(nino, "Your payments have started again|You are ending your pause", "Active");
    }

    private void stopsWithAReasonAndThinksBetter(Reader nino) {
        follows(nino, "Stop this contribution");
        nino.look("change-stop");
        nino.page().getByLabel("I need the money for something else").check();
        presses(nino, "Stop, and tell you why");
        assertThat(nino.page().locator("main")).containsText("Perhaps this fits better");
        nino.look("change-stop-offer");
        presses(nino, "Stop the payments");
        isTold(nino, "Your payments are stopped|You are stopping your payments", "Keep giving");
        follows(nino, "Keep giving");
        presses(nino, "Keep giving");
        isTold(nino, "It goes on|You are keeping it going", "Stop this contribution");
        nino.look("account-kept");
    }

    private void readsTheSameInRussian(Reader nino) {
        nino.open("/ru/account/support");
        assertThat(nino.page().locator("html")).hasAttribute("lang", "ru");
        nino.look("account-russian");
        assertThat(mailboxOf(NINO).mails()).hasSizeGreaterThanOrEqualTo(7);
    }

    private static void follows(Reader nino, String link) {
        nino.open("/account/support");
        nino.page()
                .getByRole(
                        AriaRole.LINK, new Page.GetByRoleOptions().setName(link).setExact(true))
                .click();
    }

    private static void presses(Reader nino, String button) {
        nino.page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    /** At once what is done, or that it is noted while Stripe takes its time; and soon what has become of it. */
    private static void isTold(Reader nino, String doneOrNoted, String becomes) {
        assertThat(nino.page().locator("#contribution")).containsText(Pattern.compile(doneOrNoted));
        await().atMost(PATIENCE).untilAsserted(() -> {
            nino.open("/account/support");
            assertThat(nino.page().locator("#contribution").innerText()).contains(becomes);
        });
    }

    private void hasMail(String subject) {
        await().atMost(PATIENCE)
                .until(() -> mailboxOf(NINO).mails().stream()
                        .anyMatch(each -> each.subject().contains(subject)));
    }

    private LocalMail mail(String subject) {
        return mailboxOf(NINO).mails().stream()
                .filter(each -> each.subject().contains(subject))
                .findFirst()
                .orElseThrow();
    }
}

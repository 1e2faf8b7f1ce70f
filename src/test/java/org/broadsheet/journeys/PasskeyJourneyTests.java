package org.broadsheet.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.broadsheet.FreePort;
import org.broadsheet.TestParts;
import org.broadsheet.members.MemberId;
import org.broadsheet.staff.AuditTrail;
import org.broadsheet.staff.Staff;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/** How staff come in: the first owner with the printed link, everybody with a passkey, and nobody whom a device does not know. */
@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT)
@ContextConfiguration(initializers = {TestParts.class, PasskeyJourneyTests.OwnPort.class})
@DirtiesContext
class PasskeyJourneyTests {
    private static final int PORT = FreePort.find();
    private static final String SITE = "http://localhost:" + PORT;

    private static Playwright playwright;
    private static Browser browser;

    @Autowired
    Staff staff;

    @Autowired
    AuditTrail audit;

    @Autowired
    JdbcClient sql;

    /** Passkeys are bound to an address, so the site must know its own. */
    static class OwnPort implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "own port", Map.of("server.port", PORT, "broadsheet.base-url", SITE)));
        }
    }

    @BeforeAll
    static void startBrowser() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Chromium.find())
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
    }

    @AfterAll
    static void stopBrowser() {
        browser.close();
        playwright.close();
    }

    @Test
    void an_owner_comes_in_by_the_link_and_stays_in_by_passkey() {
        var link = staff.newSetupLink().toString();
        try (var dagny = reader()) {
            var page = dagny.page();
            var device = new Device(dagny);

            dagny.open(link);
            dagny.look("desk-setup");
            page.getByLabel("Your name").fill("Dagny Falk");
            page.getByLabel("E-mail").fill("dagny@meridian.example");
            page.getByText("Go on to your passkey").click();
            assertThat(page.locator("h1")).hasText("Make your passkey");
            dagny.look("desk-passkey");

            device.sees(false);
            page.getByText("Make a passkey").click();
            assertThat(page.locator("#passkey-problem")).containsText("could not check that it is you");

            // Nor does a device get in that cannot tell who holds it, whatever the page was told to ask for.
            device.canVerify(false);
            page.route("**/webauthn/register/options", this::withoutVerification);
            page.getByText("Make a passkey").click();
            assertThat(page.locator("#passkey-problem")).containsText("was not accepted");
            page.unroute("**/webauthn/register/options");
            assertThat(credentials()).isZero();
            device.canVerify(true);

            // Broken off: the same link goes on.
            dagny.context().clearCookies();
            dagny.open(link);
            page.getByLabel("Your name").fill("Dagny Falk");
            page.getByLabel("E-mail").fill("dagny@meridian.example");
            page.getByText("Go on to your passkey").click();
            device.forgetAll();
            page.getByText("Make a passkey").click();

            page.getByText("Show my recovery codes").click();
            assertThat(page.locator(".codes li")).hasCount(10);
            dagny.look("desk-codes");
            var code = page.locator(".codes li").first().innerText();
            dagny.open("/desk/you");
            assertThat(page.locator("body")).not().containsText(code);
            assertThat(page.locator(".rail .who")).containsText("Dagny Falk");
            dagny.look("desk-you");

            page.navigate(link);
            assertThat(page.locator("body")).containsText("404");

            dagny.open("/desk/you");
            page.locator(".rail").getByText("Sign out").click();
            page.waitForURL("**/desk/sign-in");
            dagny.open("/desk/you");
            page.waitForURL("**/desk/sign-in");
            dagny.look("desk-sign-in");
            page.getByText("Use my passkey").click();
            page.waitForURL("**/desk");

            device.canVerify(false);
            dagny.open("/desk/sign-in");
            page.route("**/webauthn/authenticate/options", this::withoutVerification);
            page.getByText("Use my passkey").click();
            assertThat(page.locator("#passkey-problem")).containsText("does not open the desk");
            page.unroute("**/webauthn/authenticate/options");
            device.canVerify(true);

            // The passkey is gone, the paper is not.
            device.forgetAll();
            dagny.context().clearCookies();
            dagny.open("/desk/recover");
            dagny.look("desk-recover");
            page.getByLabel("Recovery code")
                    .fill(code.toLowerCase(java.util.Locale.ROOT).replace("-", " "));
            page.getByText("Use this code").click();
            page.getByText("Make a passkey").click();
            page.getByText("Show my recovery codes").click();
            assertThat(page.locator(".codes li")).hasCount(10);

            // Shown out: out at once, and the passkey with it.
            var owner = sql.sql("select member_id from staff.staff_member")
                    .query((row, number) -> new MemberId(row.getObject(1, java.util.UUID.class)))
                    .single();
            letAnotherOwnerIn();
            staff.disable(owner);
            dagny.open("/desk/you");
            page.waitForURL("**/desk/sign-in");
            page.getByText("Use my passkey").click();
            assertThat(page.locator("#passkey-problem")).containsText("does not open the desk");
            dagny.hasMetNoStranger();
        }
        assertThat(audit.firstBroken()).isEmpty();
        assertThat(sql.sql("select distinct action from staff.audit_entry")
                        .query(String.class)
                        .list())
                .contains(
                        "setup.begun",
                        "passkey.added",
                        "signed-in",
                        "signed-out",
                        "recovery-codes.made",
                        "recovery-code.used",
                        "staff.disabled");
    }

    private void letAnotherOwnerIn() {
        sql.sql("""
                insert into staff.staff_member (member_id, display_name_sealed, roles, created_at)
                values (gen_random_uuid(), 'x', '{owner}', now())
                """).update();
    }

    private long credentials() {
        return sql.sql("select count(*) from public.user_credentials")
                .query(Long.class)
                .single();
    }

    /** As a page would ask that somebody else's script has changed. */
    private void withoutVerification(Route route) {
        var known = sql.sql("select credential_id from public.user_credentials").query(String.class).list().stream()
                .map(id -> "{\"type\":\"public-key\",\"id\":\"" + id + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        var answer = route.fetch();
        route.fulfill(new Route.FulfillOptions()
                .setResponse(answer)
                .setBody(answer.text()
                        .replace("\"required\"", "\"discouraged\"")
                        .replace("\"allowCredentials\":[]", "\"allowCredentials\":" + known)));
    }

    private static Reader reader() {
        return new Reader(browser, SITE, Set.of(), true, "en-US");
    }

    /** A device that holds passkeys, inside the browser. */
    private static final class Device {
        private final CDPSession devtools;
        private String id;

        Device(Reader owner) {
            this.devtools = owner.context().newCDPSession(owner.page());
            devtools.send("WebAuthn.enable");
            this.id = add(true);
        }

        /** Whether the person before it is the one it belongs to. */
        void sees(boolean itsOwner) {
            devtools.send("WebAuthn.setUserVerified", with("isUserVerified", new JsonPrimitive(itsOwner)));
        }

        /** Moves the keys to a device with, or without, a way to tell who holds it. */
        void canVerify(boolean verifies) {
            var keys = devtools.send("WebAuthn.getCredentials", about()).getAsJsonArray("credentials");
            devtools.send("WebAuthn.removeVirtualAuthenticator", about());
            this.id = add(verifies);
            keys.forEach(key -> devtools.send("WebAuthn.addCredential", with("credential", key)));
        }

        void forgetAll() {
            devtools.send("WebAuthn.clearCredentials", about());
        }

        private String add(boolean verifies) {
            var options = new JsonObject();
            options.addProperty("protocol", "ctap2");
            options.addProperty("transport", "internal");
            options.addProperty("hasResidentKey", true);
            options.addProperty("hasUserVerification", verifies);
            options.addProperty("isUserVerified", verifies);
            var added = new JsonObject();
            added.add("options", options);
            return devtools.send("WebAuthn.addVirtualAuthenticator", added)
                    .get("authenticatorId")
                    .getAsString();
        }

        private JsonObject about() {
            var about = new JsonObject();
            about.addProperty("authenticatorId", id);
            return about;
        }

        private JsonObject with(String name, JsonElement value) {
            var change = about();
            change.add(name, value);
            return change;
        }
    }
}

package org.broadsheet.journeys;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.broadsheet.TestPartsWithSandbox;
import org.broadsheet.local.MailFolder;
import org.broadsheet.sandbox.Sandbox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/** The whole application on real parts, and a real browser in front of it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
@ContextConfiguration(initializers = TestPartsWithSandbox.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Journey {
    @Autowired
    Sandbox sandbox;

    @Autowired
    MailFolder testMails;

    @Value("${broadsheet.base-url}")
    String site;

    private Playwright playwright;
    private Browser browser;

    @BeforeAll
    void open_a_browser() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Chromium.find())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    @AfterAll
    void close_it() {
        playwright.close();
    }

    Reader reader() {
        return reader("en-US");
    }

    Reader reader(String language) {
        return new Reader(browser, site, Set.of(sandbox.address().toString()), true, language);
    }

    Reader readerWithoutScript(String language) {
        return new Reader(browser, site, Set.of(sandbox.address().toString()), false, language);
    }

    Mailbox mailboxOf(String address) {
        return new Mailbox(testMails, address);
    }
}

package org.broadsheet.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Somebody with a browser of their own. Watches what a person would not see: requests that leave the site, scripts that the policy
 * stopped, pages that scroll sideways.
 */
public final class Reader implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final BrowserContext context;
    private final Page page;
    private final String site;
    private final boolean script;
    private final List<String> strangers = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    /** @param allowed addresses outside the site that may be visited: the payment page's */
    public Reader(Browser browser, String site, Set<String> allowed, boolean script, String language) {
        this.site = site;
        this.script = script;
        this.context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(site)
                .setLocale(language)
                .setTimezoneId("Europe/Berlin")
                .setJavaScriptEnabled(script)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(1280, 900));
        context.setDefaultTimeout(20_000);
        this.page = context.newPage();
        page.onRequest(request -> {
            var address = URI.create(request.url().split("[?#]", 2)[0].replace(" ", "%20"));
            var origin = address.getScheme() + "://" + address.getAuthority();
            if (!"data".equals(address.getScheme())
                    && !"about".equals(address.getScheme())
                    && !origin.equals(site)
                    && !allowed.contains(origin)) {
                strangers.add(request.url());
            }
        });
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")
                    || message.type().equals("error") && !message.text().contains("status of 4")) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
    }

    public Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    public void open(String path) {
        page.navigate(path.startsWith("http") ? path : site + path);
    }

    /**
     * Looks at the page as people with other screens, eyes and tastes do, keeps a picture of each, and reports what is wrong. The
     * checker is a script itself, so it looks only where scripts run.
     */
    void look(String name) {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (int width : new int[] {320, 390, 1280}) {
                page.setViewportSize(width, 900);
                if (script) settle();
                assertThat(sidewaysScroll())
                        .as("%s scrolls sideways at %d px", name, width)
                        .isZero();
                if (width > 320) {
                    if (script) {
                        scrollThrough();
                    }
                    page.screenshot(new Page.ScreenshotOptions()
                            .setFullPage(true)
                            .setPath(SCREENSHOTS.resolve(name + "-" + width + "-"
                                    + scheme.name().toLowerCase(java.util.Locale.ROOT) + ".png")));
                }
            }
            if (!script) {
                continue;
            }
            var violations = new AxeBuilder(page)
                    .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                    .analyze()
                    .getViolations();
            assertThat(violations.stream()
                            .map(each -> each.getId() + ": " + each.getHelp() + " "
                                    + each.getNodes().stream()
                                            .map(node -> node.getHtml())
                                            .toList())
                            .toList())
                    .as("%s in %s", name, scheme)
                    .isEmpty();
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    /** Pictures further down are fetched when somebody gets there. */
    private void scrollThrough() {
        page.evaluate("""
                async () => {
                  for (let y = 0; y < document.body.scrollHeight; y += 600) {
                    window.scrollTo(0, y);
                    await new Promise(resolve => requestAnimationFrame(resolve));
                  }
                  await Promise.all([...document.images].map(image => image.decode().catch(() => null)));
                  window.scrollTo(0, 0);
                }""");
    }

    private int sidewaysScroll() {
        return ((Number) page.evaluate(
                        "() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"))
                .intValue();
    }

    /** A busy machine lays a page out a moment after it was resized, and once more when its fonts are there. */
    private void settle() {
        page.evaluate("""
                async () => {
                  await document.fonts.ready;
                  await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
                }""");
    }

    public void hasMetNoStranger() {
        assertThat(strangers).as("requests to third parties").isEmpty();
        assertThat(complaints).as("what the browser complained of").isEmpty();
    }

    @Override
    public void close() {
        context.close();
    }
}

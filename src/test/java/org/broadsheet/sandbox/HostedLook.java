package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.broadsheet.journeys.Reader;

/** What is looked at on a page that is open in a browser. */
final class HostedLook {
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private static final List<String> OF_COLOURS = List.of("color-contrast", "link-in-text-block");

    private final Page page;
    private final String name;

    HostedLook(Reader reader, String name) {
        this.page = reader.page();
        this.name = name;
    }

    /** From the smallest phone on, nothing scrolls sideways. */
    void fits() {
        for (int width : new int[] {320, 390, 1280}) {
            page.setViewportSize(width, 900);
            var beside = (Number) page.evaluate(
                    "() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth");
            assertThat(beside.intValue())
                    .as("%s scrolls sideways at %d px", name, width)
                    .isZero();
        }
    }

    /** Whatever can be wrong is wrong in both schemes but the colours, so only these are looked at twice. */
    void isAccessible() {
        violatesNothing(ColorScheme.LIGHT, new AxeBuilder(page).withTags(RULES));
        violatesNothing(ColorScheme.DARK, new AxeBuilder(page).withRules(OF_COLOURS));
    }

    private void violatesNothing(ColorScheme scheme, AxeBuilder axe) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        // Colours fade into one another, and half-way there is no contrast to be had.
        page.evaluate("""
                async () => {
                  await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
                  await Promise.allSettled(document.getAnimations().map(each => each.finished));
                }""");
        var violations = axe.setLegacyMode(true).analyze().getViolations();
        assertThat(violations.stream()
                        .map(each -> each.getId() + ": " + each.getHelp() + " "
                                + each.getNodes().stream()
                                        .map(node -> node.getHtml())
                                        .toList())
                        .toList())
                .as("%s in %s", name, scheme)
                .isEmpty();
    }

    void isRussian() {
        assertThat(page.locator("html").getAttribute("lang")).as(name).isEqualTo("ru");
        assertThat(page.title()).as(name).containsPattern("[а-яё]{3}");
        assertThat(page.locator("h1").innerText()).as(name).containsPattern("[А-Яа-яё]{3}|Meridian|Winter appeal");
        assertThat(page.locator("main").innerText()).as(name).doesNotContain("??");
    }
}

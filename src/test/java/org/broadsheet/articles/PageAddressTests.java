package org.broadsheet.articles;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.publication.Newsroom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageAddressTests {
    private static final Locale RUSSIAN = Locale.of("ru");
    private final Newsroom newsroom = new Newsroom(
            new UUID(0, 1),
            URI.create("https://meridian.example"),
            ZoneId.of("Europe/Berlin"),
            List.of(Locale.ENGLISH, RUSSIAN),
            Map.of(),
            "Dagny Falk");

    @Test
    void a_language_other_than_the_first_has_a_prefix() {
        assertThat(PageAddress.parse(newsroom, "/", null)).contains(PageAddress.front(Locale.ENGLISH));
        assertThat(PageAddress.parse(newsroom, "/ru", null)).contains(PageAddress.front(RUSSIAN));
        assertThat(PageAddress.parse(newsroom, "/ru/articles/parom", null))
                .contains(new PageAddress(RUSSIAN, PageAddress.Kind.ARTICLE, "parom", 1));
    }

    @Test
    void only_lists_have_pages_and_nonsense_is_the_first() {
        assertThat(page("/sections/news", "3")).isEqualTo(3);
        assertThat(page("/articles/news", "3")).isEqualTo(1);
        for (var nonsense : List.of("0", "-1", "abc", "1e9", "99999", "٣")) {
            assertThat(page("/sections/news", nonsense)).isEqualTo(1);
        }
        assertThat(page("/sections/news", "9999")).isEqualTo(PageAddress.LAST_PAGE + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/en",
                "/ru/",
                "/russia",
                "/articles/",
                "/articles/a/b",
                "/articles/A",
                "/articles/a--b",
                "/articles/%61",
                "/articles/../desk",
                "/desk/articles",
                "/de/articles/a",
                "/support",
                ""
            })
    void anything_else_is_not_ours(String path) {
        assertThat(PageAddress.parse(newsroom, path, null)).isEmpty();
    }

    private int page(String path, String page) {
        return PageAddress.parse(newsroom, path, page).orElseThrow().page();
    }
}

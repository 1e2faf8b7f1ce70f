package org.broadsheet.articles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockMultipartFile;

/** The paper as readers and editors meet it: every filter, real PostgreSQL, the demo newsroom. */
class DeskArticlesTests extends ArticlesScene {

    @Nested
    class When_the_desk_publishes {
        @Test
        void readers_see_it_at_once_and_a_withdrawn_story_is_gone() {
            var before = response(mvc.get().uri("/").exchange()).getHeader("ETag");
            var draft = draft("A lamp for the north pier", "The lamp was lit.");
            var id = saved(desk.save(draft, false, null));
            assertThat(mvc.get().uri("/articles/a-lamp-for-the-north-pier")).hasStatus(404);
            assertThat(response(mvc.get().uri("/").exchange()).getHeader("ETag"))
                    .isEqualTo(before);

            desk.save(changed(draft, id, 1), true, null);
            assertThat(text(response(
                            mvc.get().uri("/articles/a-lamp-for-the-north-pier").exchange())))
                    .contains("The lamp was lit.");
            assertThat(response(mvc.get().uri("/").exchange()).getHeader("ETag"))
                    .isNotEqualTo(before);

            desk.withdraw(id, 2, null);
            assertThat(mvc.get().uri("/articles/a-lamp-for-the-north-pier")).hasStatus(404);
            assertThat(desk.revisions(id)).extracting(RevisionRow::version).containsExactly(3, 2, 1);
        }

        @Test
        void another_copy_notices_within_a_second() {
            var time = new long[] {0};
            var other = new Edition(editions, () -> time[0]);
            long first = other.current();
            editions.next();
            assertThat(other.current()).isEqualTo(first);

            time[0] += 1_000_000_001L;
            assertThat(other.current()).isEqualTo(first + 1);
        }

        @Test
        void the_version_of_somebody_else_is_not_written_over() {
            var draft = draft("Two editors at one desk", "First.");
            var id = saved(desk.save(draft, false, null));
            desk.save(changed(draft, id, 1), false, null);

            assertThat(desk.save(changed(draft, id, 1), false, null)).isInstanceOf(Newsdesk.Saving.Overtaken.class);
        }

        @Test
        void history_can_not_be_rewritten() {
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> sql.sql("delete from articles.revision").update())
                    .hasStackTraceContaining("permission denied");
        }

        @Test
        void a_long_section_has_pages() {
            IntStream.range(0, 25)
                    .forEach(each -> desk.save(
                            draft("Note number " + each + " from the coast", "Short."),
                            true,
                            Instant.parse("2026-01-01T00:00:00Z").plusSeconds(each),
                            null));

            assertThat(text(response(mvc.get().uri("/sections/news").exchange())))
                    .contains("rel=\"next\"", "?page=2");
            var second = response(mvc.get().uri("/sections/news?page=2&x=1").exchange());
            assertThat(second.getStatus()).isEqualTo(200);
            assertThat(text(second)).contains("rel=\"prev\"");
        }
    }

    @Nested
    class At_the_desk {
        @Test
        void a_pasted_article_is_published_with_its_picture() throws IOException {
            var text = """
                    Minister's Trip to the Harbor Set to Mend Ties

                    Minister Astrid Holm during a working visit to Great Skerrow in 2019.

                    The two sides developed what they dub a "working friendship" after the flood.

                    "Obviously, we're interested," she said.
                    """;
            var offered = mvc.perform(form("/desk/articles")
                    .file(new MockMultipartFile("picture", "../visit photo.PNG", "image/png", png()))
                    .param("body", text)
                    .param("action", "preview"));
            assertThat(offered).hasStatusOk();
            var page = text(response(offered));
            assertThat(page)
                    .contains("Minister’s Trip to the Harbor Set to Mend Ties")
                    .contains("Is this the picture’s caption?")
                    .contains("“working friendship”", "“Obviously, we’re interested,” she said.");
            var hash = Pattern.compile("name=\"pictureHash\" value=\"([0-9a-f]{64})\"")
                    .matcher(page);
            assertThat(hash.find()).isTrue();

            var published = mvc.perform(form("/desk/articles")
                    .param("section", section().toString())
                    .param("headline", "Minister’s Trip to the Harbor Set to Mend Ties")
                    .param("body", text.substring(text.indexOf("The two")))
                    .param("pictureHash", hash.group(1))
                    .param("pictureAlt", "A minister on a pier")
                    .param("pictureCaption", "Minister Astrid Holm during a working visit in 2019.")
                    .param("authors", "Nora Quist, Mo Verhagen")
                    .param("topics", "Harbors")
                    .param("action", "publish"));
            assertThat(published).hasStatus3xxRedirection();
            assertThat(text(response(mvc.get()
                            .uri("/articles/ministers-trip-to-the-harbor-set-to-mend-ties")
                            .exchange())))
                    .contains("<figcaption><span>Minister Astrid Holm during a working visit in 2019.</span>")
                    .contains("alt=\"A minister on a pier\"", "visit-photo.png")
                    .contains("Nora Quist", "/topics/harbors", "what they dub a “working friendship” after");
        }

        @Test
        void what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays() {
            var refused = mvc.perform(form("/desk/articles")
                    .file(new MockMultipartFile(
                            "picture", "x.svg", "image/svg+xml", "<svg/>".getBytes(StandardCharsets.UTF_8)))
                    .param("standfirst", "Typed <b>with care</b>")
                    .param("body", "One line only ![](nowhere.png)")
                    .param("action", "publish"));

            assertThat(refused).hasStatusOk();
            assertThat(text(response(refused)))
                    .contains(
                            "id=\"headline-error\"",
                            "id=\"section-error\"",
                            "id=\"pictureHash-error\"",
                            "id=\"body-error\"")
                    .contains("Typed &lt;b&gt;with care&lt;/b&gt;", "One line only");
        }

        @Test
        void the_list_finds_by_headline_and_has_an_empty_state() {
            assertThat(text(response(asEditor("/desk/articles?q=ferry")))).contains("Three islands bought a ferry");
            assertThat(text(response(asEditor("/desk/articles?q=%25")))).contains("No article has these words");
            assertThat(text(response(asEditor("/desk/articles?state=draft&page=9"))))
                    .isNotBlank();
        }

        @Test
        void withdrawing_asks_first() {
            var id = saved(desk.save(draft("A story to take back", "Text."), true, null));

            assertThat(text(response(asEditor("/desk/articles/" + id + "/withdrawal"))))
                    .contains("Unpublish this article?");
            assertThat(mvc.perform(post("/desk/articles/" + id + "/withdrawal").param("version", "1")))
                    .hasStatus3xxRedirection();
            assertThat(mvc.get().uri("/articles/a-story-to-take-back")).hasStatus(404);
        }
    }
}

package org.broadsheet.articles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import jakarta.servlet.http.Cookie;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import org.broadsheet.FormToken;
import org.broadsheet.TestParts;
import org.broadsheet.publication.SecurityHeaders;
import org.broadsheet.publication.SiteCookies;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The paper as readers and editors meet it: every filter, real PostgreSQL, the demo newsroom. */
@SpringBootTest(properties = {"broadsheet.demo=true"})
@AutoConfigureMockMvc
@ContextConfiguration(initializers = TestParts.class)
@Import(ArticlesTests.Supporters.class)
class ArticlesTests {
    private static final String FERRY = "/articles/three-islands-bought-a-ferry";
    private static final String EDITOR = "01931f3e-0000-7000-8000-000000000001";
    private static final Pattern PICTURE = Pattern.compile("/media/[0-9a-f]{64}/[a-z0-9-]+\\.svg");

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Newsdesk desk;

    @Autowired
    private EditionStore editions;

    @Autowired
    private SecurityHeaders headers;

    @Autowired
    private SiteCookies cookies;

    @Autowired
    private JdbcClient sql;

    /** Stands in for the module that knows supporters. */
    @TestConfiguration
    static class Supporters {
        @Bean
        AudienceCheck cookieOfTheTest() {
            return request -> request.getHeader("Test-Supporter") == null ? Audience.READER : Audience.SUPPORTER;
        }
    }

    @Nested
    class For_anonymous_readers {
        @Test
        void the_same_bytes_and_neither_cookie_nor_session() {
            for (var path :
                    List.of("/", "/ru", FERRY, "/sections/society", "/topics/islands", "/authors/mo-verhagen")) {
                var first =
                        response(mvc.get().uri(path).header("User-Agent", "one").exchange());
                var second = response(mvc.get()
                        .uri(path + "?utm_source=x&fbclid=1")
                        .header("User-Agent", "two")
                        .cookie(new Cookie("other", "1"))
                        .exchange());

                assertThat(first.getStatus()).as(path).isEqualTo(200);
                assertThat(first.getContentAsByteArray()).isEqualTo(second.getContentAsByteArray());
                assertThat(first.getHeader("ETag")).isEqualTo(second.getHeader("ETag"));
                assertThat(first.getHeader("Set-Cookie")).isNull();
                assertThat(first.getHeader("Cache-Control")).startsWith("public, max-age=60");
                assertThat(first.getHeader("Vary")).isEqualTo("Accept-Encoding, Cookie");
                assertThat(first.getHeader("Surrogate-Key")).isNotBlank();
            }
            assertThat(sql.sql("select count(*) from public.spring_session")
                            .query(Long.class)
                            .single())
                    .isZero();
        }

        @Test
        void what_they_hold_already_is_not_sent_again() {
            var tag = response(mvc.get().uri(FERRY).exchange()).getHeader("ETag");
            for (var held : List.of(tag, "W/" + tag, "\"x\", " + tag, "*")) {
                var answer = response(
                        mvc.get().uri(FERRY).header("If-None-Match", held).exchange());
                assertThat(answer.getStatus()).isEqualTo(304);
                assertThat(answer.getContentAsByteArray()).isEmpty();
                headers.all()
                        .forEach((name, value) ->
                                assertThat(answer.getHeader(name)).isEqualTo(value));
            }
            assertThat(response(mvc.get()
                                    .uri(FERRY)
                                    .header("If-None-Match", "\"old\"")
                                    .exchange())
                            .getStatus())
                    .isEqualTo(200);
        }

        @Test
        void bytes_are_packed_for_those_who_can_unpack() throws IOException {
            var plain = response(mvc.get().uri(FERRY).exchange());
            var packed = response(mvc.get()
                    .uri(FERRY)
                    .header("Accept-Encoding", "br, gzip;q=0.8")
                    .exchange());
            var refused = response(
                    mvc.get().uri(FERRY).header("Accept-Encoding", "gzip;q=0").exchange());

            assertThat(packed.getHeader("Content-Encoding")).isEqualTo("gzip");
            assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.getContentAsByteArray())).readAllBytes())
                    .isEqualTo(plain.getContentAsByteArray());
            assertThat(packed.getHeader("ETag")).isNotEqualTo(plain.getHeader("ETag"));
            assertThat(refused.getHeader("Content-Encoding")).isNull();
        }

        @Test
        void a_head_says_as_much_and_sends_nothing() {
            var head = response(mvc.head().uri(FERRY).exchange());

            assertThat(head.getStatus()).isEqualTo(200);
            assertThat(head.getContentLength()).isPositive();
            assertThat(head.getContentAsByteArray()).isEmpty();
        }

        @Test
        void every_answer_has_the_whole_set_of_headers() {
            var picture = PICTURE.matcher(text(response(mvc.get().uri("/").exchange())));
            assertThat(picture.find()).isTrue();
            var page = response(mvc.get().uri("/").exchange());
            var drawing = response(mvc.get().uri(picture.group()).exchange());

            headers.all()
                    .forEach((name, value) -> assertThat(page.getHeader(name)).isEqualTo(value));
            assertThat(drawing.getContentType()).isEqualTo("image/svg+xml");
            assertThat(drawing.getHeader("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
            assertThat(drawing.getHeader("Content-Security-Policy")).contains("default-src 'none'", "sandbox");
            assertThat(drawing.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        }

        @Test
        void where_there_is_nothing_they_are_told_so() {
            for (var path : List.of(
                    "/articles/no-such-story",
                    "/sections/nowhere",
                    "/topics/nothing",
                    "/authors/nobody",
                    "/sections/news?page=400",
                    "/articles/NO",
                    "/media/" + "00".repeat(32) + "/x.png")) {
                assertThat(mvc.get().uri(path)).as(path).hasStatus(404);
            }
        }

        @Test
        void russian_pages_are_russian() {
            var page = text(response(mvc.get().uri("/ru").exchange()));

            assertThat(page).contains("lang=\"ru\"", "Три острова", "Последние публикации", "/ru/sections/society");
            assertThat(text(response(mvc.get()
                            .uri("/ru/articles/tri-ostrova-kupili-parom")
                            .exchange())))
                    .contains("hreflang=\"en\" href=\"http://localhost:8080/articles/three-islands-bought-a-ferry\"");
        }
    }

    @Nested
    class For_others {
        @Test
        void a_session_gets_a_page_that_nobody_keeps() {
            var answer = response(mvc.get()
                    .uri(FERRY)
                    .cookie(new Cookie(cookies.name("session"), "x"))
                    .exchange());

            assertThat(answer.getStatus()).isEqualTo(200);
            assertThat(answer.getHeader("Cache-Control")).contains("no-store");
            assertThat(answer.getHeader("ETag")).isNull();
        }

        @Test
        void a_supporter_gets_bytes_that_no_shared_cache_keeps() {
            var answer =
                    response(mvc.get().uri(FERRY).header("Test-Supporter", "1").exchange());

            assertThat(answer.getHeader("Cache-Control")).isEqualTo("private, no-cache");
        }
    }

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

    private MvcTestResult asEditor(String path) {
        return mvc.get().uri(path).with(user(EDITOR).roles("EDITOR")).exchange();
    }

    private static org.springframework.test.web.servlet.request.MockMultipartHttpServletRequestBuilder form(
            String path) {
        var form = org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart(path);
        form.with(user(EDITOR).roles("EDITOR")).with(FormToken.sent());
        form.param("language", "en").param("version", "0");
        return form;
    }

    private static org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder post(String path) {
        return org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post(path)
                .with(user(EDITOR).roles("EDITOR"))
                .with(FormToken.sent());
    }

    private UUID section() {
        return desk.sections(Locale.ENGLISH).stream()
                .filter(each -> each.slug().equals("news"))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private Draft draft(String headline, String body) {
        return new Draft(
                null,
                0,
                Locale.ENGLISH,
                "",
                "",
                section(),
                headline,
                "",
                "",
                "",
                body,
                null,
                "",
                "",
                "",
                "",
                false,
                List.of("Mo Verhagen"),
                List.of("Islands"),
                Map.of());
    }

    private static Draft changed(Draft draft, UUID id, int version) {
        return new Draft(
                id,
                version,
                draft.language(),
                "",
                "",
                draft.section(),
                draft.headline(),
                "",
                "",
                "",
                draft.body(),
                null,
                "",
                "",
                "",
                "",
                false,
                draft.authors(),
                draft.topics(),
                Map.of());
    }

    private static UUID saved(Newsdesk.Saving saving) {
        return ((Newsdesk.Saving.Saved) saving).id();
    }

    private static MockHttpServletResponse response(MvcTestResult result) {
        return result.getResponse();
    }

    private static String text(MockHttpServletResponse response) {
        return new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private static byte[] png() throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }
}

package org.broadsheet.articles;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The paper as readers and editors meet it: every filter, real PostgreSQL, the demo newsroom. */
class ArticlesTests extends ArticlesScene {

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
}

package org.broadsheet.articles.prose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProseTests {
    private static final String BOARD = "/media/" + "ab".repeat(32) + "/board.svg";
    private static final Map<String, Illustration> PICTURES = Map.of("board.svg", new Illustration(BOARD, 1200, 800));
    private static final String LONG =
            "The first thing they learned about owning a ferry is that the starter motor fails on the "
                    + "coldest morning of the year. The second is that the nearest replacement is on the mainland.";

    @Nested
    class A_plain_article_that_was_pasted {
        /** The shape of a wire story: headline, caption, paragraphs, straight quotation marks and apostrophes. */
        private static final String STORY = """
                Minister's Trip to the Islands Set to Mend Ties\r
                \r
                Minister Astrid Holm during a working visit to Great Skerrow in 2019.\r
                \r
                Amid a long quarrel with the regional council over ferries, Minister Astrid Holm is moving to mend ties with the islands.\r
                \r
                "In a year of storms, the strengthening of the islands' own boats is of paramount importance," Holm said.\r
                \r
                The two sides developed what they dub a "working friendship" after the 1991 flood, including closer economic ties.\r
                \r
                "Obviously, we are interested," she said. But the U.S. and the council's lawyers aren't.\r
                """;

        @Test
        void gives_its_first_line_as_headline() {
            var lifted = Pasted.headline(STORY).orElseThrow();

            assertThat(Prose.line(lifted.part(), Locale.ENGLISH))
                    .isEqualTo("Minister’s Trip to the Islands Set to Mend Ties");
            assertThat(lifted.body()).startsWith("Minister Astrid Holm during a working visit");
        }

        @Test
        void offers_its_second_paragraph_as_caption_of_the_picture() {
            var body = Pasted.headline(STORY).orElseThrow().body();

            assertThat(Pasted.caption(body).orElseThrow().part())
                    .isEqualTo("Minister Astrid Holm during a working visit to Great Skerrow in 2019.");
        }

        @Test
        void has_paragraphs_quotation_marks_and_apostrophes() {
            var body = Pasted.caption(Pasted.headline(STORY).orElseThrow().body())
                    .orElseThrow()
                    .body();
            var html = write(body);

            assertThat(Pattern.compile("<p\\b").matcher(html).results()).hasSize(4);
            assertThat(html)
                    .contains(
                            "“In a year of storms, the strengthening of the islands’ own boats is of paramount importance,” Holm said.")
                    .contains("what they dub a “working friendship” after")
                    .contains(
                            "“Obviously, we are interested,” she said. But the U.S. and the council’s lawyers aren’t.")
                    .doesNotContain("\"W", "&#34;", "&#39;");
        }

        @Test
        void comes_out_the_same_when_its_paragraphs_are_only_lines() {
            var lines = (LONG + "\n" + LONG + "\n" + LONG);

            assertThat(Pattern.compile("<p\\b").matcher(write(lines)).results()).hasSize(3);
        }

        @Test
        void stays_prose_when_it_is_indented() {
            assertThat(write("    An indented line\n\n\tand a tab"))
                    .doesNotContain("<pre")
                    .contains("<p>An indented line</p>");
        }
    }

    @Test
    void a_picture_stands_in_a_figure_with_its_caption() {
        assertThat(write("![A painted \"board\"](board.svg \"The red row. Drawing by Petra O'Neill\")"))
                .contains("<figure><img src=\"" + BOARD
                        + "\" width=\"1200\" height=\"800\" alt=\"A painted “board”\" loading=\"lazy\" />")
                .contains("<figcaption>The red row. Drawing by Petra O’Neill</figcaption></figure>");
    }

    @Test
    void a_picture_that_nobody_knows_is_left_out_and_told() {
        var written = Prose.write("![x](https://tracker.example/x.gif)", Locale.ENGLISH, ProseTests::find);

        assertThat(written.html()).isBlank();
        assertThat(written.missing()).containsExactly("https://tracker.example/x.gif");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "> \"We know what it costs.\"\n>\n> — Anders Bui, treasurer",
                "> \"We know what\n> it costs.\"\n> -- Anders Bui, treasurer"
            })
    void a_quotation_with_a_speaker_is_pulled(String typed) {
        assertThat(write(typed).replace('\n', ' '))
                .contains(
                        "<blockquote class=\"pull\"> <p class=\"hung\">“We know what it costs.”</p> <footer>Anders Bui, treasurer</footer> </blockquote>");
    }

    @Test
    void a_story_has_a_drop_cap_and_an_end_mark() {
        assertThat(write(LONG + "\n\nMiddle.\n\nLast."))
                .contains("<p class=\"first\">The first", "<p>Middle.", "<p class=\"end\">Last.");
        assertThat(write("Short.")).contains("<p class=\"end\">Short.</p>");
        assertThat(write("\"" + LONG + "\"\n\nLast.")).doesNotContain("class=\"first");
    }

    @Test
    void headings_stay_below_the_headline() {
        assertThat(write("# One\n\n###### Six")).contains("<h2>One</h2>", "<h4>Six</h4>");
    }

    @Test
    void code_and_addresses_are_left_alone() {
        assertThat(
                        write(
                                "Type `it's \"x\" -- y` at <https://example.org/a--b> and [\"here\"](https://example.org/c--d)"))
                .contains(
                        "<code>it&#39;s &#34;x&#34; -- y</code>",
                        ">https://example.org/a--b</a>",
                        "c--d",
                        ">“here”</a>");
    }

    @Test
    void a_quotation_may_span_emphasis() {
        assertThat(write("\"It is *very* good,\" she said of the *\"Sula\"*."))
                .contains("“It is <em>very</em> good,” she said of the <em>“Sula”</em>.");
    }

    @Test
    void links_do_not_give_the_reader_away() {
        assertThat(write("[a](https://example.org/) [b](/articles/x) [c](mailto:x@example.org)"))
                .contains("href=\"https://example.org/\" rel=\"noopener\"", "href=\"/articles/x\"", "mailto:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<svg onload=alert(1)>",
                "<a href=\"javascript:alert(1)\">x</a>",
                "[x](javascript:alert(1))",
                "[x](JaVaScRiPt:alert(1))",
                "[x](java\tscript:alert(1))",
                "[x](&#106;avascript:alert(1))",
                "[x](data:text/html;base64,PHNjcmlwdD4=)",
                "[x](vbscript:msgbox(1))",
                "[x](//evil.example/)",
                "[x](/\\evil.example/)",
                "[x](https:///evil)",
                "<javascript:alert(1)>",
                "![x](javascript:alert(1))",
                "![x](//evil.example/x.png)",
                "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
                "![x\" onerror=\"alert(1)](board.svg \"y\\\" onload=\\\"alert(1)\")",
                "<iframe src=https://evil.example></iframe>",
                "<style>*{background:url(//evil.example)}</style>",
                "<noscript><style></noscript><img src=x onerror=alert(1)>",
                "<form action=//evil.example><input name=a>",
                "<base href=//evil.example>",
                "<meta http-equiv=refresh content=0;url=//evil.example>",
                "<link rel=stylesheet href=//evil.example>",
                "<object data=x></object><embed src=x>",
                "<p id=main style=color:red class=btn onclick=alert(1)>x</p>",
                "<math><mi xlink:href=\"javascript:alert(1)\">x</mi></math>",
                "<details open ontoggle=alert(1)>",
                "<video><source onerror=alert(1)></video>",
                "&lt;script&gt;alert(1)&lt;/script&gt;",
                "```html onload=alert(1)\n<script>alert(1)</script>\n```",
                "> <script>alert(1)</script>\n> — <img src=x onerror=alert(1)>",
                "<!--<img src=--><img src=x onerror=alert(1)//-->",
                "]]><script>alert(1)</script><![CDATA[",
                "<ScRiPt>alert(1)</sCrIpT>",
                "\u0000<scr\u0000ipt>alert(1)</script>"
            })
    void nothing_in_a_text_ever_runs_or_loads(String attack) {
        assertHarmless(write(attack));
        assertHarmless(Prose.clean(attack));
        assertHarmless(Prose.clean(write(attack)));
    }

    private static void assertHarmless(String html) {
        var tags = Pattern.compile("<[^>]*>")
                .matcher(html)
                .results()
                .map(each -> each.group())
                .toList();
        assertThat(tags)
                .allSatisfy(tag -> assertThat(tag)
                        .matches(
                                "</?(?:p|h[234]|em|strong|code|pre|br|hr|ul|ol|li|blockquote|footer|figure|figcaption|img|a)\\b.*>")
                        .doesNotContainPattern("(?i)^[^\"]*(?:\"[^\"]*\"[^\"]*)*\\s(?:on\\w+|style|id)=")
                        .doesNotContainPattern("(?i)(?:href|src)=\"(?!https?://[^/]|mailto:|/[^/\\\\])"));
        assertThat(html).doesNotContainIgnoringCase("<script", "<style", "<svg");
        assertThat(Pattern.compile("src=\"(?!/media/)").matcher(html).find()).isFalse();
    }

    private static String write(String typed) {
        return Prose.write(typed, Locale.ENGLISH, ProseTests::find).html();
    }

    private static Optional<Illustration> find(String name) {
        return Optional.ofNullable(PICTURES.get(name));
    }
}

package org.broadsheet.articles.prose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypographyTests {
    private final Typography english = Typography.of(Locale.ENGLISH);
    private final Typography russian = Typography.of(Locale.of("ru"));

    @Nested
    class In_English {
        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                "So we rowed," she said.                    | “So we rowed,” she said.
                what they dub a "strategic partnership" now | what they dub a “strategic partnership” now
                He said: "She said 'no' to us."             | He said: “She said ‘no’ to us.”
                "'No,' he said," she said.                  | “‘No,’ he said,” she said.
                ("quoted")                                  | (“quoted”)
                the council's plan, the workers' rights     | the council’s plan, the workers’ rights
                It's the '90s, rock 'n' roll, 'tis said     | It’s the ’90s, rock ’n’ roll, ’tis said
                'A whole quotation', it said                | ‘A whole quotation’, it said
                She waited--then left.                      | She waited—then left.
                "Wait--" he said. "--no."                   | “Wait—” he said. “—no.”
                well-known, pages 10-12                     | well-known, pages 10-12
                And then...                                 | And then…
                He is 6'2" tall                             | He is 6′2″ tall
                "Catch 22" is a book                        | “Catch 22” is a book
                """)
        void typing_becomes_type(String typed, String set) {
            assertThat(english.set(typed)).isEqualTo(set);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "“So we rowed,” says Maren Tveit—who kept the harbor.",
                    "See https://example.org/it's--here?q=a and write to o'brien@example.org",
                    "A ‘quiet’ room, the council’s own …",
                    "Four dots....",
                    "-----"
                })
        void what_is_right_already_stays(String text) {
            assertThat(english.set(text)).isEqualTo(text);
        }
    }

    @Nested
    class In_Russian {
        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                Паром "Сула" вышел в 6:50.            | Паром «Сула» вышел в 6:50.
                "Мы читаем "Меридиан" утром", - пишет | «Мы читаем „Меридиан“ утром»,\u00A0— пишет
                Москва -- столица                     | Москва\u00A0— столица
                Москва - столица                      | Москва\u00A0— столица
                Москва — столица                      | Москва\u00A0— столица
                кто-нибудь и по-русски                | кто-нибудь и по-русски
                - Кто там?                            | - Кто там?
                — Кто там?                            | —\u00A0Кто там?
                О'Генри                               | О’Генри
                """)
        void typing_becomes_type(String typed, String set) {
            assertThat(russian.set(typed)).isEqualTo(set);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "«Мы читаем „Меридиан“ каждый день»\u00A0— так и сказал",
                    "2019—2026",
                    "https://пример.рф/а-б"
                })
        void what_is_right_already_stays(String text) {
            assertThat(russian.set(text)).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"One 'two' three\" -- four... it's \"5\" o'clock",
                "\"\" '' \" ' \"\"\" '''",
                "Он сказал: \"Читайте \"Меридиан\" -- и точка\" - да"
            })
    void setting_twice_changes_nothing(String text) {
        var once = english.set(text);
        var eins = russian.set(text);

        assertThat(english.set(once)).isEqualTo(once);
        assertThat(russian.set(eins)).isEqualTo(eins);
    }
}

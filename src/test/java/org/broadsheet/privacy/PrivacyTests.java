package org.broadsheet.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivacyTests {
    private static final PersonalColumn EMAIL =
            new PersonalColumn("members.member.email_sealed", "to write", "for ever");
    private static final PersonalColumn NAME = new PersonalColumn("members.member.name_sealed", "to greet", "for ever");

    private final Privacy privacy = new Privacy(new PrivacySettings(Keyset.generate()));

    @Nested
    class A_sealed_column {
        @Test
        void opens_as_what_it_was() {
            assertThat(privacy.open(NAME, privacy.seal(NAME, "Элиф Ö."))).isEqualTo("Элиф Ö.");
        }

        @Test
        void shows_nothing_of_what_is_in_it_and_is_never_twice_the_same() {
            var once = privacy.seal(EMAIL, "elif@example.org");
            var again = privacy.seal(EMAIL, "elif@example.org");

            assertThat(new String(once, StandardCharsets.ISO_8859_1)).doesNotContain("elif", "example");
            assertThat(once).isNotEqualTo(again);
        }

        @Test
        void does_not_open_in_another_columns_place() {
            var sealed = privacy.seal(EMAIL, "elif@example.org");

            assertThatThrownBy(() -> privacy.open(NAME, sealed)).isInstanceOf(IllegalStateException.class);
        }

        @Test
        void does_not_open_once_a_bit_has_changed() {
            var sealed = privacy.seal(EMAIL, "elif@example.org");
            sealed[sealed.length - 1] ^= 1;

            assertThatThrownBy(() -> privacy.open(EMAIL, sealed)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Nested
    class The_blind_index {
        @Test
        void finds_the_same_mailbox_whatever_its_case() {
            assertThat(privacy.blindIndex(new EmailAddress("Elif@Example.ORG")))
                    .isEqualTo(privacy.blindIndex(new EmailAddress("elif@example.org")));
        }

        @Test
        void tells_nothing_without_the_key() {
            var other = new Privacy(new PrivacySettings(Keyset.generate()));

            assertThat(privacy.blindIndex(new EmailAddress("elif@example.org")))
                    .isNotEqualTo(other.blindIndex(new EmailAddress("elif@example.org")));
        }
    }

    @Nested
    class A_signature {
        @Test
        void gives_the_text_back() {
            assertThat(privacy.verify("supporter", privacy.sign("supporter", "2027-01-23")))
                    .contains("2027-01-23");
        }

        @Test
        void holds_for_its_purpose_alone() {
            assertThat(privacy.verify("unsubscribe", privacy.sign("supporter", "2027-01-23")))
                    .isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", ".", "abc", "abc.def", "MjAyNw.", "%%%.%%%"})
        void cannot_be_made_up(String forged) {
            assertThat(privacy.verify("supporter", forged)).isEmpty();
        }

        @Test
        void does_not_cover_another_text() {
            var signed = privacy.sign("supporter", "2027-01-23");
            var other = privacy.sign("supporter", "2099-01-01");

            assertThat(privacy.verify(
                            "supporter",
                            other.substring(0, other.indexOf('.')) + signed.substring(signed.indexOf('.'))))
                    .isEmpty();
        }
    }

    @Test
    void what_is_no_keyset_is_refused_without_repeating_it() {
        assertThatThrownBy(() -> Keyset.parse("very-secret.but-wrong"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Not a keyset");
    }

    @Nested
    class An_address {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "elif@example.org",
                    "e.l+if@sub.example.co.uk",
                    "елена@почта.рф",
                    "o'neil@example.org",
                    " elif@example.org "
                })
        void may_be_any_that_people_have(String typed) {
            assertThat(EmailAddress.find(typed)).isPresent();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "elif",
                    "elif@",
                    "@example.org",
                    "elif@example",
                    "elif@@example.org",
                    "elif@example..org",
                    "el if@example.org",
                    "elif@example.org, other@example.org",
                    "elif@example.org\nBcc: all@example.org",
                    "<elif@example.org>",
                    ".elif@example.org"
                })
        void is_none_where_a_mail_could_go_astray(String typed) {
            assertThat(EmailAddress.find(typed)).isEmpty();
        }

        @Test
        void prints_hidden() {
            assertThat(new EmailAddress("elif@example.org"))
                    .asString()
                    .doesNotContain("elif")
                    .doesNotContain("example");
            assertThat(new EmailAddress("elif@example.org").masked()).isEqualTo("e***@example.org");
        }
    }

    @Test
    void tokens_are_long_and_never_the_same_and_print_hidden() {
        var token = Token.random();

        assertThat(token.value()).hasSize(43);
        assertThat(token).isNotEqualTo(Token.random());
        assertThat(token).asString().doesNotContain(token.value());
        assertThat(Token.find(token.value()).orElseThrow().hash()).isEqualTo(token.hash());
        assertThat(Token.find(token.value() + "x")).isEmpty();
    }
}

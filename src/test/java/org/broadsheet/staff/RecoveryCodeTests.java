package org.broadsheet.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecoveryCodeTests {

    @Test
    void what_is_shown_is_read_again() {
        for (int i = 0; i < 1000; i++) {
            var code = RecoveryCode.random();
            assertThat(code.shown()).matches("([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}");
            assertThat(RecoveryCode.find(code.shown())).contains(code);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ABCD-1230-0110-WXYZ",
                "  abcd 123o 0iLo wxyz ",
                "abcd-123O-oIl0\twxyz",
                "ABCD–1230—0110‑WXYZ",
                "ABCD12300110WXYZ\n"
            })
    void paper_and_people_are_forgiven(String typed) {
        assertThat(RecoveryCode.find(typed)).contains(new RecoveryCode("ABCD12300110WXYZ"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ABCD",
                "ABCD-1230-0110-WXY",
                "ABCD-1230-0110-WXYZ-1",
                "ABCD-1230-0110-WXYU",
                "АBCD-1230-0110-WXYZ"
            })
    void anything_else_is_no_code(String typed) {
        assertThat(RecoveryCode.find(typed)).isEmpty();
    }

    @Test
    void no_two_are_alike_and_none_is_printed() {
        var codes = Stream.generate(RecoveryCode::random).limit(10_000).collect(Collectors.toSet());
        assertThat(codes).hasSize(10_000);
        assertThat(codes.iterator().next()).hasToString("RecoveryCode[hidden]");
    }
}

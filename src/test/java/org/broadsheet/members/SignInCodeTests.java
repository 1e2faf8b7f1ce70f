package org.broadsheet.members;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class SignInCodeTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AB3D-EFGH",
                "ab3d-efgh",
                "AB3DEFGH",
                " ab3d efgh ",
                "A B 3 D - E F G H",
                "AB3D–EFGH",
                "AB3D—EFGH",
                "ab3d\u00a0efgh",
                "АВ3D-ЕFGН",
                "ав3d-еfgн",
            })
    void however_it_is_written_it_is_the_same_code(String typed) {
        assertThat(SignInCode.read(typed)).map(SignInCode::value).hasValue("AB3DEFGH");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "AB3D-EFG",
                "AB3D-EFGHJ",
                "AB0D-EFGH",
                "AB1D-EFGH",
                "ABID-EFGH",
                "ABOD-EFGH",
                "ABЖD-EFGH",
                "AB3D-EFG\u0000",
                "٣٣٣٣٣٣٣٣",
                "' or 1=1",
                "                                                                 AB3DEFGH",
            })
    void what_cannot_be_one_is_none(String typed) {
        assertThat(SignInCode.read(typed)).isEmpty();
    }

    @Test
    void codes_are_random_typable_and_never_printed() {
        var seen = new HashSet<String>();
        for (int i = 0; i < 10_000; i++) {
            var code = SignInCode.random();
            seen.add(code.value());
            assertThat(SignInCode.read(code.shown())).contains(code);
        }
        assertThat(seen).hasSize(10_000);
        assertThat(SignInCode.random().toString()).isEqualTo("SignInCode[hidden]");
        assertThat(SignInCode.ALPHABET)
                .doesNotContain("0", "1", "I", "L", "O", "U")
                .hasSize(30);
    }
}

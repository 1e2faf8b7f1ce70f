package org.broadsheet.members;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPathTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/account",
                "/account/support",
                "/articles/three-islands-bought-a-ferry",
                "/support?frequency=monthly&amount=500",
                "/desk/reports/supporters",
            })
    void our_own_paths_pass(String path) {
        assertThat(LocalPath.find(path)).map(LocalPath::value).hasValue(path);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "//evil.example",
                "///evil.example",
                "////evil.example",
                "/\\evil.example",
                "\\/evil.example",
                "\\\\evil.example",
                "/\\/evil.example",
                "https://evil.example",
                "HTTPS://evil.example",
                "http:evil.example",
                "https:/evil.example",
                "https:\\\\evil.example",
                "evil.example",
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "data:text/html,x",
                "/\t/evil.example",
                "/\n/evil.example",
                "/\r/evil.example",
                "\t//evil.example",
                " //evil.example",
                "/ /evil.example",
                "/%2fevil.example",
                "/%2f%2fevil.example",
                "/%5cevil.example",
                "/%09/evil.example",
                "/.//evil.example",
                "/..//evil.example",
                "/../evil",
                "/./evil",
                "/account//evil.example",
                "/account/../../evil",
                "/account\r\nLocation: https://evil.example",
                "/account\u0000",
                "/account#@evil.example",
                "/@evil.example",
                "/;@evil.example",
                "/:80",
                "@evil.example",
                "/account?to=//evil.example",
                "/account?to=https:evil",
                "/\u2215evil.example",
                "/\uff0fevil.example",
                "\u202e/tnuocca",
                "/аккаунт",
                "account",
                "?to=/account",
                "/account/",
                "/sign-in",
                "/sign-in/abc",
                "/sign-in?to=/account",
                "/sign-out",
                "/claim/abc",
                "/desk/setup/abc",
                "/error",
            })
    void whatever_could_lead_elsewhere_does_not(String path) {
        assertThat(LocalPath.find(path)).isEmpty();
    }

    @Test
    void a_path_without_end_does_not_pass() {
        assertThat(LocalPath.find("/" + "a".repeat(300))).isEmpty();
    }
}

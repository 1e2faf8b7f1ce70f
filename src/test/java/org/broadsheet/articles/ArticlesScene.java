package org.broadsheet.articles;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.broadsheet.FormToken;
import org.broadsheet.TestParts;
import org.broadsheet.publication.SecurityHeaders;
import org.broadsheet.publication.SiteCookies;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The paper as readers and editors meet it: every filter, real PostgreSQL, the demo newsroom. */

/** The demo newsroom, its readers and an editor. */
@SpringBootTest(properties = {"broadsheet.demo=true"})
@AutoConfigureMockMvc
@ContextConfiguration(initializers = TestParts.class)
@Import(ArticlesTests.Supporters.class)
abstract class ArticlesScene {
    static final String FERRY = "/articles/three-islands-bought-a-ferry";
    static final String EDITOR = "01931f3e-0000-7000-8000-000000000001";
    static final Pattern PICTURE = Pattern.compile("/media/[0-9a-f]{64}/[a-z0-9-]+\\.svg");

    @Autowired
    MockMvcTester mvc;

    @Autowired
    Newsdesk desk;

    @Autowired
    EditionStore editions;

    @Autowired
    SecurityHeaders headers;

    @Autowired
    SiteCookies cookies;

    @Autowired
    JdbcClient sql;

    /** Stands in for the module that knows supporters. */
    @TestConfiguration
    static class Supporters {
        @Bean
        AudienceCheck cookieOfTheTest() {
            return request -> request.getHeader("Test-Supporter") == null ? Audience.READER : Audience.SUPPORTER;
        }
    }

    MvcTestResult asEditor(String path) {
        return mvc.get().uri(path).with(user(EDITOR).roles("EDITOR")).exchange();
    }

    static org.springframework.test.web.servlet.request.MockMultipartHttpServletRequestBuilder form(String path) {
        var form = org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart(path);
        form.with(user(EDITOR).roles("EDITOR")).with(FormToken.sent());
        form.param("language", "en").param("version", "0");
        return form;
    }

    static org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder post(String path) {
        return org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post(path)
                .with(user(EDITOR).roles("EDITOR"))
                .with(FormToken.sent());
    }

    UUID section() {
        return desk.sections(Locale.ENGLISH).stream()
                .filter(each -> each.slug().equals("news"))
                .findFirst()
                .orElseThrow()
                .id();
    }

    Draft draft(String headline, String body) {
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

    static Draft changed(Draft draft, UUID id, int version) {
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

    static UUID saved(Newsdesk.Saving saving) {
        return ((Newsdesk.Saving.Saved) saving).id();
    }

    static MockHttpServletResponse response(MvcTestResult result) {
        return result.getResponse();
    }

    static String text(MockHttpServletResponse response) {
        return new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    static byte[] png() throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }
}

package org.broadsheet.members;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.broadsheet.Background;
import org.broadsheet.TestParts;
import org.broadsheet.local.LocalMail;
import org.broadsheet.local.MailFolder;
import org.broadsheet.privacy.EmailAddress;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Somebody with an account, her browser, and her mailbox. */
@SpringBootTest
@AutoConfigureMockMvc
@ContextConfiguration(initializers = TestParts.class)
abstract class SignInScene {
    static final Pattern LINK = Pattern.compile("http://localhost:8080((?:/ru)?/sign-in/[A-Za-z0-9_-]{43})");
    static final Pattern CODE = Pattern.compile("(?m)^ +([2-9A-Z]{4}-[2-9A-Z]{4})\\s*$");
    static final String SESSION = "session-8080";
    static int people;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    Members members;

    @Autowired
    MailFolder mails;

    @Autowired
    JdbcClient sql;

    @Autowired
    Background background;

    EmailAddress marta;
    MemberId martasId;
    Browser laptop;

    @BeforeEach
    void someone_with_an_account() {
        marta = new EmailAddress("marta" + ++people + "@example.org");
        martasId = members.memberFor(marta, "Marta", Locale.ENGLISH);
        laptop = new Browser(mvc);
    }

    void signIn(Browser browser) {
        int before = mails.newest(500).size();
        browser.post("/sign-in", "email", marta.value());
        var mail = mailTo(marta, before);
        assertThat(browser.post(linkIn(mail))).hasStatus3xxRedirection();
    }

    MvcTestResult replay(Cookie session) {
        var thief = new Browser(mvc);
        thief.put(session);
        return thief.get("/account");
    }

    long sessionsOf(MemberId member) {
        return sql.sql("select count(*) from public.spring_session where principal_name = :name")
                .param("name", member.value().toString())
                .query(Long.class)
                .single();
    }

    String linkFor(Browser browser) {
        browser.post("/sign-in", "email", marta.value());
        return linkIn(mailTo(marta));
    }

    LocalMail mailTo(EmailAddress address) {
        return mailTo(address, 0);
    }

    /** The newest one to this address among those that came after the first {@code seen}. */
    LocalMail mailTo(EmailAddress address, int seen) {
        return await(all -> all.subList(0, Math.max(0, all.size() - seen)).stream()
                .filter(each -> each.to().equals(address.value()))
                .findFirst());
    }

    LocalMail mailAfter(LocalMail older) {
        return await(all -> all.stream()
                .filter(each -> each.to().equals(older.to()) && !each.id().equals(older.id()))
                .findFirst());
    }

    private LocalMail await(Function<List<LocalMail>, Optional<LocalMail>> choice) {
        return Awaitility.await("a mail")
                .until(() -> choice.apply(mails.newest(500)), Optional::isPresent)
                .orElseThrow();
    }

    static String linkIn(LocalMail mail) {
        return first(LINK, mail.text());
    }

    static String codeIn(LocalMail mail) {
        return first(CODE, mail.text());
    }

    private static String first(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group(1);
    }

    /** Apart from the second in which they were made: two requests may lie on both sides of one. */
    static TreeMap<String, List<String>> headers(MockHttpServletResponse response) {
        var all = new TreeMap<String, List<String>>();
        for (var name : response.getHeaderNames())
            all.put(
                    name,
                    response.getHeaders(name).stream()
                            .map(value -> value.replaceAll("Expires=[^;]+", "Expires=soon"))
                            .toList());
        return all;
    }

    static String withoutToken(MockHttpServletResponse response) throws Exception {
        return response.getContentAsString().replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "");
    }
}

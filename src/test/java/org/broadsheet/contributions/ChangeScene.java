package org.broadsheet.contributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.broadsheet.SandboxBuyer;
import org.broadsheet.TestPartsWithSandbox;
import org.broadsheet.local.MailFolder;
import org.broadsheet.members.Claim;
import org.broadsheet.members.Member;
import org.broadsheet.members.MemberId;
import org.broadsheet.members.MemberSessions;
import org.broadsheet.members.Members;
import org.broadsheet.money.Money;
import org.broadsheet.payments.Payments;
import org.broadsheet.privacy.EmailAddress;
import org.broadsheet.privacy.Token;
import org.broadsheet.publication.Frequency;
import org.broadsheet.publication.Publication;
import org.broadsheet.publication.SiteCookies;
import org.broadsheet.sandbox.Sandbox;
import org.junit.jupiter.api.BeforeEach;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.bean.override.mockito.MockReset;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Somebody signed in who gives five euros a month, the pages, and a Stripe that is the sandbox. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
@ContextConfiguration(initializers = TestPartsWithSandbox.class)
abstract class ChangeScene {
    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient sql;

    @Autowired
    SiteCookies cookies;

    @Autowired
    Contributions contributions;

    @Autowired
    ContributionStore store;

    @Autowired
    PromiseStore promises;

    @Autowired
    Payments payments;

    @Autowired
    Changes changes;

    @Autowired
    Publication publication;

    @Autowired
    MailFolder mails;

    @Autowired
    Sandbox sandbox;

    @Autowired
    java.time.Clock clock;

    @Value("${broadsheet.base-url}")
    String site;

    @Value("${broadsheet.stripe.webhook-secrets}")
    String secret;

    /** Told once what to say: jobs ask it in the background, and must not come between the telling. */
    @MockitoBean(reset = MockReset.NONE)
    Members members;

    private static final Set<Members> TOLD = Collections.newSetFromMap(new IdentityHashMap<>());
    private static volatile MemberId somebody = new MemberId(UUID.randomUUID());
    private static volatile EmailAddress somewhere = new EmailAddress("nobody@example.org");
    static volatile Optional<MemberId> signedIn = Optional.empty();

    MemberId elif;
    EmailAddress address;
    Wires wires;

    @BeforeEach
    void elif_is_signed_in() {
        wires = new Wires(sandbox.address(), site, secret);
        elif = new MemberId(UUID.randomUUID());
        address = new EmailAddress("elif-" + UUID.randomUUID() + "@example.org");
        somebody = elif;
        somewhere = address;
        signedIn = Optional.of(elif);
        if (TOLD.add(members)) {
            when(members.memberFor(any(), any(), any())).then(call -> somebody);
            when(members.find(any()))
                    .then(call -> Optional.of(new Member(
                            somebody, somewhere, "Elif", Locale.ENGLISH, true, Instant.parse("2026-11-23T09:00:00Z"))));
            when(members.inviteToClaim(any(), any())).then(call -> new Claim(Token.random(), "ABCD-EFGH"));
            when(members.signedIn()).then(call -> signedIn);
        }
        Mockito.clearInvocations(members);
    }

    Contribution gives(Frequency frequency, long minor) {
        var form = Token.random();
        var gift = new Gift(
                frequency, Money.of(minor, "EUR"), Money.of(0, "EUR"), address, "Elif", Locale.ENGLISH, null, null);
        var start = contributions.start(gift, form, Token.random());
        assertThat(start).isInstanceOf(Start.Pay.class);
        assertThat(wires.buyer().pay(((Start.Pay) start).page(), SandboxBuyer.GOOD_CARD))
                .isEqualTo(303);
        var promise =
                promises.latest(form.value(), gift.contentHash()).orElseThrow().id();
        payments.refresh(promise);
        Awaitility.await("the gift arrives")
                .atMost(Duration.ofSeconds(20))
                .until(() -> store.ofPromise(promise)
                        .filter(each -> each.startedAt() != null)
                        .isPresent());
        wires.untilAllIsSent();
        return store.ofPromise(promise).orElseThrow();
    }

    Contribution now(Contribution contribution) {
        return store.find(contribution.id()).orElseThrow();
    }

    /** Chooses on the page, reads what is taken when, and confirms. */
    String confirms(Contribution contribution, String what) {
        var preview = get("/account/support/" + contribution.id() + "/" + what);
        assertThat(preview).hasStatusOk();
        var page = html(preview);
        assertThat(post(contribution, path(what), hiddenOf(page))).hasStatus(303);
        return page;
    }

    MvcTestResult post(Contribution contribution, String what, Map<String, String> hidden) {
        var shown = get("/support");
        var request = mvc.post()
                .uri("/account/support/" + contribution.id() + "/" + what)
                .param("_csrf", hidden(html(shown), "_csrf"))
                .with(signedIn())
                .cookie(shown.getResponse().getCookie(cookies.name("csrf")));
        hidden.forEach(request::param);
        return request.exchange();
    }

    static Map<String, String> hiddenOf(String page) {
        var hidden = new java.util.LinkedHashMap<String, String>();
        Pattern.compile("type=\"hidden\" name=\"([a-z]+)\" value=\"([^\"]*)\"")
                .matcher(page)
                .results()
                .forEach(each -> hidden.put(each.group(1), each.group(2)));
        return hidden;
    }

    static String hidden(String page, String name) {
        var input = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
        assertThat(input.find()).as(name).isTrue();
        return input.group(1);
    }

    private static String path(String what) {
        return what.split("\\?", 2)[0];
    }

    MvcTestResult get(String address) {
        return mvc.get().uri(URI.create(address)).with(signedIn()).exchange();
    }

    private static RequestPostProcessor signedIn() {
        return user("elif").authorities(new SimpleGrantedAuthority(MemberSessions.MEMBER));
    }

    static String html(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
        } catch (java.io.UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }

    Change latest(Contribution contribution) {
        return changes.latest(contribution.id()).orElseThrow();
    }

    void untilDone(Contribution contribution) {
        Awaitility.await("what was asked for is done")
                .atMost(Duration.ofSeconds(30))
                .until(() -> latest(contribution).state() == Change.State.DONE);
    }

    List<String> history(Contribution contribution) {
        return sql.sql("""
                select concat_ws(' ', kind, from_state, to_state, asked_by_kind, command_id is not null)
                  from contributions.contribution_event
                 where contribution_id = :id
                 order by event_id
                """).param("id", contribution.id()).query(String.class).list();
    }

    String mail(String title) {
        return Awaitility.await("a mail: " + title)
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> mails.newest(500).stream()
                                .filter(each -> each.to().equals(address.value())
                                        && each.subject().contains(title))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow()
                .text();
    }

    /** The days of the next charges in words, the first one so many months after the contribution began. */
    List<String> days(Contribution contribution, int first, int step) {
        ZoneId zone = publication.newsroom().zone();
        var began = LocalDate.ofInstant(java.util.Objects.requireNonNull(contribution.startedAt()), zone);
        var days = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            days.add(DateWords.full(began.plusMonths(first + (long) i * step), Locale.ENGLISH));
        }
        return days;
    }
}

package org.broadsheet.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.broadsheet.FormToken;
import org.broadsheet.TestParts;
import org.broadsheet.members.MemberSessions;
import org.broadsheet.privacy.Token;
import org.broadsheet.staff.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every route that there is, against everybody who may not. What is new is closed, or this fails. */
@SpringBootTest
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
@ContextConfiguration(initializers = TestParts.class)
class DoorsTests {
    private static final Set<String> DESK_DOORS = Set.of("/desk/sign-in", "/desk/setup", "/desk/recover");
    private static final Set<String> MACHINES = Set.of("/webhooks/stripe", "/appeal-views", "/unsubscribe/{token}");

    @Autowired
    MockMvcTester mvc;

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Test
    void the_desk_does_not_open_to_anybody_from_the_street() {
        var routes = routes("/desk");
        assertThat(routes).as("the desk has routes at all").isNotEmpty();
        routes.forEach((path, methods) -> methods.forEach(method -> {
            var answer = mvc.perform(mvc.method(method).uri(path).with(FormToken.sent()));
            assertThat(answer).as(method + " " + path).hasStatus(302);
            assertThat(answer.getResponse().getHeader("Location"))
                    .as(method + " " + path)
                    .isEqualTo("/desk/sign-in");
        }));
    }

    @Test
    void for_a_member_without_a_role_the_desk_is_not_there() {
        routes("/desk")
                .forEach((path, methods) -> methods.stream()
                        .forEach(method -> assertThat(mvc.perform(mvc.method(method)
                                        .uri(path)
                                        .with(FormToken.sent())
                                        .with(user(UUID.randomUUID().toString())
                                                .authorities(new SimpleGrantedAuthority(MemberSessions.MEMBER)))))
                                .as(method + " " + path)
                                .hasStatus(404)));
    }

    @Test
    void an_account_opens_to_its_member_alone() {
        var routes = routes("/account");
        assertThat(routes).isNotEmpty();
        routes.forEach((path, methods) -> methods.forEach(method -> {
            var answer = mvc.perform(mvc.method(method).uri(path).with(FormToken.sent()));
            assertThat(answer).as(method + " " + path).hasStatus(302);
            assertThat(answer.getResponse().getHeader("Location")).startsWith("/sign-in");
        }));
    }

    /** Who reaches which part of the desk, whether or not a page is there yet: 404 comes from the door or from behind it. */
    @Test
    void each_role_opens_its_own_part_of_the_desk() {
        var matrix = new LinkedHashMap<String, Set<Role>>();
        matrix.put("/desk/articles/none", Set.of(Role.EDITOR, Role.OWNER));
        matrix.put("/desk/appeals/none", Set.of(Role.EDITOR, Role.OWNER));
        matrix.put("/desk/supporters/none", Set.of(Role.CARE, Role.FINANCE, Role.OWNER));
        matrix.put("/desk/reports/none", Set.of(Role.CARE, Role.FINANCE, Role.OWNER));
        matrix.put("/desk/ledger/none/none/none", Set.of(Role.CARE, Role.FINANCE, Role.OWNER));
        matrix.put("/desk/inbox/none/none/none", Set.of(Role.FINANCE, Role.OWNER));
        matrix.put("/desk/disputes/none", Set.of(Role.FINANCE, Role.OWNER));
        matrix.put("/desk/statements", Set.of(Role.FINANCE, Role.OWNER));
        matrix.put("/desk/refunds/none", Set.of(Role.FINANCE, Role.OWNER));
        matrix.put("/desk/staff/none", Set.of(Role.OWNER));
        matrix.put("/desk/settings", Set.of(Role.OWNER));
        matrix.put("/desk/never-heard-of", Set.of(Role.OWNER));
        matrix.forEach((path, may) -> {
            for (var role : Role.values()) {
                var answer = mvc.perform(mvc.get()
                        .uri(path)
                        .with(user(UUID.randomUUID().toString())
                                .authorities(
                                        new SimpleGrantedAuthority(MemberSessions.MEMBER),
                                        new SimpleGrantedAuthority(role.authority()))));
                boolean refused =
                        answer.getRequest().getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE) == null;
                assertThat(refused).as(role + " at " + path).isEqualTo(!may.contains(role));
            }
        });
    }

    @Test
    void nothing_changes_without_the_token_of_its_form() {
        var open = new TreeSet<String>();
        all().forEach((path, methods) -> methods.stream()
                .filter(method -> !Set.of("GET", "HEAD", "OPTIONS", "TRACE").contains(method.name()))
                .filter(method ->
                        mvc.perform(mvc.method(method).uri(path)).getResponse().getStatus() != 403)
                .forEach(method -> open.add(method + " " + path)));
        assertThat(open)
                .allSatisfy(route -> assertThat(MACHINES.stream().map(each -> "POST " + filled(each)))
                        .contains(route));
    }

    @Test
    void no_page_makes_a_session_for_a_stranger() {
        all().forEach((path, methods) -> {
            if (methods.contains(HttpMethod.GET)) {
                var answer = mvc.perform(mvc.get().uri(path));
                assertThat(answer.getResponse().getCookie("session-8080"))
                        .as(path)
                        .isNull();
            }
        });
    }

    private Map<String, Set<HttpMethod>> routes(String under) {
        return all().entrySet().stream()
                .filter(each -> each.getKey().equals(under) || each.getKey().startsWith(under + "/"))
                .filter(each -> DESK_DOORS.stream().noneMatch(each.getKey()::startsWith))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
    }

    private Map<String, Set<HttpMethod>> all() {
        var routes = new TreeMap<String, Set<HttpMethod>>();
        requestMappingHandlerMapping.getHandlerMethods().keySet().forEach(mapping -> {
            var methods = mapping.getMethodsCondition().getMethods().isEmpty()
                    ? Set.of(RequestMethod.GET, RequestMethod.POST)
                    : mapping.getMethodsCondition().getMethods();
            for (var pattern : mapping.getPatternValues()) {
                if (!pattern.equals("/error")) {
                    routes.computeIfAbsent(filled(pattern), key -> new java.util.HashSet<>())
                            .addAll(methods.stream()
                                    .map(RequestMethod::asHttpMethod)
                                    .toList());
                }
            }
        });
        return routes;
    }

    private static String filled(String pattern) {
        return pattern.replaceAll("\\{token}", Token.random().value().replaceAll(".", "a"))
                .replaceAll("\\{[^}/]+?(?::[^/]*)?}(?=/|$)", "none");
    }
}

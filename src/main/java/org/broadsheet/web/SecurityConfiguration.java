package org.broadsheet.web;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.broadsheet.members.MemberSessions;
import org.broadsheet.publication.SiteCookies;
import org.broadsheet.staff.StaffSecurity;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who may ask for what. The site is public; accounts are their member's; the desk is closed unless a rule opens a part of it to a
 * role. There is no password, no form, no basic authentication and no default page: the only ways in are those of members and staff.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final String CSRF_COOKIE = "csrf";

    /** What machines post to, each by its whole path: a signature or a token of its own stands in for ours. */
    private static final RequestMatcher[] MACHINES = {
        pathPattern(HttpMethod.POST, "/webhooks/stripe"),
        pathPattern(HttpMethod.POST, "/appeal-views"),
        pathPattern(HttpMethod.POST, "/unsubscribe/{token}"),
    };

    @Bean
    SecurityFilterChain rules(
            HttpSecurity http,
            StaffSecurity staff,
            MemberSessions sessions,
            CookieCsrfTokenRepository csrf,
            Refusals refusals) {
        staff.apply(http);
        return http.authorizeHttpRequests(
                        rules -> rules.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                                .permitAll()
                                .requestMatchers("/account/**")
                                .hasAuthority(MemberSessions.MEMBER)
                                .anyRequest()
                                .permitAll())
                .csrf(forgery -> forgery.csrfTokenRepository(csrf).ignoringRequestMatchers(MACHINES))
                .securityContext(context -> context.securityContextRepository(sessions))
                .sessionManagement(AbstractHttpConfigurer::disable)
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .headers(headers -> headers.defaultsDisabled().addHeaderWriter(SecurityConfiguration::keepNothing))
                .logout(AbstractHttpConfigurer::disable)
                .addFilterBefore(
                        (request, response, chain) -> dropDeadCookie(
                                sessions, (HttpServletRequest) request, (HttpServletResponse) response, chain),
                        AuthorizationFilter.class)
                .build();
    }

    /** Its cookie is set when a page writes the token into a form, and at no other time. */
    @Bean
    CookieCsrfTokenRepository csrfTokens(SiteCookies cookies) {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName(cookies.name(CSRF_COOKIE));
        tokens.setHeaderName("X-CSRF-TOKEN");
        tokens.setCookiePath("/");
        tokens.setCookieCustomizer(
                cookie -> cookie.httpOnly(true).secure(cookies.secure()).sameSite("Lax"));
        return tokens;
    }

    /** Nobody has a password; its being here keeps Spring Boot from making up a user. */
    @Bean
    UserDetailsService noPasswords() {
        return name -> {
            throw new UsernameNotFoundException("Nobody signs in by name");
        };
    }

    /** Unless whoever answers says otherwise, an answer is for one person and for now. */
    private static void keepNothing(HttpServletRequest request, HttpServletResponse response) {
        if (!response.containsHeader(HttpHeaders.CACHE_CONTROL)
                && response.getStatus() != HttpServletResponse.SC_NOT_MODIFIED) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }

    private static void dropDeadCookie(
            MemberSessions sessions, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws java.io.IOException, jakarta.servlet.ServletException {
        sessions.dropDeadCookie(request, response);
        chain.doFilter(request, response);
    }
}

package org.broadsheet.contributions;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.filter.OncePerRequestFilter;

@Configuration
class SecurityUntilWebIsThere {
    @Bean
    SecurityFilterChain open(HttpSecurity http) {
        return http.authorizeHttpRequests(all -> all.anyRequest().permitAll()).build();
    }

    @Bean
    FilterRegistrationBean<OncePerRequestFilter> prefix() {
        var filter = new FilterRegistrationBean<OncePerRequestFilter>(new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                boolean ru = request.getRequestURI().startsWith("/ru/");
                chain.doFilter(
                        new HttpServletRequestWrapper(request) {
                            @Override
                            public String getRequestURI() {
                                return ru ? super.getRequestURI().substring(3) : super.getRequestURI();
                            }

                            @Override
                            public String getServletPath() {
                                return ru && super.getServletPath().startsWith("/ru")
                                        ? super.getServletPath().substring(3)
                                        : super.getServletPath();
                            }

                            @Override
                            public Locale getLocale() {
                                return ru ? Locale.of("ru") : Locale.ENGLISH;
                            }
                        },
                        response);
            }
        });
        filter.setOrder(-1000);
        return filter;
    }
}

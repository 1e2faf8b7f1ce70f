package org.broadsheet.members;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.session.SessionIdGenerator;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

/** Sessions hold a line of text and nothing else: no Java object is ever read back from the database. */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {
    private static final int ID_BYTES = 27;

    /** 216 bits, which fill the 36 characters of Spring Session's column. */
    @Bean
    SessionIdGenerator sessionIds() {
        var random = new SecureRandom();
        return () -> {
            var bytes = new byte[ID_BYTES];
            random.nextBytes(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        };
    }

    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> ownSessionIds(SessionIdGenerator ids) {
        return sessions -> sessions.setSessionIdGenerator(ids);
    }

    @Bean(defaultCandidate = false)
    ConversionService springSessionConversionService() {
        var service = new GenericConversionService();
        service.addConverter(Object.class, byte[].class, SessionConfiguration::write);
        service.addConverter(byte[].class, Object.class, bytes -> new String(bytes, StandardCharsets.UTF_8));
        return service;
    }

    private static byte[] write(Object value) {
        if (value instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        throw new IllegalArgumentException("A session holds text only, not " + value.getClass());
    }
}

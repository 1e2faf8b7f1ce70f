package org.broadsheet;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * Two clocks. The product's ({@code Clock}) tells which day it is for promises, charges and reports, and follows the sandbox's
 * where there is one. The wall's ({@code @Qualifier("wall")}) is for signatures, tokens, sessions, limits and retries: nobody may
 * move that.
 */
@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

    @Bean
    @Primary
    Clock clock(ClockSettings settings) {
        return settings.offsetUrl() == null ? Clock.systemUTC() : new FollowedClock(settings.offsetUrl());
    }

    @Bean(defaultCandidate = false)
    Clock wall() {
        return Clock.systemUTC();
    }
}

package org.broadsheet.sandbox;

import javax.sql.DataSource;
import org.broadsheet.sandbox.delivery.Courier;
import org.broadsheet.sandbox.http.HttpConfiguration;
import org.broadsheet.sandbox.listening.Listeners;
import org.broadsheet.sandbox.pages.PagesConfiguration;
import org.broadsheet.sandbox.store.Accounts;
import org.broadsheet.sandbox.store.Faults;
import org.broadsheet.sandbox.store.Idempotency;
import org.broadsheet.sandbox.store.Migrations;
import org.broadsheet.sandbox.store.Outbox;
import org.broadsheet.sandbox.store.SandboxClock;
import org.broadsheet.sandbox.store.TimeMachine;
import org.broadsheet.sandbox.store.Works;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.MessageSourceAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The whole context, named part by part: nothing is scanned for and nothing configures itself unasked. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    ConfigurationPropertiesAutoConfiguration.class,
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    MessageSourceAutoConfiguration.class,
    ThymeleafAutoConfiguration.class,
    TomcatServletWebServerAutoConfiguration.class,
    TransactionAutoConfiguration.class,
    WebMvcAutoConfiguration.class
})
@Import({HttpConfiguration.class, PagesConfiguration.class})
class SandboxConfiguration {

    @Bean
    Address address(Environment environment) {
        return new Address(environment);
    }

    @Bean
    Migrations migrations(DataSource database) {
        return Migrations.run(database);
    }

    @Bean
    SandboxClock clock(JdbcClient sql, Migrations done) {
        return new SandboxClock(sql);
    }

    @Bean
    Faults faults(JdbcClient sql, Migrations done) {
        return new Faults(sql);
    }

    @Bean
    Listeners listeners() {
        return Listeners.found();
    }

    @Bean
    Outbox outbox(JdbcClient sql, Faults faults) {
        return new Outbox(sql, faults);
    }

    @Bean(initMethod = "start")
    Courier courier(Outbox outbox, Listeners listeners) {
        return new Courier(outbox, listeners);
    }

    @Bean
    Works works(
            JdbcClient sql,
            SandboxClock clock,
            Outbox outbox,
            Faults faults,
            PlatformTransactionManager transactions,
            Address address,
            Courier courier) {
        return new Works(sql, clock, outbox, faults, new TransactionTemplate(transactions), address, courier::wake);
    }

    @Bean
    Accounts accounts(JdbcClient sql, Works works) {
        return new Accounts(sql, works);
    }

    @Bean
    Idempotency idempotency(JdbcClient sql, SandboxClock clock) {
        var idempotency = new Idempotency(sql, clock);
        idempotency.forgetUnfinished();
        return idempotency;
    }

    @Bean
    TimeMachine timeMachine(JdbcClient sql, Works works, SandboxClock clock) {
        return new TimeMachine(sql, works, clock);
    }

    @Bean
    Ticking ticking(TimeMachine time) {
        return new Ticking(time);
    }
}

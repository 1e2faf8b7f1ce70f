package org.broadsheet.sandbox;

import java.net.URI;
import java.util.Map;
import org.broadsheet.sandbox.delivery.Courier;
import org.broadsheet.sandbox.store.Accounts;
import org.broadsheet.sandbox.store.TimeMachine;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.web.context.support.StandardServletEnvironment;

/** A stand-in for Stripe on a port of its own: API, payment page, webhooks, and a clock that can be moved. */
public final class Sandbox implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private Sandbox(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static Sandbox start(SandboxSettings settings) {
        var application = new SpringApplication(SandboxConfiguration.class);
        application.setEnvironment(environment(settings));
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        if (loggingIsSetUp())
            application.setListeners(application.getListeners().stream()
                    .filter(listener -> !(listener instanceof LoggingApplicationListener))
                    .toList());
        return new Sandbox(application.run());
    }

    /** What the process was told (a port, a profile, a database) is meant for the product, not for us. */
    private static StandardServletEnvironment environment(SandboxSettings settings) {
        var environment = new StandardServletEnvironment() {
            @Override
            protected void customizePropertySources(MutablePropertySources sources) {
                // Nothing of the process, see above.
            }
        };
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "sandbox",
                        Map.ofEntries(
                                Map.entry("spring.config.name", "sandbox"),
                                Map.entry("spring.application.name", "sandbox"),
                                Map.entry("spring.threads.virtual.enabled", true),
                                Map.entry("spring.datasource.url", settings.jdbcUrl()),
                                Map.entry("spring.datasource.username", settings.username()),
                                Map.entry("spring.datasource.password", settings.password()),
                                Map.entry("spring.datasource.hikari.maximum-pool-size", 10),
                                Map.entry("spring.datasource.hikari.pool-name", "sandbox"),
                                Map.entry("spring.thymeleaf.prefix", "classpath:/sandbox/templates/"),
                                Map.entry("spring.messages.basename", "sandbox/messages"),
                                Map.entry("spring.messages.fallback-to-system-locale", false),
                                Map.entry("spring.mvc.static-path-pattern", "/_sandbox/static/**"),
                                Map.entry("spring.web.resources.static-locations", "classpath:/sandbox/static/"),
                                Map.entry("spring.web.resources.cache.period", "1h"),
                                Map.entry("server.address", "127.0.0.1"),
                                Map.entry("server.port", settings.port()),
                                // Stripe's clients send brackets in queries as they are.
                                Map.entry("server.tomcat.relaxed-query-chars", "[,]"),
                                Map.entry("server.max-http-request-header-size", "64KB"),
                                Map.entry("server.shutdown", "immediate"),
                                Map.entry("server.error.include-message", "never"))));
        return environment;
    }

    private static boolean loggingIsSetUp() {
        return LoggerFactory.getILoggerFactory() instanceof ch.qos.logback.classic.LoggerContext logback
                && logback.getObject(LoggingSystem.class.getName()) != null;
    }

    public URI address() {
        return context.getBean(Address.class).get();
    }

    /** Every account of this sandbox, also one that is first used later, sends all its events there. */
    public void subscribe(URI url, String secret) {
        context.getBean(Accounts.class).subscribe(url.toString(), secret);
    }

    /** Back to an empty sandbox in the present; who has subscribed stays subscribed. */
    public void reset() {
        context.getBean(TimeMachine.class).reset();
        context.getBean(Courier.class).wake();
    }

    @Override
    public void close() {
        context.close();
    }
}

package org.broadsheet.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.broadsheet.LocalParts;
import org.broadsheet.StartRefused;
import org.broadsheet.privacy.Keyset;
import org.broadsheet.privacy.Token;
import org.broadsheet.sandbox.Sandbox;
import org.broadsheet.sandbox.SandboxSettings;
import org.broadsheet.staff.Staff;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Starts what the product needs before the product starts, and tells it where: from there on it runs as it would in production.
 * With a test key of Stripe's own, Stripe's test mode takes the sandbox's place.
 */
public final class LocalMode implements LocalParts {
    private static final Logger LOG = LoggerFactory.getLogger(LocalMode.class);
    private static final String DATABASE = "broadsheet";

    /** Any test key will do: each is an account of its own there. */
    private static final String SANDBOX_KEY = "sk_test_local";

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private @Nullable Sandbox sandbox;

    @Override
    public Map<String, Object> start(Environment environment) {
        var home = Home.open(Path.of(environment.getProperty("broadsheet.home", ".broadsheet")));
        int sitePort = port(environment, "server.port", 8080, "The site");
        int mailboxPort = port(environment, "broadsheet.mailbox.port", 8025, "The mailbox");

        var settings = new LinkedHashMap<String, Object>();
        settings.put("broadsheet.local", true);
        settings.put("broadsheet.demo", true);
        settings.put("broadsheet.home", home.toString());
        settings.put("broadsheet.mailbox.port", mailboxPort);
        settings.put("server.port", sitePort);
        settings.put("broadsheet.base-url", "http://localhost:" + sitePort);
        settings.put("broadsheet.keyset", home.keep("keyset", Keyset::generate));
        var database = database(home, environment, settings);
        mail(home, environment, mailboxPort, settings);
        if (!StringUtils.hasText(environment.getProperty("STRIPE_SECRET_KEY"))) {
            sandbox(home, environment, database, settings);
        }
        return settings;
    }

    @Override
    public void ready(ConfigurableApplicationContext product) {
        var environment = product.getEnvironment();
        var site = URI.create(environment.getRequiredProperty("broadsheet.base-url"));
        if (sandbox != null) {
            sandbox.subscribe(
                    site.resolve("/webhooks/stripe"),
                    environment.getRequiredProperty("broadsheet.stripe.webhook-secrets"));
        }
        LOG.info(
                """

                  Broadsheet runs in local mode. {}

                  Site              {}/
                  Desk, for staff   {}
                  Mailbox           http://localhost:{}/
                  Payments          {}

                  Stop it with Ctrl+C. What it keeps is in {}.
                """,
                sandbox == null ? "Payments go to Stripe's test mode." : "Nothing leaves this machine.",
                site,
                product.getBean(Staff.class).newSetupLink(),
                environment.getRequiredProperty("broadsheet.mailbox.port"),
                sandbox == null ? "Stripe's test mode" : sandbox.address() + "/_sandbox",
                environment.getRequiredProperty("broadsheet.home"));
    }

    @Override
    public void stop() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                LOG.warn("A part of local mode did not stop: {}", e.getClass().getSimpleName());
            }
        }
    }

    private LocalDatabase database(Home home, Environment environment, Map<String, Object> settings) {
        int wanted = environment.getProperty("broadsheet.postgres.port", Integer.class, 0);
        var database = LocalDatabase.start(home.folder("postgres"), wanted);
        running.push(database);
        try {
            database.prepare(DATABASE);
        } catch (SQLException e) {
            throw new StartRefused("The local database cannot be set up: " + e.getMessage());
        }
        settings.put("spring.datasource.url", database.url(DATABASE, "broadsheet_app"));
        settings.put("spring.flyway.url", database.url(DATABASE, "broadsheet_owner"));
        settings.put("broadsheet.database.report-url", database.url(DATABASE, "broadsheet_report"));
        return database;
    }

    private void sandbox(Home home, Environment environment, LocalDatabase database, Map<String, Object> settings) {
        int port = port(environment, "broadsheet.sandbox.port", 12111, "The payment sandbox");
        var started = Sandbox.start(new SandboxSettings(port, database.url(DATABASE), "broadsheet_sandbox", ""));
        running.push(started);
        sandbox = started;
        settings.put("broadsheet.stripe.secret-key", SANDBOX_KEY);
        settings.put("broadsheet.stripe.api-base", started.address());
        settings.put("broadsheet.stripe.checkout-origin", started.address());
        settings.put("broadsheet.stripe.portal-origin", started.address());
        settings.put(
                "broadsheet.stripe.webhook-secrets",
                home.keep("webhook.secret", () -> "whsec_" + Token.random().value()));
        settings.put("broadsheet.clock.offset-url", started.address() + "/_sandbox/clock");
    }

    private void mail(Home home, Environment environment, int mailboxPort, Map<String, Object> settings) {
        int wanted = environment.getProperty("broadsheet.smtp.port", Integer.class, 0);
        int smtpPort = wanted == 0 ? home.keepPort("smtp.port") : wanted;
        var folder = new MailFolder(home.folder("mail"), Clock.systemUTC());
        var mailbox = new LocalMailbox(folder, smtpPort);
        mailbox.start();
        running.push(mailbox);
        try {
            var pages = new MailboxPages(folder, mailboxPort);
            pages.start();
            running.push(pages);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        settings.put("broadsheet.mail.smtp-url", "smtp://localhost:" + smtpPort);
        settings.put("broadsheet.mail.from", "The Meridian <letters@meridian.example>");
    }

    private static int port(Environment environment, String option, int usual, String who) {
        int port = environment.getProperty(option, Integer.class, usual);
        if (port != 0 && !Home.isFree(port)) {
            throw new StartRefused(who + "'s port " + port + " is taken. Give another one: --" + option + "="
                    + (port + 1) + "\n(with mvn: -Dspring-boot.run.arguments=\"--" + option + "=" + (port + 1) + "\")");
        }
        return port;
    }
}

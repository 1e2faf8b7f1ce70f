package org.broadsheet.local;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Starts what the product needs before the product starts, and tells it where: from there on it runs as it would in production.
 * With a test key of Stripe's own, Stripe's test mode takes the sandbox's place.
 */
public final class LocalMode implements LocalParts {
    private static final Logger LOG = LoggerFactory.getLogger(LocalMode.class);
    private static final String DATABASE = "broadsheet";

    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    @Override
    public Map<String, Object> start(Environment environment) {
        var home = Home.open(Path.of(environment.getProperty("broadsheet.home", ".broadsheet")));
        int sitePort = port(environment, "server.port", 8080, "The site");
        int mailboxPort = port(environment, "broadsheet.mailbox.port", 8025, "The mailbox");

        var settings = new LinkedHashMap<String, Object>();
        settings.put("broadsheet.local", true);
        settings.put("broadsheet.demo", true);
        settings.put("server.port", sitePort);
        settings.put("broadsheet.base-url", "http://localhost:" + sitePort);
        settings.put("broadsheet.keyset", home.keep("keyset", Keyset::generate));
        database(home, environment, settings);
        mail(home, environment, mailboxPort, settings);
        return settings;
    }

    @Override
    public void ready(ConfigurableApplicationContext product) {
        var environment = product.getEnvironment();
        LOG.info(
                """

                  Broadsheet runs in local mode. Nothing leaves this machine.

                  Site             {}
                  Mailbox          http://localhost:{}/

                  Stop it with Ctrl+C.
                """,
                environment.getProperty("broadsheet.base-url") + "/",
                environment.getProperty("broadsheet.mailbox.port", "8025"));
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

    private void database(Home home, Environment environment, Map<String, Object> settings) {
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

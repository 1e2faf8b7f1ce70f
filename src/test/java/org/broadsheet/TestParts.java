package org.broadsheet;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.broadsheet.local.LocalDatabase;
import org.broadsheet.local.LocalMailbox;
import org.broadsheet.local.MailFolder;
import org.broadsheet.privacy.Keyset;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.MapPropertySource;

/**
 * Gives a test's context real parts: a database of its own on the one PostgreSQL of this JVM, and a mailbox. Stripe's address is a
 * closed door; {@link TestPartsWithSandbox} opens it.
 */
public class TestParts implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Path FOLDER = Path.of(
            "target", "test-parts", String.valueOf(ProcessHandle.current().pid()));

    static final String KEYSET = Keyset.generate();
    static final String WEBHOOK_SECRET = "whsec_for_tests_only";

    /** One server per JVM: starting it takes longer than a hundred tests. */
    private static final class Server {
        static final LocalDatabase DATABASE =
                LocalDatabase.start(FOLDER.resolve("postgres").toAbsolutePath(), 0);

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    DATABASE.close();
                } catch (Exception e) {
                    // The JVM ends anyway.
                }
            }));
        }
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getBeanFactory().registerSingleton("background", new Background());
        int number = NUMBER.incrementAndGet();
        var database = "test_" + number;
        prepare(database);
        var properties = new LinkedHashMap<String, Object>();
        properties.put("spring.datasource.url", Server.DATABASE.url(database, "broadsheet_app"));
        properties.put("spring.flyway.url", Server.DATABASE.url(database, "broadsheet_owner"));
        properties.put("spring.datasource.hikari.maximum-pool-size", 8);
        // Contexts are kept for later tests; what they do not use they give back to the one server.
        properties.put("spring.datasource.hikari.minimum-idle", 1);
        properties.put("spring.datasource.hikari.idle-timeout", 10_000);
        properties.put("broadsheet.database.report-url", Server.DATABASE.url(database, "broadsheet_report"));
        properties.put("broadsheet.test.sandbox-url", Server.DATABASE.url(database, "broadsheet_sandbox"));
        properties.put("broadsheet.test.owner-url", Server.DATABASE.url(database, "broadsheet_owner"));
        properties.put("broadsheet.base-url", "http://localhost:8080");
        properties.put("broadsheet.keyset", KEYSET);
        properties.put("broadsheet.stripe.secret-key", "sk_test_broadsheet");
        properties.put("broadsheet.stripe.webhook-secrets", WEBHOOK_SECRET);
        properties.put("broadsheet.stripe.api-base", "http://127.0.0.1:1");
        mail(context, FOLDER.resolve("mail-" + number), properties);
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test parts", properties));
    }

    private static void prepare(String database) {
        try {
            Server.DATABASE.prepare(database);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void mail(ConfigurableApplicationContext context, Path folder, Map<String, Object> properties) {
        int port = FreePort.find();
        var mails = new MailFolder(folder, Clock.systemUTC());
        var mailbox = new LocalMailbox(mails, port);
        mailbox.start();
        context.getBeanFactory().registerSingleton("testMails", mails);
        context.addApplicationListener(event -> {
            if (event instanceof ContextClosedEvent closed && closed.getApplicationContext() == context) {
                mailbox.close();
            }
        });
        properties.put("broadsheet.mail.smtp-url", "smtp://localhost:" + port);
        properties.put("broadsheet.mail.from", "The Meridian <letters@meridian.example>");
    }
}

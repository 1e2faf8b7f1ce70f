package org.broadsheet.payments.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.net.Webhook;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import org.broadsheet.TestParts;
import org.broadsheet.publication.Assets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/** Nobody may say that an event is stored when it is not. */
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES, module = "payments")
@ContextConfiguration(initializers = TestParts.class)
@Import(WebhookWithoutDatabaseTests.Parts.class)
@DirtiesContext
class WebhookWithoutDatabaseTests {
    private static final String EVENT =
            "{\"id\":\"evt_1\",\"type\":\"payout.paid\",\"livemode\":false,\"data\":{\"object\":{\"id\":\"po_1\",\"object\":\"x\"}}}";

    @Autowired
    StripeWebhook webhook;

    @Autowired
    JdbcClient sql;

    @Value("${spring.flyway.url}")
    String url;

    @Value("${broadsheet.stripe.webhook-secrets}")
    String secret;

    @AfterEach
    void it_comes_back() {
        administration()
                .sql("alter database " + database() + " allow_connections true")
                .update();
    }

    @Test
    void while_the_database_is_away_stripe_is_asked_to_come_again_and_nothing_is_lost() throws Exception {
        administration()
                .sql("alter database " + database() + " allow_connections false")
                .update();
        administration()
                .sql("select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = :name")
                .param("name", database())
                .query(Long.class)
                .single();

        var away = deliver();
        assertThat(away.getStatusCode().value()).isEqualTo(503);
        assertThat(away.getHeaders().getFirst("Retry-After")).isEqualTo("60");

        it_comes_back();
        assertThat(deliver().getStatusCode().value()).isEqualTo(200);
        assertThat(sql.sql("select count(*) from payments.stripe_event where stripe_event_id = 'evt_1'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private ResponseEntity<Void> deliver() throws GeneralSecurityException {
        long now = Instant.now().getEpochSecond();
        var signature = Webhook.Util.computeHmacSha256(secret, now + "." + EVENT);
        return webhook.receive(EVENT.getBytes(StandardCharsets.UTF_8), "t=" + now + ",v1=" + signature);
    }

    private String database() {
        return url.replaceAll(".*/(\\w+)\\?.*", "$1");
    }

    private JdbcClient administration() {
        var source = new DriverManagerDataSource(
                url.replace("/" + database() + "?", "/postgres?").replace("broadsheet_owner", "postgres"));
        return JdbcClient.create(source);
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Parts {
        @Bean
        Assets assets() {
            return path -> path;
        }
    }
}

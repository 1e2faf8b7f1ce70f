package org.broadsheet.reports;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.publication.Newsroom;
import org.broadsheet.publication.Publication;
import org.flywaydb.core.Flyway;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The reports alone, on a migrated database, in a newsroom in Berlin. */
@TestConfiguration(proxyBeanMethods = false)
@Import({ReportDatabase.class, ReportStore.class, LedgerViewStore.class, ProofViewStore.class, Reports.class})
class ReportParts {
    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    @Bean
    Flyway flyway(@Value("${spring.flyway.url}") String url) {
        var flyway = Flyway.configure()
                .dataSource(url, "", null)
                .table("schema_history")
                .load();
        flyway.migrate();
        return flyway;
    }

    /** One connection, kept: lives are thousands of small statements, and nobody needs them after a crash. */
    @Bean
    @DependsOn("flyway")
    Lives lives(@Value("${broadsheet.test.owner-url}") String url) {
        return new Lives(new SingleConnectionDataSource(url + "&options=-c%20synchronous_commit=off", true));
    }

    @Bean
    ShownClock clock() {
        return new ShownClock();
    }

    @Bean
    Publication publication(@Value("${broadsheet.test.owner-url}") String url) {
        var publication = Mockito.mock(Publication.class);
        var newsroom = new Newsroom(
                UUID.randomUUID(),
                java.net.URI.create("http://localhost:8080"),
                ZONE,
                List.of(Locale.ENGLISH, Locale.of("ru")),
                Map.of(Locale.ENGLISH, new Newsroom.Imprint("The Meridian", "Paid for by its readers", "The Meridian")),
                "The editors");
        Mockito.when(publication.newsroom()).thenReturn(newsroom);
        Mockito.when(publication.terms())
                .thenReturn(new org.broadsheet.publication.GivingTerms(java.util.stream.Stream.of(
                                "EUR", "USD", "GBP", "JPY")
                        .map(code -> new org.broadsheet.publication.GivingTerms.CurrencyTerms(
                                Currency.getInstance(code),
                                new org.broadsheet.publication.GivingTerms.CardFee(
                                        150, org.broadsheet.money.Money.of(25, code)),
                                List.of()))
                        .toList()));
        return publication;
    }

    /** A clock that a test sets. */
    static final class ShownClock extends Clock {
        private Instant now = Instant.parse("2026-11-23T12:00:00Z");

        void show(String instant) {
            now = Instant.parse(instant);
        }

        @Override
        public ZoneId getZone() {
            return java.time.ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}

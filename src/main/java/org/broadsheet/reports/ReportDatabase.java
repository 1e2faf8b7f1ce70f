package org.broadsheet.reports;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A connection of its own for reports, as a role that may read the views of schema {@code reports} and nothing else. It may lead to
 * a replica. Few connections and a short patience: a slow report must never take the database from the readers.
 */
@Configuration(proxyBeanMethods = false)
class ReportDatabase {

    @Bean(defaultCandidate = false)
    @Qualifier("reports")
    DataSource reportDataSource(@Value("${broadsheet.database.report-url}") String url) {
        var config = new HikariConfig();
        config.setPoolName("reports");
        config.setJdbcUrl(url);
        config.setReadOnly(true);
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(5_000);
        // The site starts and serves without reports while their database is away.
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("ApplicationName", "broadsheet reports");
        config.addDataSourceProperty(
                "options",
                "-c statement_timeout=10s -c idle_in_transaction_session_timeout=10s"
                        + " -c default_transaction_read_only=on");
        return new HikariDataSource(config);
    }

    @Bean(defaultCandidate = false)
    @Qualifier("reports")
    JdbcClient reportSql(@Qualifier("reports") DataSource source) {
        return JdbcClient.create(source);
    }

    /** All that one page shows is read from one snapshot: otherwise a figure and its rows could disagree. */
    @Bean(defaultCandidate = false)
    @Qualifier("reports")
    TransactionOperations reportSnapshot(@Qualifier("reports") DataSource source) {
        var template = new TransactionTemplate(new JdbcTransactionManager(source));
        template.setReadOnly(true);
        template.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        return template;
    }
}

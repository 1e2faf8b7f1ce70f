package org.broadsheet.articles;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class EditionStore {
    private final JdbcClient sql;

    EditionStore(JdbcClient sql) {
        this.sql = sql;
    }

    long number() {
        return sql.sql("""
                select number
                  from articles.edition
                """).query(Long.class).single();
    }

    void next() {
        sql.sql("""
                update articles.edition
                   set number = number + 1
                """).update();
    }
}

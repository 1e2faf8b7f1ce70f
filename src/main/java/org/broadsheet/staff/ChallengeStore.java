package org.broadsheet.staff;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ChallengeStore {
    private final JdbcClient sql;

    ChallengeStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** False for one that was spent before. */
    boolean spend(byte[] challengeHash, Instant expiresAt) {
        return sql.sql("""
                        insert into staff.spent_challenge (challenge_hash, expires_at)
                        values (:hash, :expiresAt)
                        on conflict do nothing
                        """)
                        .param("hash", challengeHash)
                        .param("expiresAt", expiresAt.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    void forgetExpired(Instant now) {
        sql.sql("""
                delete from staff.spent_challenge
                 where expires_at < :now
                """).param("now", now.atOffset(ZoneOffset.UTC)).update();
    }
}

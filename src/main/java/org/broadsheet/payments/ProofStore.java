package org.broadsheet.payments;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.broadsheet.payments.BalanceGateway.Payout;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ProofStore {
    private final JdbcClient sql;

    ProofStore(JdbcClient sql) {
        this.sql = sql;
    }

    void add(Currency currency, long atStripe, long inBooks, List<Difference> differences, Instant now) {
        var proof = sql.sql("""
                insert into payments.proof (currency, stripe_minor, ledger_minor, proved_at)
                values (:currency, :stripe, :ledger, :now)
                returning proof_id
                """)
                .param("currency", currency.getCurrencyCode())
                .param("stripe", atStripe)
                .param("ledger", inBooks)
                .param("now", at(now))
                .query(UUID.class)
                .single();
        differences.forEach(each -> difference(proof, each));
    }

    private void difference(UUID proof, Difference difference) {
        sql.sql("""
                insert into payments.proof_difference (proof_id, source, stripe_minor, ledger_minor)
                values (:proof, :source, :stripe, :ledger)
                """)
                .param("proof", proof)
                .param("source", difference.source())
                .param("stripe", difference.atStripe())
                .param("ledger", difference.inBooks())
                .update();
    }

    void put(Payout payout, @Nullable Gathered gathered, Instant now) {
        sql.sql("""
                insert into payments.payout
                       (payout_id, currency, amount_minor, state, automatic, made_at, arrives_at, movements, movements_minor,
                        ledger_minor, proved_at)
                values (:payout, :currency, :amount, :state, :automatic, :madeAt, :arrivesAt, :movements, :movementsMinor,
                        :ledger, :now)
                on conflict (payout_id) do update
                   set state = excluded.state, arrives_at = excluded.arrives_at, movements = excluded.movements,
                       movements_minor = excluded.movements_minor, ledger_minor = excluded.ledger_minor,
                       proved_at = excluded.proved_at
                """)
                .param("payout", payout.id())
                .param("currency", payout.currency().getCurrencyCode())
                .param("amount", payout.amountMinor())
                .param("state", payout.state())
                .param("automatic", payout.automatic())
                .param("madeAt", at(payout.madeAt()))
                .param("arrivesAt", at(payout.arrivesAt()))
                .param("movements", gathered == null ? null : gathered.count())
                .param("movementsMinor", gathered == null ? null : gathered.atStripe())
                .param("ledger", gathered == null ? null : gathered.inBooks())
                .param("now", at(now))
                .update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /**
     * @param atStripe null where Stripe knows no such movement
     * @param inBooks null where our books do not
     */
    record Difference(
            String source,
            @Nullable Long atStripe,
            @Nullable Long inBooks) {
        long minor() {
            return (atStripe == null ? 0 : atStripe) - (inBooks == null ? 0 : inBooks);
        }
    }

    record Gathered(int count, long atStripe, long inBooks) {}
}

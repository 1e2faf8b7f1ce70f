package org.broadsheet.payments;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;

/** Payments that banks want back. What is answered goes to Stripe and is not kept here: it tells of a person. */
@Service
public class Disputes {
    private final DisputeStore store;
    private final DisputeGateway gateway;
    private final Refresher refresher;

    Disputes(DisputeStore store, DisputeGateway gateway, Refresher refresher) {
        this.store = store;
        this.gateway = gateway;
        this.refresher = refresher;
    }

    /** Those that are due first come first. */
    public List<OpenDispute> open() {
        return store.open();
    }

    /**
     * Hands in evidence, for good. The same text for the same dispute is handed in once. Call it outside any transaction.
     *
     * @return false when there is no such dispute, or Stripe takes no evidence for it any more
     * @throws PaymentGateway.Unreachable when Stripe does not answer
     */
    public boolean answer(String dispute, String text) {
        var intent = store.intentOf(dispute);
        if (intent.isEmpty()) {
            return false;
        }
        boolean taken = gateway.answer(dispute, text, "evidence:" + dispute + ":" + hash(text));
        refresher.refresh(intent.get().promise(), Set.of(intent.get().id()));
        return taken;
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)))
                    .substring(0, 32);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

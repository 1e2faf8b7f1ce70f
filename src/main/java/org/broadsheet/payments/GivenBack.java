package org.broadsheet.payments;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.money.Money;
import org.springframework.stereotype.Service;

/** What of payments has gone back since: refunded by the newsroom, or taken back by the bank for good. */
@Service
public class GivenBack {
    private final GivenBackStore store;

    GivenBack(GivenBackStore store) {
        this.store = store;
    }

    /** Only payments of which something went back are in it. */
    public Map<UUID, Money> of(Collection<UUID> payments) {
        return payments.isEmpty() ? Map.of() : store.of(payments);
    }
}

package org.broadsheet.contributions.papers;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.members.MemberId;
import org.broadsheet.publication.Publication;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Receipts: issues, lists and finds them. */
@Service
public class Papers {
    private final ReceiptStore store;
    private final Publication publication;
    private final Clock clock;

    Papers(ReceiptStore store, Publication publication, Clock clock) {
        this.store = store;
        this.publication = publication;
        this.clock = clock;
    }

    /**
     * Numbers it, once per payment, inside the transaction that stores the payment. The year's other receipts wait until that ends,
     * so do it late.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Receipt issue(Receipt.Draft draft) {
        return store.of(draft.payment()).orElseGet(() -> {
            int year = draft.paidAt().atZone(publication.newsroom().zone()).getYear();
            var receipt = draft.numbered(new ReceiptNumber(year, store.next(year)));
            store.add(receipt, clock.instant());
            return receipt;
        });
    }

    public Optional<Receipt> of(UUID payment) {
        return store.of(payment);
    }

    /** Newest first. */
    List<Receipt> of(MemberId member) {
        return store.of(member);
    }

    /** Only one's own. */
    Optional<Receipt> find(MemberId member, ReceiptNumber number) {
        return of(member).stream().filter(each -> each.number().equals(number)).findFirst();
    }

    Instant now() {
        return clock.instant();
    }
}

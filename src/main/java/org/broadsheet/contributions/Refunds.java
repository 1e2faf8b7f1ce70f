package org.broadsheet.contributions;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.money.Money;
import org.broadsheet.payments.Asker;
import org.broadsheet.payments.Payments;
import org.broadsheet.payments.StripeCommand;
import org.broadsheet.staff.AuditTrail;
import org.broadsheet.staff.StaffMember;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Money that staff give back: with a reason, within their limit, and above a set amount only with somebody else's consent. */
@Service
class Refunds {
    private final RefundRequestStore requests;
    private final PromiseStore promises;
    private final Payments payments;
    private final RefundRules rules;
    private final AuditTrail audit;
    private final Clock wall;

    Refunds(
            RefundRequestStore requests,
            PromiseStore promises,
            Payments payments,
            RefundRules rules,
            AuditTrail audit,
            @Qualifier("wall") Clock wall) {
        this.requests = requests;
        this.promises = promises;
        this.payments = payments;
        this.rules = rules;
        this.audit = audit;
        this.wall = wall;
    }

    enum Asked {
        ORDERED,
        WAITS_FOR_ANOTHER,
        TOO_MUCH,
        ABOVE_LIMIT,
        NOTHING_LEFT
    }

    enum Decided {
        ORDERED,
        DECLINED,
        ABOVE_LIMIT,
        OWN,
        /** Somebody else was faster, or nothing is left to give back. */
        GONE
    }

    Optional<UUID> promiseOf(UUID contribution) {
        return requests.promiseOf(contribution);
    }

    /** What is left of a payment to be given back: less what went back, what is ordered, and what waits for a second person. */
    Money left(UUID promise, UUID payment) {
        var refundable = payments.refundable(promise, payment);
        long waiting = requests.waitingMinor(payment);
        return new Money(Math.max(0, refundable.minorUnits() - waiting), refundable.currency());
    }

    List<RefundRequest> waiting() {
        return requests.waiting();
    }

    @Transactional
    public Asked ask(StaffMember person, UUID promise, UUID payment, Money amount, String reason) {
        // One at a time for a promise, or two who ask at once would both find the whole amount there.
        promises.lock(promise);
        var left = left(promise, payment);
        if (left.isZero()) {
            return Asked.NOTHING_LEFT;
        }
        if (!left.currency().equals(amount.currency()) || amount.isMoreThan(left)) {
            return Asked.TOO_MUCH;
        }
        if (!rules.allows(person, amount)) {
            return Asked.ABOVE_LIMIT;
        }
        var by = person.id().value();
        if (rules.needsTwo(amount)) {
            var request = requests.add(promise, payment, amount, reason, by, wall.instant(), null);
            audit.record("refund.asked", "payment", payment.toString(), details(request, amount, reason));
            return Asked.WAITS_FOR_ANOTHER;
        }
        var command = payments.order(promise, new StripeCommand.Refund(payment, amount), Asker.staff(by));
        var request = requests.add(promise, payment, amount, reason, by, wall.instant(), command);
        audit.record("refund.ordered", "payment", payment.toString(), details(request, amount, reason));
        return Asked.ORDERED;
    }

    @Transactional
    public Decided approve(StaffMember person, UUID id) {
        var request = requests.lockWaiting(id);
        if (request.isEmpty()) {
            return Decided.GONE;
        }
        var asked = request.get();
        if (asked.askedBy().equals(person.id().value())) {
            return Decided.OWN;
        }
        if (!rules.allows(person, asked.amount())) {
            return Decided.ABOVE_LIMIT;
        }
        promises.lock(asked.promise());
        if (asked.amount().isMoreThan(payments.refundable(asked.promise(), asked.payment()))) {
            return Decided.GONE;
        }
        var by = person.id().value();
        var command = payments.order(
                asked.promise(), new StripeCommand.Refund(asked.payment(), asked.amount()), Asker.staff(by));
        requests.decide(id, by, command, wall.instant());
        audit.record(
                "refund.approved", "payment", asked.payment().toString(), details(id, asked.amount(), asked.reason()));
        return Decided.ORDERED;
    }

    /** Whoever asked may take it back as well. */
    @Transactional
    public Decided decline(StaffMember person, UUID id) {
        var request = requests.lockWaiting(id);
        if (request.isEmpty()) {
            return Decided.GONE;
        }
        requests.decide(id, person.id().value(), null, wall.instant());
        audit.record("refund.declined", "payment", request.get().payment().toString(), "request " + id);
        return Decided.DECLINED;
    }

    private static String details(UUID request, Money amount, String reason) {
        return "request %s, %d %s, %s"
                .formatted(request, amount.minorUnits(), amount.currency().getCurrencyCode(), reason);
    }
}

package org.broadsheet.contributions;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.broadsheet.contributions.ContributionState.PastDue;
import org.broadsheet.payments.PaymentRecord;
import org.broadsheet.payments.Payments;
import org.broadsheet.payments.StripeCommand;
import org.broadsheet.publication.Frequency;
import org.broadsheet.publication.Publication;
import org.broadsheet.publication.Texts;
import org.springframework.stereotype.Component;

/** What Stripe has to do so that a wish comes true. */
@Component
class Orders {
    /** As late as it can be before the first charge that is wanted again: an invoice of the pause that comes late is void too. */
    private static final Duration BEFORE_THE_CHARGE = Duration.ofDays(1);

    private final Payments payments;
    private final PromiseStore promises;
    private final Publication publication;
    private final Texts texts;

    Orders(Payments payments, PromiseStore promises, Publication publication, Texts texts) {
        this.payments = payments;
        this.promises = promises;
        this.publication = publication;
        this.texts = texts;
    }

    List<StripeCommand> of(Wish wish, Contribution contribution) {
        return switch (wish) {
            case Wish.Stop each -> stop(contribution);
            case Wish.Keep each -> List.of(new StripeCommand.KeepGoing());
            case Wish.Amount each -> List.of(new StripeCommand.ChangeAmount(each.amount()));
            case Wish.Rhythm each ->
                List.of(new StripeCommand.ChangeFrequency(
                        each.frequency(), each.amount(), Forecast.next(contribution), description(each, contribution)));
            case Wish.Day each -> List.of(new StripeCommand.MoveNextCharge(each.charge()));
            case Wish.Pause each -> List.of(pause(each, contribution));
            case Wish.Resume each -> List.of(new StripeCommand.Resume());
            case Wish.Single each -> List.of(new StripeCommand.CancelNow());
            case Wish.Withdraw each -> withRefund(contribution);
        };
    }

    /** What is owed is given up with it: who stops is not asked for money any more. */
    private List<StripeCommand> stop(Contribution contribution) {
        if (!(contribution.state() instanceof PastDue)) {
            return List.of(new StripeCommand.StopAtPeriodEnd());
        }
        var orders = new ArrayList<StripeCommand>();
        payments.of(contribution.promise()).stream()
                .filter(each -> each.state() == PaymentRecord.State.FAILED)
                .map(each -> new StripeCommand.VoidInvoice(each.id()))
                .forEach(orders::add);
        orders.add(new StripeCommand.CancelNow());
        return List.copyOf(orders);
    }

    /** First nothing more is taken, then all goes back. */
    List<StripeCommand> withRefund(Contribution contribution) {
        var orders = new ArrayList<StripeCommand>();
        orders.add(new StripeCommand.CancelNow());
        payments.of(contribution.promise()).stream()
                .filter(each -> each.state() == PaymentRecord.State.SETTLED)
                .map(each -> new StripeCommand.Refund(each.id(), each.amount()))
                .forEach(orders::add);
        return List.copyOf(orders);
    }

    private StripeCommand pause(Wish.Pause wish, Contribution contribution) {
        var zone = publication.newsroom().zone();
        Instant charge = Forecast.afterPause(contribution, wish.charges(), zone);
        return contribution.frequency() == Frequency.ANNUAL
                ? new StripeCommand.MoveNextCharge(charge)
                : new StripeCommand.PauseUntil(charge.minus(BEFORE_THE_CHARGE));
    }

    private String description(Wish.Rhythm wish, Contribution contribution) {
        var language = promises.find(contribution.promise()).orElseThrow().language();
        return texts.get(
                language,
                "contributions.description." + wish.frequency().key(),
                publication.newsroom().name(language));
    }
}

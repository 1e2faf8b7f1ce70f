package org.broadsheet.contributions;

import java.util.List;
import java.util.Locale;
import org.broadsheet.money.Money;
import org.broadsheet.money.MoneyText;
import org.broadsheet.publication.Frequency;
import org.broadsheet.publication.Publication;
import org.broadsheet.publication.Texts;
import org.springframework.stereotype.Component;

/** What a change means, in a sentence and in days and sums: the same on the page before, on the page after and in the mail. */
@Component
class ChangeWords {
    private final Publication publication;
    private final Texts texts;

    ChangeWords(Publication publication, Texts texts) {
        this.publication = publication;
        this.texts = texts;
    }

    public record Line(String date, String sum) {}

    List<Line> charges(List<Forecast.Charge> charges, Locale language) {
        return charges.stream()
                .map(each -> new Line(DateWords.full(each.on(), language), MoneyText.exact(each.amount(), language)))
                .toList();
    }

    String amount(Contribution contribution, Locale language) {
        return amount(contribution.amount(), contribution.frequency(), language);
    }

    String amount(Money amount, Frequency frequency, Locale language) {
        return texts.get(language, "contributions.amount." + frequency.key(), MoneyText.format(amount, language));
    }

    String meaning(Wish wish, Contribution contribution, Locale language) {
        var key = "contributions.change." + wish.kind().key() + ".means";
        return switch (wish) {
            case Wish.Stop each -> stop(contribution, language);
            case Wish.Keep each -> texts.get(language, key, amount(contribution, language));
            case Wish.Amount each ->
                texts.get(
                        language,
                        key,
                        amount(each.amount(), contribution.frequency(), language),
                        amount(contribution, language));
            case Wish.Rhythm each ->
                texts.get(
                        language,
                        key,
                        amount(each.amount(), each.frequency(), language),
                        day(Forecast.next(contribution), language));
            case Wish.Day each -> texts.get(language, key, day(each.charge(), language));
            case Wish.Pause each ->
                texts.get(
                        language,
                        key,
                        day(
                                Forecast.afterPause(
                                        contribution,
                                        each.charges(),
                                        publication.newsroom().zone()),
                                language));
            case Wish.Resume each -> texts.get(language, key, amount(contribution, language));
            case Wish.Single each -> texts.get(language, key, MoneyText.format(contribution.amount(), language));
            case Wish.Withdraw each -> texts.get(language, key, MoneyText.format(contribution.amount(), language));
        };
    }

    private String stop(Contribution contribution, Locale language) {
        return contribution.paidUntil() == null || contribution.state() instanceof ContributionState.PastDue
                ? texts.get(language, "contributions.cancel.now")
                : texts.get(language, "contributions.cancel.until", day(contribution.paidUntil(), language));
    }

    private String day(java.time.Instant at, Locale language) {
        return DateWords.full(at, publication.newsroom().zone(), language);
    }
}

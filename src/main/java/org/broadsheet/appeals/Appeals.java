package org.broadsheet.appeals;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.broadsheet.appeals.Offer.Coin;
import org.broadsheet.appeals.Offer.Pick;
import org.broadsheet.appeals.Offer.Rhythm;
import org.broadsheet.appeals.Offer.Worded;
import org.broadsheet.money.Money;
import org.broadsheet.money.MoneyText;
import org.broadsheet.publication.Frequency;
import org.broadsheet.publication.GivingTerms.Choice;
import org.broadsheet.publication.GivingTerms.CurrencyTerms;
import org.broadsheet.publication.Publication;
import org.broadsheet.publication.Texts;
import org.springframework.stereotype.Service;

/** Asking for support: the words and choices that readers see. */
@Service
public class Appeals {
    private final Publication publication;
    private final Texts texts;

    Appeals(Publication publication, Texts texts) {
        this.publication = publication;
        this.texts = texts;
    }

    /** Every currency that the newsroom takes, its own suggestions chosen. */
    public Offer offer(Locale language) {
        return offer(language, publication.terms().currencies(), Frequency.MONTHLY, frequency -> "");
    }

    /**
     * One currency, as on the page before paying.
     *
     * @param chosen what is chosen for a frequency: a suggested amount's value, {@link SuggestedAmount#OWN}, or nothing for the
     *     newsroom's suggestion
     */
    public Offer offer(Locale language, CurrencyTerms terms, Frequency frequency, Function<Frequency, String> chosen) {
        return offer(language, List.of(terms), frequency, chosen);
    }

    private Offer offer(
            Locale language, List<CurrencyTerms> currencies, Frequency frequency, Function<Frequency, String> chosen) {
        var coins = new ArrayList<Coin>();
        for (var terms : currencies) {
            coins.add(new Coin(
                    coins.size() + 1,
                    terms.currency().getCurrencyCode(),
                    MoneyText.symbol(terms.currency(), language),
                    name(terms.currency(), language),
                    coins.isEmpty()));
        }
        var rhythms = new ArrayList<Rhythm>();
        for (var each : Frequency.values()) {
            rhythms.add(rhythm(language, currencies, each, each == frequency, chosen.apply(each)));
        }
        return new Offer(List.copyOf(coins), List.copyOf(rhythms));
    }

    private Rhythm rhythm(
            Locale language, List<CurrencyTerms> currencies, Frequency frequency, boolean isChosen, String chosen) {
        var choices = currencies.stream().map(each -> each.choice(frequency)).toList();
        var key = frequency.key();
        // A rank that one currency lacks cannot be offered: the form would promise nothing there.
        int ranks = choices.stream()
                .mapToInt(each -> each.suggestions().size())
                .min()
                .orElse(0);
        int preset = choices.getFirst().suggestions().indexOf(choices.getFirst().preset());
        var picks = new ArrayList<Pick>();
        for (int rank = 0; rank < ranks; rank++) {
            int index = rank;
            var sums =
                    choices.stream().map(each -> each.suggestions().get(index)).toList();
            var value = SuggestedAmount.write(sums);
            picks.add(new Pick(
                    rank + 1,
                    value,
                    chosen.isEmpty() ? rank == Math.min(preset, ranks - 1) : value.equals(chosen),
                    worded(sums, each -> MoneyText.format(each, language)),
                    worded(
                            sums,
                            each -> texts.get(language, "appeals.give." + key, MoneyText.format(each, language)))));
        }
        return new Rhythm(
                key,
                texts.get(language, "appeals.frequency." + key),
                texts.get(language, "appeals.sums." + key),
                isChosen,
                List.copyOf(picks),
                chosen.equals(SuggestedAmount.OWN),
                worded(
                        choices.stream().map(Choice::minimum).toList(),
                        each -> texts.get(language, "appeals.least." + key, MoneyText.format(each, language))),
                worded(choices.stream().map(Choice::minimum).toList(), each -> MoneyText.format(each, language)),
                texts.get(language, "appeals.giveOwn." + key),
                texts.get(language, "appeals.give." + key, "{0}"));
    }

    private static List<Worded> worded(List<Money> sums, Function<Money, String> text) {
        var all = new ArrayList<Worded>();
        for (var sum : sums) {
            all.add(new Worded(all.size() + 1, text.apply(sum)));
        }
        return List.copyOf(all);
    }

    /** {@code euro}, {@code US dollar}, {@code евро}. */
    private static String name(Currency currency, Locale language) {
        return currency.getDisplayName(language);
    }
}

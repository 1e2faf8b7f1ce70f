package org.broadsheet.publication;

import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.broadsheet.money.Money;

/**
 * What the newsroom takes: currencies in its order of preference, and for each frequency the least, the most and what it suggests.
 */
public record GivingTerms(List<CurrencyTerms> currencies) {

    /** @param preset the suggestion that is chosen at first: never the highest */
    public record Choice(Frequency frequency, Money minimum, Money maximum, List<Money> suggestions, Money preset) {}

    /** What a card payment costs the newsroom: {@code basisPoints} of the sum plus a fixed part. */
    public record CardFee(int basisPoints, Money fixed) {}

    public record CurrencyTerms(Currency currency, CardFee cardFee, List<Choice> choices) {
        public Choice choice(Frequency frequency) {
            return choices.stream()
                    .filter(each -> each.frequency() == frequency)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No terms for " + frequency + " in " + currency));
        }
    }

    public CurrencyTerms preferred() {
        return currencies.getFirst();
    }

    public Optional<CurrencyTerms> in(Currency currency) {
        return currencies.stream()
                .filter(each -> Objects.equals(each.currency(), currency))
                .findFirst();
    }
}

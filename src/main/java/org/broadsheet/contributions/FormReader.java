package org.broadsheet.contributions;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.broadsheet.appeals.SuggestedAmount;
import org.broadsheet.money.AmountInput;
import org.broadsheet.money.Currencies;
import org.broadsheet.money.Money;
import org.broadsheet.money.MoneyText;
import org.broadsheet.privacy.EmailAddress;
import org.broadsheet.publication.Frequency;
import org.broadsheet.publication.GivingTerms;
import org.broadsheet.publication.GivingTerms.Choice;
import org.broadsheet.publication.GivingTerms.CurrencyTerms;
import org.broadsheet.publication.Publication;
import org.broadsheet.publication.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the form of a gift and says what is wrong with it. The browser is never believed: every bound is checked here. */
@Component
class FormReader {
    private static final int LONGEST_NAME = 80;
    private static final Pattern SLUG = Pattern.compile("[a-z0-9-]{1,120}");

    private final Publication publication;
    private final Texts texts;

    FormReader(Publication publication, Texts texts) {
        this.publication = publication;
        this.texts = texts;
    }

    /** A form that is about to be shown: what is not there yet is no mistake. */
    Reading begin(SupportForm form, List<String> sentTwice, Locale language) {
        return read(form, sentTwice, language, false);
    }

    /** A form that was sent: it has to be whole. */
    Reading finish(SupportForm form, List<String> sentTwice, Locale language) {
        return read(form, sentTwice, language, true);
    }

    private Reading read(SupportForm form, List<String> sentTwice, Locale language, boolean whole) {
        var problems = new Problems(language);
        GivingTerms all = publication.terms();
        var terms = terms(form.currency(), all, problems);
        var frequency = Frequency.find(form.frequency());
        if (frequency.isEmpty() && !form.frequency().isEmpty()) {
            problems.add("frequency", "contributions.wrong.frequency");
        }
        var rhythm = frequency.orElse(Frequency.MONTHLY);
        var choice = terms.choice(rhythm);
        sentTwice.forEach(field -> problems.add(shown(field), "contributions.wrong.twice"));
        Money base = sentTwice.isEmpty() ? base(form, terms, choice, problems, whole) : null;
        var email = EmailAddress.find(form.email());
        if (whole && email.isEmpty()) {
            problems.add(
                    "email",
                    form.email().isBlank() ? "contributions.wrong.email.missing" : "contributions.wrong.email.broken");
        }
        if (form.name().strip().length() > LONGEST_NAME) {
            problems.add("name", "contributions.wrong.name.long", LONGEST_NAME);
        }
        Gift gift = null;
        if (problems.isEmpty() && base != null && email.isPresent()) {
            gift = new Gift(
                    rhythm,
                    base,
                    form.fee() ? CardFees.added(base, terms.cardFee()) : Money.zero(base.currency()),
                    new EmailAddress(email.get().value()),
                    tidy(form.name()),
                    publication.newsroom().nearest(language),
                    slug(form.article()),
                    slug(form.appeal()));
        }
        return new Reading(
                terms, rhythm, base, base != null && choice.suggestions().contains(base), gift, problems.found());
    }

    private static CurrencyTerms terms(String code, GivingTerms all, Problems problems) {
        if (code.isBlank()) {
            return all.preferred();
        }
        return Currencies.find(code).flatMap(all::in).orElseGet(() -> {
            problems.add("currency", "contributions.wrong.currency");
            return all.preferred();
        });
    }

    private @Nullable Money base(
            SupportForm form, CurrencyTerms terms, Choice choice, Problems problems, boolean whole) {
        var picked = form.choice(choice.frequency());
        boolean typed = picked.isEmpty() || picked.equals(SuggestedAmount.OWN);
        if (typed && form.amount().isBlank() && !whole) {
            return picked.isEmpty() ? choice.preset() : null;
        }
        var text = typed
                ? form.amount()
                : SuggestedAmount.read(picked, terms.currency().getCurrencyCode());
        var key = "contributions.wrong.amount.";
        var rhythm = choice.frequency().key();
        return switch (AmountInput.read(text, terms.currency())) {
            case AmountInput.Read read -> within(read.money(), choice, problems);
            case AmountInput.Missing missing -> problems.amount(key + "missing");
            case AmountInput.Unreadable unreadable -> problems.amount(key + "unreadable");
            case AmountInput.NotPositive notPositive ->
                problems.amount(key + "below." + rhythm, money(choice.minimum(), problems.language));
            case AmountInput.TooFine fine ->
                fine.allowed() == 0 ? problems.amount(key + "whole") : problems.amount(key + "fine", fine.allowed());
            case AmountInput.Ambiguous ambiguous -> problems.amount(key + "ambiguous");
        };
    }

    private @Nullable Money within(Money amount, Choice choice, Problems problems) {
        var key = "contributions.wrong.amount.";
        var rhythm = choice.frequency().key();
        if (amount.isLessThan(choice.minimum())) {
            return problems.amount(key + "below." + rhythm, money(choice.minimum(), problems.language));
        }
        if (amount.isMoreThan(choice.maximum())) {
            return problems.amount(key + "above." + rhythm, money(choice.maximum(), problems.language));
        }
        return amount;
    }

    private static String money(Money money, Locale language) {
        return MoneyText.format(money, language);
    }

    /** Where the page shows what is wrong with a field that it does not show. */
    private static String shown(String field) {
        return switch (field) {
            case "email", "name", "currency", "frequency" -> field;
            default -> "amount";
        };
    }

    private static @Nullable String tidy(String name) {
        var tidy = name.replaceAll("[\\p{Cntrl}\\p{Cf}]", " ")
                .replaceAll("\\s+", " ")
                .strip();
        return tidy.isEmpty() ? null : tidy;
    }

    static @Nullable String slug(String text) {
        return SLUG.matcher(text).matches() ? text : null;
    }

    private final class Problems {
        private final List<Problem> found = new ArrayList<>();
        private final Locale language;

        Problems(Locale language) {
            this.language = language;
        }

        /** One per field: the first that was found. */
        void add(String field, String key, Object... arguments) {
            if (found.stream().noneMatch(each -> each.field().equals(field))) {
                found.add(new Problem(field, texts.get(language, key, arguments)));
            }
        }

        @Nullable
        Money amount(String key, Object... arguments) {
            add("amount", key, arguments);
            return null;
        }

        boolean isEmpty() {
            return found.isEmpty();
        }

        List<Problem> found() {
            return List.copyOf(found);
        }
    }

    static Optional<Problem> about(String field, List<Problem> problems) {
        return problems.stream().filter(each -> each.field().equals(field)).findFirst();
    }
}

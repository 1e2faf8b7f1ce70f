package org.broadsheet.contributions;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.broadsheet.appeals.SuggestedAmount;
import org.broadsheet.money.Money;
import org.broadsheet.publication.Frequency;
import org.broadsheet.publication.Publication;
import org.broadsheet.publication.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** Reads what somebody wants of a contribution and says what is wrong with it. The browser is never believed. */
@Component
class WishReader {
    static final Set<String> REASONS = Set.of("money", "less", "piece", "trouble", "other");
    static final int LONGEST_PAUSE = 6;

    private final FormReader forms;
    private final Publication publication;
    private final Texts texts;

    WishReader(FormReader forms, Publication publication, Texts texts) {
        this.forms = forms;
        this.publication = publication;
        this.texts = texts;
    }

    /** @param wish null when nothing was chosen yet, or something is wrong */
    record Read(@Nullable Wish wish, List<Problem> problems) {}

    Read read(Change.Kind kind, Contribution of, MultiValueMap<String, String> sent, Locale language) {
        var problems = new ArrayList<Problem>();
        var wish = switch (kind) {
            case STOP -> new Wish.Stop(reason(sent));
            case KEEP -> new Wish.Keep();
            case RESUME -> new Wish.Resume();
            case SINGLE -> new Wish.Single();
            case WITHDRAW -> new Wish.Withdraw();
            case AMOUNT -> {
                var amount = amount(of.frequency(), of, sent, language, problems);
                if (amount != null && amount.equals(of.amount())) {
                    problems.add(new Problem("amount", texts.get(language, "contributions.change.amount.same")));
                    amount = null;
                }
                yield amount == null ? null : new Wish.Amount(amount);
            }
            case FREQUENCY -> {
                var other = other(of.frequency());
                var amount = amount(other, of, sent, language, problems);
                yield amount == null ? null : new Wish.Rhythm(other, amount);
            }
            case PAUSE -> {
                var months = number(sent, "months", 1, LONGEST_PAUSE, language, problems);
                yield months == null ? null : new Wish.Pause(months);
            }
            case DAY -> day(of, sent, language, problems);
            case DOUBLE -> null;
        };
        return new Read(problems.isEmpty() ? wish : null, List.copyOf(problems));
    }

    static Frequency other(Frequency frequency) {
        return frequency == Frequency.MONTHLY ? Frequency.ANNUAL : Frequency.MONTHLY;
    }

    static @Nullable String reason(MultiValueMap<String, String> sent) {
        var reason = sent.getFirst("why");
        return reason != null && REASONS.contains(reason) ? reason : null;
    }

    private @Nullable Money amount(
            Frequency frequency,
            Contribution of,
            MultiValueMap<String, String> sent,
            Locale language,
            List<Problem> problems) {
        if (!sent.containsKey("amount") && !sent.containsKey("sum")) {
            return null;
        }
        var typed =
                sent.getFirst("amount") == null ? "" : sent.getFirst("amount").strip();
        var picked = sent.getFirst("sum");
        var form = new LinkedMultiValueMap<String, String>();
        form.add("frequency", frequency.key());
        form.add("currency", of.amount().currency().getCurrencyCode());
        form.add(frequency.key(), typed.isEmpty() && picked != null ? picked : SuggestedAmount.OWN);
        form.add("amount", typed);
        var reading = forms.finish(SupportForm.of(form), List.of(), language);
        reading.problems().stream()
                .filter(each -> !each.field().equals("email"))
                .map(each -> new Problem("amount", each.text()))
                .forEach(problems::add);
        return problems.isEmpty() ? reading.base() : null;
    }

    private @Nullable Wish day(
            Contribution of, MultiValueMap<String, String> sent, Locale language, List<Problem> problems) {
        var last = "last".equals(sent.getFirst("day"));
        var day = last ? Integer.valueOf(Forecast.LAST_OF_MONTH) : number(sent, "day", 1, 28, language, problems);
        if (day == null) {
            return null;
        }
        ZoneId zone = publication.newsroom().zone();
        var due = Forecast.next(of);
        var charge = Forecast.onDay(due, day, zone);
        if (charge.equals(due)) {
            problems.add(new Problem("day", texts.get(language, "contributions.change.day.same")));
            return null;
        }
        return new Wish.Day(charge);
    }

    private @Nullable Integer number(
            MultiValueMap<String, String> sent,
            String field,
            int least,
            int most,
            Locale language,
            List<Problem> problems) {
        var text = sent.getFirst(field);
        if (text == null) {
            return null;
        }
        if (text.matches("\\d{1,2}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        problems.add(new Problem(field, texts.get(language, "contributions.change." + field + ".wrong")));
        return null;
    }
}

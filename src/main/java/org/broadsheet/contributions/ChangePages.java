package org.broadsheet.contributions;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.broadsheet.contributions.ChangePage.Choice;
import org.broadsheet.contributions.ChangePage.Kept;
import org.broadsheet.contributions.ChangePage.Offer;
import org.broadsheet.contributions.ChangePage.Way;
import org.broadsheet.money.Money;
import org.broadsheet.money.MoneyText;
import org.broadsheet.privacy.Token;
import org.broadsheet.publication.Frequency;
import org.broadsheet.publication.Publication;
import org.broadsheet.publication.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

/** Words the pages on which something is changed. */
@Component
class ChangePages {
    private static final int MONTHS = 12;

    private final ChangeWords words;
    private final Publication publication;
    private final Texts texts;
    private final Clock clock;

    ChangePages(ChangeWords words, Publication publication, Texts texts, Clock clock) {
        this.words = words;
        this.publication = publication;
        this.texts = texts;
        this.clock = clock;
    }

    ChangePage page(
            Change.Kind kind,
            Contribution of,
            @Nullable Wish wish,
            List<Problem> problems,
            MultiValueMap<String, String> sent,
            Locale locale) {
        var language = publication.newsroom().nearest(locale);
        var zone = publication.newsroom().zone();
        var frequency = kind == Change.Kind.FREQUENCY ? WishReader.other(of.frequency()) : of.frequency();
        boolean isAmount = kind == Change.Kind.AMOUNT || kind == Change.Kind.FREQUENCY;
        var charges = wish == null ? Forecast.of(of, zone) : Forecast.after(wish, of, zone, clock.instant());
        return new ChangePage(
                kind.key(),
                what(kind),
                of.id(),
                of.revision(),
                Token.random().value(),
                words.amount(of, language),
                choices(kind, of, frequency, sent, language),
                isAmount ? MoneyText.symbol(of.amount().currency(), language) : null,
                isAmount ? texts.get(language, "contributions.change.per." + frequency.key()) : null,
                sent.getFirst("amount") == null ? "" : sent.getFirst("amount"),
                wish == null ? null : words.meaning(wish, of, language),
                words.charges(charges, language),
                wish == null ? List.of() : kept(wish, sent),
                wish instanceof Wish.Stop stop ? offer(stop, of, language) : null,
                problems);
    }

    boolean hasOffer(Wish.Stop stop, Contribution of) {
        return stop.reason() != null && offer(stop, of, Locale.ENGLISH) != null;
    }

    /** What was decided meanwhile, for who decided something else with an older page in view. */
    String happened(Optional<Change> latest, Locale locale) {
        var language = publication.newsroom().nearest(locale);
        return latest.map(each -> texts.get(
                        language,
                        "contributions.overtaken." + each.kind().key(),
                        DateWords.full(each.askedAt(), publication.newsroom().zone(), language)))
                .orElseGet(() -> texts.get(language, "contributions.overtaken.unknown"));
    }

    private List<Choice> choices(
            Change.Kind kind,
            Contribution of,
            Frequency frequency,
            MultiValueMap<String, String> sent,
            Locale language) {
        return switch (kind) {
            case AMOUNT, FREQUENCY -> amounts(of, frequency, sent, language);
            case PAUSE ->
                IntStream.rangeClosed(1, WishReader.LONGEST_PAUSE)
                        .mapToObj(each -> new Choice(
                                String.valueOf(each),
                                texts.count(language, "contributions.change.months", each),
                                each == chosen(sent, "months", 1)))
                        .toList();
            case DAY -> {
                var days = new ArrayList<Choice>();
                int chosen = chosen(sent, "day", 1);
                IntStream.rangeClosed(1, 28)
                        .mapToObj(each ->
                                new Choice(String.valueOf(each), DateWords.ordinal(each, language), each == chosen))
                        .forEach(days::add);
                days.add(new Choice(
                        "last",
                        texts.get(language, "contributions.change.day.last"),
                        "last".equals(sent.getFirst("day"))));
                yield days;
            }
            case STOP, KEEP, RESUME, SINGLE, WITHDRAW, DOUBLE -> List.of();
        };
    }

    private List<Choice> amounts(
            Contribution of, Frequency frequency, MultiValueMap<String, String> sent, Locale language) {
        var terms = publication.terms().in(of.amount().currency());
        if (terms.isEmpty()) {
            return List.of();
        }
        boolean typed =
                sent.getFirst("amount") != null && !sent.getFirst("amount").isBlank();
        var picked = sent.getFirst("sum");
        return terms.get().choice(frequency).suggestions().stream()
                .map(each -> {
                    var value = MoneyText.plain(each);
                    return new Choice(
                            value,
                            MoneyText.format(each, language),
                            !typed && (picked == null ? each.equals(same(of, frequency)) : picked.equals(value)));
                })
                .toList();
    }

    /** About as much as until now. */
    private static Money same(Contribution of, Frequency frequency) {
        long minor = of.amount().minorUnits();
        return new Money(
                frequency == of.frequency() ? minor : frequency == Frequency.ANNUAL ? minor * MONTHS : minor / MONTHS,
                of.amount().currency());
    }

    private static int chosen(MultiValueMap<String, String> sent, String field, int otherwise) {
        var text = sent.getFirst(field);
        return text != null && text.matches("\\d{1,2}") ? Integer.parseInt(text) : otherwise;
    }

    private static List<Kept> kept(Wish wish, MultiValueMap<String, String> sent) {
        return switch (wish) {
            case Wish.Amount each -> List.of(new Kept("amount", MoneyText.plain(each.amount())));
            case Wish.Rhythm each -> List.of(new Kept("amount", MoneyText.plain(each.amount())));
            case Wish.Pause each -> List.of(new Kept("months", String.valueOf(each.charges())));
            case Wish.Day each -> List.of(new Kept("day", String.valueOf(sent.getFirst("day"))));
            case Wish.Stop each -> each.reason() == null ? List.of() : List.of(new Kept("why", each.reason()));
            case Wish.Keep each -> List.of();
            case Wish.Resume each -> List.of();
            case Wish.Single each -> List.of();
            case Wish.Withdraw each -> List.of();
        };
    }

    /** What might fit the reason better, said once. Some reasons have none: then nothing is said. */
    private @Nullable Offer offer(Wish.Stop stop, Contribution of, Locale language) {
        if (stop.reason() == null) {
            return null;
        }
        var ways = switch (stop.reason()) {
            case "money" -> List.of("amount", "pause");
            case "less" -> List.of("pause", "frequency");
            default -> List.<String>of();
        };
        var possible = ways.stream()
                .filter(each -> Possible.is(
                        each.equals("amount")
                                ? Change.Kind.AMOUNT
                                : each.equals("pause") ? Change.Kind.PAUSE : Change.Kind.FREQUENCY,
                        of,
                        clock.instant()))
                .map(each -> new Way(
                        texts.get(language, "contributions.cancel.offer." + each),
                        "/account/support/" + of.id() + "/" + each))
                .toList();
        return possible.isEmpty()
                ? null
                : new Offer(texts.get(language, "contributions.cancel.offer." + stop.reason() + ".text"), possible);
    }

    private static String what(Change.Kind kind) {
        return switch (kind) {
            case STOP -> "cancellation";
            case KEEP -> "continuation";
            case RESUME -> "resumption";
            case WITHDRAW -> "withdrawal";
            case AMOUNT, FREQUENCY, DAY, PAUSE, SINGLE, DOUBLE -> kind.key();
        };
    }
}

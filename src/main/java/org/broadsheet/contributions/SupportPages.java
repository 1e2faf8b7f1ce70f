package org.broadsheet.contributions;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.broadsheet.appeals.Appeals;
import org.broadsheet.appeals.Offer.Pick;
import org.broadsheet.appeals.SuggestedAmount;
import org.broadsheet.contributions.SupportPage.Line;
import org.broadsheet.contributions.SupportPage.OtherCurrency;
import org.broadsheet.contributions.SupportPage.Own;
import org.broadsheet.contributions.SupportPage.Promised;
import org.broadsheet.contributions.SupportPage.Spoken;
import org.broadsheet.money.AmountInput;
import org.broadsheet.money.Currencies;
import org.broadsheet.money.Money;
import org.broadsheet.money.MoneyText;
import org.broadsheet.privacy.Token;
import org.broadsheet.publication.Frequency;
import org.broadsheet.publication.GivingTerms.CardFee;
import org.broadsheet.publication.GivingTerms.CurrencyTerms;
import org.broadsheet.publication.Publication;
import org.broadsheet.publication.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Words the page before paying. */
@Component
class SupportPages {
    private final Appeals appeals;
    private final PromiseWords words;
    private final Contributions contributions;
    private final Publication publication;
    private final Texts texts;

    SupportPages(
            Appeals appeals, PromiseWords words, Contributions contributions, Publication publication, Texts texts) {
        this.appeals = appeals;
        this.words = words;
        this.contributions = contributions;
        this.publication = publication;
        this.texts = texts;
    }

    SupportPage page(SupportForm form, Reading reading, Locale locale) {
        var language = publication.newsroom().nearest(locale);
        var terms = reading.terms();
        var offer = appeals.offer(language, terms, reading.frequency(), chosen(form, reading));
        var own = reading.suggested() ? null : reading.base();
        var today = contributions.today();
        var spoken = List.of(Frequency.values()).stream()
                .map(each -> new Spoken(
                        each.key(),
                        offer.rhythm(each.key()).picks().stream()
                                .map(pick -> promised(pick, terms, new ChargeSchedule(each, today), language))
                                .toList(),
                        own(own, terms, new ChargeSchedule(each, today), language),
                        terms.choice(each).minimum().minorUnits(),
                        terms.choice(each).maximum().minorUnits()))
                .toList();
        return new SupportPage(
                offer,
                spoken,
                terms.currency().getCurrencyCode(),
                terms.currency().getDisplayName(language),
                Currencies.fractionDigits(terms.currency()),
                terms.cardFee().basisPoints(),
                terms.cardFee().fixed().minorUnits(),
                others(form, terms, language),
                Token.find(form.key()).orElseGet(Token::random).value(),
                today,
                own == null ? "" : String.valueOf(own.minorUnits()),
                typed(form, reading),
                form.fee(),
                form.email(),
                form.name(),
                FormReader.slug(form.article()),
                FormReader.slug(form.appeal()),
                reading.problems());
    }

    /** Whether the page that was sent had shown the promise for what it sends. */
    boolean wasPromised(SupportForm form, Reading reading) {
        var base = reading.base();
        return base != null
                && Token.find(form.key()).isPresent()
                && form.day().equals(contributions.today().toString())
                && (reading.suggested() || form.seen().equals(String.valueOf(base.minorUnits())));
    }

    private static Function<Frequency, String> chosen(SupportForm form, Reading reading) {
        return frequency -> {
            var terms = reading.terms();
            var base = frequency == reading.frequency() ? reading.base() : null;
            if (base != null) {
                return reading.suggested() ? MoneyText.plain(base) : SuggestedAmount.OWN;
            }
            var sent = form.choice(frequency);
            boolean isOwn = sent.equals(SuggestedAmount.OWN)
                    || frequency == reading.frequency()
                            && sent.isEmpty()
                            && !form.amount().isBlank();
            if (isOwn || sent.isEmpty()) {
                return isOwn ? SuggestedAmount.OWN : "";
            }
            var amount =
                    AmountInput.read(SuggestedAmount.read(sent, terms.currency().getCurrencyCode()), terms.currency());
            boolean known = amount instanceof AmountInput.Read read
                    && terms.choice(frequency).suggestions().contains(read.money());
            if (known && amount instanceof AmountInput.Read read) {
                return MoneyText.plain(read.money());
            }
            // Neither suggested nor in order: it stands in the field, with what is wrong beside it.
            return frequency == reading.frequency() ? SuggestedAmount.OWN : "";
        };
    }

    private static String typed(SupportForm form, Reading reading) {
        var sent = form.choice(reading.frequency());
        if (sent.isEmpty() || sent.equals(SuggestedAmount.OWN)) {
            return reading.suggested() ? "" : form.amount();
        }
        if (reading.suggested()) {
            return form.amount();
        }
        return SuggestedAmount.read(sent, reading.terms().currency().getCurrencyCode());
    }

    private Promised promised(Pick pick, CurrencyTerms terms, ChargeSchedule schedule, Locale language) {
        var base = terms.choice(schedule.frequency()).suggestions().get(pick.place() - 1);
        var total = CardFees.total(base, terms.cardFee());
        return new Promised(
                pick.place(),
                words.say(schedule, MoneyText.format(base, language), language),
                words.say(schedule, MoneyText.format(total, language), language),
                texts.get(language, "contributions.fee.add", MoneyText.format(total.minus(base), language)),
                feeHint(schedule, MoneyText.format(base, language), MoneyText.format(total, language), language));
    }

    private Own own(@Nullable Money base, CurrencyTerms terms, ChargeSchedule schedule, Locale language) {
        var unknown = words.sayUnknown(schedule, language);
        var feeUnknown = texts.get(language, "contributions.fee.addUnknown", rate(terms.cardFee(), language));
        var hintUnknown = texts.get(language, "contributions.fee.hintUnknown");
        var feePattern = texts.get(language, "contributions.fee.add", "{2}");
        var hintPattern = feeHint(schedule, "{0}", "{1}", language);
        if (base == null) {
            return new Own(
                    new Line(unknown, unknown, words.say(schedule, "{0}", language)),
                    new Line(unknown, unknown, words.say(schedule, "{1}", language)),
                    new Line(feeUnknown, feeUnknown, feePattern),
                    new Line(hintUnknown, hintUnknown, hintPattern));
        }
        var total = CardFees.total(base, terms.cardFee());
        var sum = MoneyText.format(base, language);
        var all = MoneyText.format(total, language);
        return new Own(
                new Line(words.say(schedule, sum, language), unknown, words.say(schedule, "{0}", language)),
                new Line(words.say(schedule, all, language), unknown, words.say(schedule, "{1}", language)),
                new Line(
                        texts.get(language, "contributions.fee.add", MoneyText.format(total.minus(base), language)),
                        feeUnknown,
                        feePattern),
                new Line(feeHint(schedule, sum, all, language), hintUnknown, hintPattern));
    }

    private String feeHint(ChargeSchedule schedule, String sum, String total, Locale language) {
        return texts.get(
                language, "contributions.fee.hint." + schedule.frequency().key(), sum, total);
    }

    /** {@code 1.5% + €0.25}. */
    private static String rate(CardFee fee, Locale language) {
        var percent = NumberFormat.getPercentInstance(language);
        percent.setMaximumFractionDigits(2);
        return percent.format(BigDecimal.valueOf(fee.basisPoints(), 4)) + " + "
                + MoneyText.exact(fee.fixed(), language);
    }

    private List<OtherCurrency> others(SupportForm form, CurrencyTerms current, Locale language) {
        return publication.terms().currencies().stream()
                .filter(each -> !Objects.equals(each.currency(), current.currency()))
                .map(each -> new OtherCurrency(
                        each.currency().getCurrencyCode(),
                        each.currency().getDisplayName(language),
                        MoneyText.symbol(each.currency(), language),
                        address(form, each.currency().getCurrencyCode())))
                .toList();
    }

    /** Where one comes from goes along, amounts do not: a newsroom's suggestions differ between currencies. */
    private static String address(SupportForm form, String currency) {
        var address = UriComponentsBuilder.fromPath("/support").queryParam("currency", currency);
        Frequency.find(form.frequency()).ifPresent(each -> address.queryParam("frequency", each.key()));
        var article = FormReader.slug(form.article());
        if (article != null) {
            address.queryParam("article", article);
        }
        var appeal = FormReader.slug(form.appeal());
        if (appeal != null) {
            address.queryParam("appeal", appeal);
        }
        return address.build().toUriString();
    }
}

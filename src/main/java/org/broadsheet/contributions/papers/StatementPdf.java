package org.broadsheet.contributions.papers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.broadsheet.members.Member;
import org.broadsheet.money.Money;
import org.broadsheet.money.MoneyText;
import org.broadsheet.payments.GivenBack;
import org.broadsheet.publication.Publication;
import org.broadsheet.publication.Texts;
import org.springframework.stereotype.Component;

/**
 * A year of somebody's receipts on paper, net of what has been given back since, whenever that was. Currencies stand apart and are
 * never added.
 */
@Component
class StatementPdf {
    private final Papers papers;
    private final GivenBack givenBack;
    private final PdfPress press;
    private final Publication publication;
    private final Texts texts;

    StatementPdf(Papers papers, GivenBack givenBack, PdfPress press, Publication publication, Texts texts) {
        this.papers = papers;
        this.givenBack = givenBack;
        this.press = press;
        this.publication = publication;
        this.texts = texts;
    }

    public record Row(String number, String date, String what, String sum, String back) {}

    /** @param rows oldest first */
    public record Part(String currency, List<Row> rows, String sum, String back, String net) {}

    static String fileName(FiscalYear year) {
        return "statement-" + year.firstDay() + "-" + year.lastDay() + ".pdf";
    }

    byte[] print(Member member, FiscalYear year, Locale language) {
        var zone = publication.newsroom().zone();
        var receipts = papers.of(member.id()).stream()
                .filter(each -> !each.paidAt().isBefore(year.from(zone))
                        && each.paidAt().isBefore(year.to(zone)))
                .sorted(Comparator.comparing(Receipt::paidAt))
                .toList();
        var back = givenBack.of(receipts.stream().map(Receipt::payment).toList());
        var model = new HashMap<String, Object>();
        model.put("from", ReceiptPdf.named(member));
        model.put("first", PaperDates.full(year.firstDay(), language));
        model.put("last", PaperDates.full(year.lastDay(), language));
        model.put("made", PaperDates.full(papers.now(), zone, language));
        model.put("address", publication.newsroom().address().toString());
        model.put("parts", parts(receipts, back, language));
        return press.print("statement", language, model);
    }

    private List<Part> parts(List<Receipt> receipts, Map<UUID, Money> back, Locale language) {
        var byCurrency = new TreeMap<String, List<Receipt>>();
        receipts.forEach(each -> byCurrency
                .computeIfAbsent(each.total().currency().getCurrencyCode(), code -> new ArrayList<>())
                .add(each));
        return byCurrency.entrySet().stream()
                .map(each -> part(Currency.getInstance(each.getKey()), each.getValue(), back, language))
                .toList();
    }

    private Part part(Currency currency, List<Receipt> receipts, Map<UUID, Money> back, Locale language) {
        var nothing = new Money(0, currency);
        var zone = publication.newsroom().zone();
        var sum = receipts.stream().map(Receipt::total).reduce(nothing, Money::plus);
        var returned = receipts.stream()
                .map(each -> back.getOrDefault(each.payment(), nothing))
                .reduce(nothing, Money::plus);
        return new Part(
                currency.getDisplayName(language),
                receipts.stream()
                        .map(each -> new Row(
                                each.number().toString(),
                                PaperDates.full(each.paidAt(), zone, language),
                                texts.get(
                                        language,
                                        "contributions.kind." + each.frequency().key()),
                                MoneyText.exact(each.total(), language),
                                MoneyText.exact(back.getOrDefault(each.payment(), nothing), language)))
                        .toList(),
                MoneyText.exact(sum, language),
                MoneyText.exact(returned, language),
                MoneyText.exact(sum.minus(returned), language));
    }
}

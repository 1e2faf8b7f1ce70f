package org.broadsheet.contributions.papers;

import java.util.HashMap;
import org.broadsheet.members.Member;
import org.broadsheet.money.Money;
import org.broadsheet.money.MoneyText;
import org.broadsheet.publication.Publication;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts a receipt on paper. */
@Component
public class ReceiptPdf {
    private final PdfPress press;
    private final Publication publication;

    ReceiptPdf(PdfPress press, Publication publication) {
        this.press = press;
        this.publication = publication;
    }

    /** The name of the file: nothing in it tells whose it is or what for. */
    public static String fileName(Receipt receipt) {
        return "receipt-" + receipt.number() + ".pdf";
    }

    /**
     * @param from who gave; null when there is nobody to name
     * @param refunded what has been given back since; null when nothing has
     */
    public byte[] print(Receipt receipt, @Nullable Member from, @Nullable Money refunded) {
        var language = publication.newsroom().nearest(receipt.language());
        var zone = publication.newsroom().zone();
        var model = new HashMap<String, Object>();
        model.put("number", receipt.number().toString());
        model.put("frequency", receipt.frequency().key());
        model.put("base", MoneyText.exact(receipt.base(), language));
        put(model, "fee", receipt.fee().isZero() ? null : MoneyText.exact(receipt.fee(), language));
        model.put("sum", MoneyText.exact(receipt.total(), language));
        put(model, "refunded", refunded == null ? null : MoneyText.exact(refunded, language));
        model.put("paidOn", PaperDates.full(receipt.paidAt(), zone, language));
        put(model, "card", receipt.card());
        model.put("promise", receipt.promise());
        model.put("promiseLanguage", receipt.language().getLanguage());
        model.put("promisedOn", PaperDates.full(receipt.promisedOn(), language));
        model.put("address", publication.newsroom().address().toString());
        put(model, "from", from == null ? null : named(from));
        return press.print("receipt", language, model);
    }

    static String named(Member member) {
        return member.name() == null
                ? member.email().value()
                : member.name() + " (" + member.email().value() + ")";
    }

    private static void put(HashMap<String, Object> model, String key, @Nullable Object value) {
        if (value != null) {
            model.put(key, value);
        }
    }
}

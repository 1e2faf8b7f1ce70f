package org.broadsheet.contributions.papers;

import java.util.Optional;
import java.util.UUID;
import org.broadsheet.mail.Enclosure;
import org.broadsheet.mail.EnclosureSource;
import org.broadsheet.members.Members;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** The PDF that goes along with a receipt mail. Made when the mail is sent: no queue holds it. */
@Component
class ReceiptEnclosure implements EnclosureSource {
    static final String KEY = "receipt:";

    private final ReceiptStore store;
    private final ReceiptPdf pdf;
    private final Members members;

    ReceiptEnclosure(ReceiptStore store, ReceiptPdf pdf, Members members) {
        this.store = store;
        this.pdf = pdf;
        this.members = members;
    }

    @Override
    public Optional<Enclosure> of(String messageKey) {
        if (!messageKey.startsWith(KEY)) {
            return Optional.empty();
        }
        var payment = UUID.fromString(messageKey.substring(KEY.length()));
        return store.of(payment).map(receipt -> {
            var from = store.memberOf(payment).flatMap(members::find).orElse(null);
            return new Enclosure(
                    ReceiptPdf.fileName(receipt), MediaType.APPLICATION_PDF_VALUE, pdf.print(receipt, from, null));
        });
    }
}

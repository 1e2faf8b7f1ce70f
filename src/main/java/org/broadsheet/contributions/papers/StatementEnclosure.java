package org.broadsheet.contributions.papers;

import java.time.YearMonth;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.mail.Enclosure;
import org.broadsheet.mail.EnclosureSource;
import org.broadsheet.members.MemberId;
import org.broadsheet.members.Members;
import org.broadsheet.publication.Publication;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** The PDF that goes along with a statement mail. Made when the mail is sent, so it says what is true then. */
@Component
class StatementEnclosure implements EnclosureSource {
    private static final String KEY = "statement:";

    private final StatementPdf pdf;
    private final Members members;
    private final Publication publication;

    StatementEnclosure(StatementPdf pdf, Members members, Publication publication) {
        this.pdf = pdf;
        this.members = members;
        this.publication = publication;
    }

    static String key(MemberId member, FiscalYear year) {
        return KEY + member.value() + ":" + year.first();
    }

    @Override
    public Optional<Enclosure> of(String messageKey) {
        if (!messageKey.startsWith(KEY)) {
            return Optional.empty();
        }
        var parts = messageKey.substring(KEY.length()).split(":", 2);
        var year = new FiscalYear(YearMonth.parse(parts[1]));
        return members.find(new MemberId(UUID.fromString(parts[0])))
                .map(member -> new Enclosure(
                        StatementPdf.fileName(year),
                        MediaType.APPLICATION_PDF_VALUE,
                        pdf.print(member, year, publication.newsroom().nearest(member.language()))));
    }
}

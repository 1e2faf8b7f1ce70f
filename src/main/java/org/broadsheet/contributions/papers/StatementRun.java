package org.broadsheet.contributions.papers;

import java.util.Map;
import org.broadsheet.mail.Mailroom;
import org.broadsheet.mail.Message;
import org.broadsheet.members.Member;
import org.broadsheet.members.Members;
import org.broadsheet.publication.Publication;
import org.broadsheet.publication.Texts;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;

/**
 * Sends every supporter of a year their own statement, once however often it is asked for. No staff member gets a list of names for it:
 * each paper goes to whom it is about, and is made when its mail is sent.
 */
@Component
class StatementRun {
    private final ReceiptStore store;
    private final Members members;
    private final Mailroom mailroom;
    private final Publication publication;
    private final Texts texts;

    StatementRun(ReceiptStore store, Members members, Mailroom mailroom, Publication publication, Texts texts) {
        this.store = store;
        this.members = members;
        this.mailroom = mailroom;
        this.publication = publication;
        this.texts = texts;
    }

    int supporters(FiscalYear year) {
        var zone = publication.newsroom().zone();
        return store.givers(year.from(zone), year.to(zone)).size();
    }

    @Async
    void send(FiscalYear year) {
        var zone = publication.newsroom().zone();
        for (var giver : store.givers(year.from(zone), year.to(zone))) {
            members.find(giver).ifPresent(member -> send(member, year));
        }
    }

    private void send(Member member, FiscalYear year) {
        var language = publication.newsroom().nearest(member.language());
        var first = PaperDates.full(year.firstDay(), language);
        var last = PaperDates.full(year.lastDay(), language);
        mailroom.send(new Message(
                StatementEnclosure.key(member.id(), year),
                "statement",
                member.email(),
                language,
                texts.get(language, "papers.statement.mail.subject", first, last),
                Map.of(
                        "first",
                        first,
                        "last",
                        last,
                        "account",
                        publication
                                .newsroom()
                                .absolute(language, "/account/receipts")
                                .toString()),
                Message.Urgency.NORMAL,
                null));
    }
}

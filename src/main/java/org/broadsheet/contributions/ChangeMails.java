package org.broadsheet.contributions;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.broadsheet.mail.Mailroom;
import org.broadsheet.mail.Message;
import org.broadsheet.members.Member;
import org.broadsheet.members.Members;
import org.broadsheet.money.MoneyText;
import org.broadsheet.publication.Publication;
import org.broadsheet.publication.Texts;
import org.springframework.stereotype.Component;

/** Confirms in writing, with its date, what was asked for, what follows from it and how it is undone. */
@Component
class ChangeMails {
    private final Mailroom mailroom;
    private final Members members;
    private final Publication publication;
    private final ChangeWords words;
    private final Texts texts;
    private final Clock clock;

    ChangeMails(
            Mailroom mailroom, Members members, Publication publication, ChangeWords words, Texts texts, Clock clock) {
        this.mailroom = mailroom;
        this.members = members;
        this.publication = publication;
        this.words = words;
        this.texts = texts;
        this.clock = clock;
    }

    void noted(Contribution contribution, Change change, Wish wish) {
        send(contribution, "change:" + change.id(), (member, model) -> {
            var language = member.language();
            var zone = publication.newsroom().zone();
            model.put(
                    "title",
                    texts.get(language, "contributions.change." + change.kind().key() + ".noted"));
            var lines = new ArrayList<String>();
            lines.add(texts.get(
                    language, "contributions.change.mail.asked", DateWords.full(change.askedAt(), zone, language)));
            lines.add(words.meaning(wish, contribution, language));
            lines.add(texts.get(language, "contributions.change.mail.queued"));
            model.put("lines", lines);
            model.put("charges", words.charges(Forecast.after(wish, contribution, zone, clock.instant()), language));
        });
    }

    void refused(Contribution contribution, Change change) {
        send(contribution, "change-refused:" + change.id(), (member, model) -> {
            var language = member.language();
            var zone = publication.newsroom().zone();
            model.put("title", texts.get(language, "contributions.change.refused.title"));
            model.put(
                    "lines",
                    List.of(texts.get(
                            language,
                            "contributions.change.refused.text",
                            DateWords.full(change.askedAt(), zone, language))));
            model.put("charges", words.charges(Forecast.of(contribution, zone), language));
        });
    }

    /** Asks the owner of an address what a second promise was meant to be. */
    void asked(Contribution held, Contribution live) {
        send(held, "held:" + held.id(), (member, model) -> {
            var language = member.language();
            model.put("title", texts.get(language, "contributions.held.title"));
            model.put(
                    "lines",
                    List.of(
                            texts.get(
                                    language,
                                    "contributions.held.text",
                                    words.amount(held, language),
                                    words.amount(live, language)),
                            texts.get(language, "contributions.held.silence")));
            model.put("charges", List.of());
            model.put(
                    "link",
                    publication
                            .newsroom()
                            .absolute(language, "/account/support/" + held.id() + "/second")
                            .toString());
            model.put("linkText", texts.get(language, "contributions.held.link"));
        });
    }

    /** The second promise is settled one way or the other. */
    void answered(Contribution held, Change change, String how) {
        send(held, "held-answered:" + change.id(), (member, model) -> {
            var language = member.language();
            model.put("title", texts.get(language, "contributions.held.answered.title"));
            model.put(
                    "lines",
                    List.of(
                            texts.get(
                                    language,
                                    "contributions.held.answered." + how,
                                    MoneyText.format(held.amount(), language)),
                            texts.get(language, "contributions.change.mail.queued")));
            model.put("charges", List.of());
        });
    }

    private void send(Contribution contribution, String key, Filling filling) {
        if (contribution.member() == null) {
            return;
        }
        members.find(contribution.member()).ifPresent(member -> {
            var newsroom = publication.newsroom();
            Locale language = member.language();
            Map<String, Object> model = new HashMap<>();
            model.put("link", newsroom.absolute(language, "/account/support").toString());
            model.put("linkText", texts.get(language, "contributions.receipt.manage"));
            filling.fill(member, model);
            mailroom.send(new Message(
                    key,
                    "change",
                    member.email(),
                    language,
                    newsroom.name(language) + ": " + model.get("title"),
                    model,
                    Message.Urgency.NORMAL,
                    null));
        });
    }

    private interface Filling {
        void fill(Member member, Map<String, Object> model);
    }
}

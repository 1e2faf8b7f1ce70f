package org.broadsheet.members;

import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.mail.Mailroom;
import org.broadsheet.mail.Message;
import org.broadsheet.mail.Message.Urgency;
import org.broadsheet.privacy.Privacy;
import org.broadsheet.privacy.Token;
import org.broadsheet.publication.Publication;
import org.broadsheet.publication.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes the letter with link and code while nobody waits, so that the page's answer takes as long for an unknown address. */
@Component
class SignInLetters {
    private final SignInStore store;
    private final MemberStore members;
    private final Mailroom mailroom;
    private final Publication publication;
    private final Texts texts;
    private final AskLimits limits;
    private final Privacy privacy;
    private final Clock wall;

    SignInLetters(
            SignInStore store,
            MemberStore members,
            Mailroom mailroom,
            Publication publication,
            Texts texts,
            AskLimits limits,
            Privacy privacy,
            @Qualifier("wall") Clock wall) {
        this.store = store;
        this.members = members;
        this.mailroom = mailroom;
        this.publication = publication;
        this.texts = texts;
        this.limits = limits;
        this.privacy = privacy;
        this.wall = wall;
    }

    /**
     * @param to null for nobody
     * @param language null for the one on record
     */
    @Async
    @Transactional
    public void write(UUID signIn, @Nullable MemberId to, @Nullable Locale language) {
        var member = to == null ? null : members.find(to).orElse(null);
        if (member == null || !limits.mayMail(member.id())) {
            return;
        }
        var token = Token.random();
        var code = SignInCode.random();
        store.arm(signIn, token.hash(), SignIns.fingerprint(privacy, signIn, code));
        var newsroom = publication.newsroom();
        var spoken = newsroom.nearest(language == null ? member.language() : language);
        mailroom.send(new Message(
                "sign-in:" + signIn,
                "sign-in",
                member.email(),
                spoken,
                texts.get(spoken, "mail.signIn.subject", newsroom.name(spoken)),
                Map.of("link", newsroom.absolute(spoken, "/sign-in/" + token.value()), "code", code.shown()),
                Urgency.AWAITED,
                wall.instant().plus(SignIns.LIFETIME)));
    }
}

package org.broadsheet.contributions;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.broadsheet.members.Member;
import org.broadsheet.members.Members;
import org.broadsheet.members.SignedOutEverywhere;
import org.broadsheet.privacy.Privacy;
import org.broadsheet.privacy.Token;
import org.broadsheet.publication.Publication;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Links that open one contribution without signing in, as mails carry them. They show it and let it be stopped; they never show who
 * gives, and change neither card nor address.
 */
@Component
class ManageLinks {
    private static final Duration YOUNG = Duration.ofDays(60);

    private final ManageLinkStore store;
    private final ContributionStore contributions;
    private final Members members;
    private final Privacy privacy;
    private final Publication publication;
    private final Clock wall;

    ManageLinks(
            ManageLinkStore store,
            ContributionStore contributions,
            Members members,
            Privacy privacy,
            Publication publication,
            @Qualifier("wall") Clock wall) {
        this.store = store;
        this.contributions = contributions;
        this.members = members;
        this.privacy = privacy;
        this.publication = publication;
        this.wall = wall;
    }

    /** A new address for a mail to this member. */
    String withReceipt(Contribution contribution, Member to, Locale language) {
        return make(contribution, to, language, true);
    }

    /** As {@link #withReceipt}, for a mail that is no receipt and ends no earlier link. */
    String withLetter(Contribution contribution, Member to, Locale language) {
        return make(contribution, to, language, false);
    }

    private String make(Contribution contribution, Member to, Locale language, boolean receipt) {
        var token = Token.random();
        store.add(contribution.id(), to.id(), token.hash(), privacy.blindIndex(to.email()), receipt, wall.instant());
        return publication
                .newsroom()
                .absolute(language, "/manage/" + token.value())
                .toString();
    }

    /** Empty alike for a link that never was and for one that is over. */
    Optional<Contribution> open(String token) {
        return Token.find(token)
                .flatMap(each -> store.alive(each.hash(), wall.instant().minus(YOUNG)))
                .filter(this::stillFits)
                .flatMap(link -> contributions.find(link.contribution()))
                .filter(contribution -> contribution.member() != null);
    }

    private boolean stillFits(ManageLinkStore.Link link) {
        return members.find(link.member())
                .filter(member -> MessageDigest.isEqual(privacy.blindIndex(member.email()), link.emailIndex()))
                .isPresent();
    }

    @EventListener
    void on(SignedOutEverywhere shut) {
        store.revoke(shut.member(), wall.instant());
    }
}

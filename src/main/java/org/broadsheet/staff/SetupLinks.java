package org.broadsheet.staff;

import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.broadsheet.members.MemberId;
import org.broadsheet.privacy.Token;
import org.broadsheet.publication.Publication;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The link with which the first owner comes in: it holds until that owner has a passkey, and no longer. On a machine in local mode it
 * also opens the desk without one, as long as the process runs that made it.
 */
@Component
class SetupLinks {
    private static final Duration LIFETIME = Duration.ofHours(24);
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final SetupLinkStore store;
    private final StaffStore people;
    private final Publication publication;
    private final boolean local;
    private final Clock wall;
    private final Set<ByteBuffer> madeHere = ConcurrentHashMap.newKeySet();

    SetupLinks(
            SetupLinkStore store,
            StaffStore people,
            Publication publication,
            @Value("${broadsheet.local:false}") boolean local,
            @Qualifier("wall") Clock wall) {
        this.store = store;
        this.people = people;
        this.publication = publication;
        this.local = local;
        this.wall = wall;
    }

    @Transactional
    public URI make() {
        var token = Token.random();
        var now = wall.instant();
        store.expireUnused(now);
        store.add(token.hash(), now, now.plus(LIFETIME));
        if (isLocal()) {
            madeHere.clear();
            madeHere.add(ByteBuffer.wrap(token.hash()));
        }
        var newsroom = publication.newsroom();
        return newsroom.absolute(newsroom.firstLanguage(), "/desk/setup/" + token.value());
    }

    /** Whether somebody with it may become the first owner. */
    boolean setsUp(Token token) {
        return store.find(token.hash())
                        .filter(link -> !link.used()
                                && (opensDesk(token) || link.expiresAt().isAfter(wall.instant())))
                        .isPresent()
                && !people.hasReadyOwner();
    }

    boolean opensDesk(Token token) {
        return isLocal() && madeHere.contains(ByteBuffer.wrap(token.hash()));
    }

    /** Takes the link for this person; whoever began with it before and did not finish is forgotten. */
    void assign(Token token, MemberId member) {
        store.find(token.hash()).map(SetupLinkStore.SetupLink::member).ifPresent(before -> {
            if (!before.equals(member)) {
                people.dropUnready(before);
            }
        });
        store.assign(token.hash(), member);
    }

    void lock() {
        store.lock();
    }

    void useUp(MemberId member) {
        store.useUp(member, wall.instant());
    }

    /** The setting alone is not enough: on a site that has a name, a forgotten switch would be an open door. */
    boolean isLocal() {
        return local && THIS_MACHINE.contains(publication.newsroom().address().getHost());
    }
}

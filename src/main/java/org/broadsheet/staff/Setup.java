package org.broadsheet.staff;

import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.members.MemberId;
import org.broadsheet.members.Members;
import org.broadsheet.privacy.EmailAddress;
import org.broadsheet.privacy.Token;
import org.broadsheet.publication.Publication;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How the first owner comes in: with a link that was printed where the application was started. */
@Component
class Setup {
    private static final EmailAddress LOCAL_OWNER = new EmailAddress("owner@newsroom.example");

    private final SetupLinks links;
    private final StaffStore people;
    private final Members members;
    private final Publication publication;
    private final AuditTrail audit;
    private final Clock clock;
    private final Clock wall;

    Setup(
            SetupLinks links,
            StaffStore people,
            Members members,
            Publication publication,
            AuditTrail audit,
            Clock clock,
            @Qualifier("wall") Clock wall) {
        this.links = links;
        this.people = people;
        this.members = members;
        this.publication = publication;
        this.audit = audit;
        this.clock = clock;
        this.wall = wall;
    }

    /** Makes the owner, who may now register a passkey and nothing else. Can be done again until there is one. */
    @Transactional
    public Optional<MemberId> begin(Token token, String name, EmailAddress email, Locale language) {
        links.lock();
        if (!links.setsUp(token)) {
            return Optional.empty();
        }
        var owner = members.memberFor(email, name, language);
        people.add(owner, name, Set.of(Role.OWNER), clock.instant());
        links.assign(token, owner);
        audit.recordOf(owner, "setup.begun", "");
        return Optional.of(owner);
    }

    /** Local mode alone: the owner, made now if nobody has been one yet. */
    @Transactional
    public Optional<MemberId> openDesk(Token token) {
        links.lock();
        if (!links.opensDesk(token)) {
            return Optional.empty();
        }
        var owner = people.firstActiveOwner().map(StaffMember::id).orElseGet(this::localOwner);
        audit.recordOf(owner, "signed-in", "local set-up link");
        return Optional.of(owner);
    }

    private MemberId localOwner() {
        var newsroom = publication.newsroom();
        var owner = members.memberFor(LOCAL_OWNER, newsroom.editor(), newsroom.firstLanguage());
        people.add(owner, newsroom.editor(), Set.of(Role.OWNER), clock.instant());
        return owner;
    }
}

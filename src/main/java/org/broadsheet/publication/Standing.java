package org.broadsheet.publication;

import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether we are where we were. A restored copy of the database, or a second server that was left on, must not charge anybody and must
 * not write to anybody: whoever does either asks here first.
 */
@Service
public class Standing {
    private static final Logger LOG = LoggerFactory.getLogger(Standing.class);
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1");

    private final StandingStore store;
    private final PublicationSettings settings;
    private final Clock wall;
    private final boolean moved;
    private volatile String mode = "test";
    private volatile @Nullable String account;

    /** @param moved whether whoever starts it says that the move is meant */
    Standing(
            StandingStore store,
            PublicationSettings settings,
            @Qualifier("wall") Clock wall,
            @Value("${broadsheet.confirm-move:false}") boolean moved) {
        this.store = store;
        this.settings = settings;
        this.wall = wall;
        this.moved = moved;
    }

    /** @param base where readers find us; @param account null until Stripe has told it */
    public record Place(URI base, String mode, @Nullable String account) {}

    /** By whoever talks to Stripe, before anything is asked of it. @param mode {@code test} or {@code live} */
    public void declare(String newMode) {
        mode = newMode;
    }

    /** Which account Stripe says that our key belongs to. */
    public void declareAccount(String newAccount) {
        account = newAccount;
        if (moved) {
            confirm();
        }
        if (mayAct()) {
            store.know(newAccount);
        } else {
            LOG.error(
                    "This is a copy: it stood at {} and stands at {} now. It neither charges nor writes to anybody until"
                            + " an owner confirms the move at /desk/inbox, or it is started with --broadsheet.confirm-move=true",
                    known().map(Place::base).orElse(null),
                    settings.baseUrl());
        }
    }

    /** The first one who asks settles it. */
    public boolean mayAct() {
        var here = here();
        store.settle(here, wall.instant());
        return known().map(before -> isSame(before, here)).orElse(true);
    }

    public Optional<Place> known() {
        return store.find();
    }

    public Place here() {
        return new Place(settings.baseUrl(), mode, account);
    }

    /** An owner says that the newsroom moved, and that nothing else runs where it was. */
    @Transactional
    public void confirm() {
        store.put(here(), wall.instant());
    }

    private static boolean isSame(Place before, Place now) {
        if (isThisMachine(before.base())
                && isThisMachine(now.base())
                && before.mode().equals(now.mode())) {
            // Tried out on a machine of one's own: its ports and its sandbox come and go.
            return true;
        }
        return before.base().equals(now.base())
                && before.mode().equals(now.mode())
                && (before.account() == null
                        || now.account() == null
                        || Objects.equals(before.account(), now.account()));
    }

    private static boolean isThisMachine(URI base) {
        return THIS_MACHINE.contains(Objects.requireNonNullElse(base.getHost(), ""));
    }
}

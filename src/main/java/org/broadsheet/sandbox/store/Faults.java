package org.broadsheet.sandbox.store;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was ordered to go wrong, taken one by one. */
public final class Faults {
    private final FaultStore store;

    public Faults(JdbcClient sql) {
        this.store = new FaultStore(sql);
    }

    public List<Fault> all() {
        return store.all();
    }

    public void order(Fault fault) {
        store.order(fault);
    }

    public void clear() {
        store.clear();
    }

    /** Those of some kinds, for this transaction alone until it ends. */
    Reserved reserve(Set<Fault.Kind> kinds) {
        return new Reserved(store, store.lock(kinds));
    }

    public Optional<Fault> take(Fault.Kind kind, String subject) {
        return take(EnumSet.of(kind), subject, fault -> true);
    }

    public Optional<Fault> take(Set<Fault.Kind> kinds, String subject, Predicate<Fault> suits) {
        return store.all().stream()
                .filter(fault -> kinds.contains(fault.kind()) && fault.concerns(subject) && suits.test(fault))
                .filter(fault -> fault.remaining() == null || store.use(fault.id()) || store.useUp(fault.id()))
                .findFirst();
    }
}

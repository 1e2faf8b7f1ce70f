package org.broadsheet.sandbox.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Faults that only one transaction can take, so that what it knows of them stays true until it ends. */
final class Reserved {
    private final FaultStore store;
    private final List<Fault> left;

    Reserved(FaultStore store, List<Fault> locked) {
        this.store = store;
        this.left = new ArrayList<>(locked);
    }

    /** As it was before it was taken: the last of a kind says so. */
    Optional<Fault> take(Fault.Kind kind, String subject) {
        for (int i = 0; i < left.size(); i++) {
            var fault = left.get(i);
            if (fault.kind() != kind || !fault.concerns(subject)) continue;
            if (fault.isItsLast()) {
                store.useUp(fault.id());
                left.remove(i);
            } else if (fault.remaining() != null) {
                store.use(fault.id());
                left.set(i, fault.used());
            }
            return Optional.of(fault);
        }
        return Optional.empty();
    }
}

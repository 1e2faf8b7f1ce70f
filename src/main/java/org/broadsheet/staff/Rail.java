package org.broadsheet.staff;

import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** The places of the desk, in order, as far as somebody may go. */
@Component
class Rail {
    private final List<DeskEntry> entries;

    Rail(List<DeskEntry> entries) {
        this.entries = entries.stream()
                .sorted(Comparator.comparingInt(DeskEntry::order).thenComparing(DeskEntry::path))
                .toList();
    }

    List<DeskEntry> of(StaffMember person) {
        return entries.stream().filter(each -> each.isFor(person)).toList();
    }

    /** Where somebody starts who has just come in. */
    String start(StaffMember person) {
        return of(person).stream().map(DeskEntry::path).findFirst().orElse("/desk/you");
    }
}

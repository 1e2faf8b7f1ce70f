package org.broadsheet.staff;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the layout of every desk page asks for: who is there, where they may go, and where they are. */
@ControllerAdvice
class DeskAdvice {
    /** As the layout reads it. */
    record Desk(StaffMember person, List<DeskEntry> entries, String current) {}

    private final Staff staff;
    private final Rail rail;

    DeskAdvice(Staff staff, Rail rail) {
        this.staff = staff;
        this.rail = rail;
    }

    @ModelAttribute("desk")
    @Nullable
    Desk desk(HttpServletRequest request) {
        var path = request.getRequestURI();
        if (!path.equals("/desk") && !path.startsWith("/desk/")) {
            return null;
        }
        return staff.current().map(person -> desk(person, path)).orElse(null);
    }

    private Desk desk(StaffMember person, String path) {
        var entries = rail.of(person);
        var current = entries.stream()
                .filter(each -> each.contains(path))
                .map(DeskEntry::path)
                .max(Comparator.comparingInt(String::length));
        return new Desk(person, entries, current.orElse(path));
    }
}

package org.broadsheet.reports;

import java.util.Set;
import org.broadsheet.staff.DeskEntry;
import org.broadsheet.staff.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the desk's rail leads to figures: whoever looks after supporters or money, not who writes. */
@Configuration(proxyBeanMethods = false)
class DeskEntries {
    static final Set<Role> READERS = Set.of(Role.CARE, Role.FINANCE, Role.OWNER);

    @Bean
    DeskEntry overviewEntry() {
        return new DeskEntry("/desk", "reports.desk.overview", READERS, 10);
    }

    @Bean
    DeskEntry ledgerEntry() {
        return new DeskEntry("/desk/ledger", "reports.desk.ledger", Set.of(Role.FINANCE, Role.OWNER), 60);
    }
}

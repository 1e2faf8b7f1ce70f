package org.broadsheet.operations;

import java.util.Set;
import org.broadsheet.staff.DeskEntry;
import org.broadsheet.staff.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(value = "operationsDeskEntries", proxyBeanMethods = false)
class DeskEntries {
    @Bean
    DeskEntry inboxEntry() {
        return new DeskEntry("/desk/inbox", "operations.desk.inbox", Set.of(Role.FINANCE, Role.OWNER), 70);
    }

    @Bean
    DeskEntry disputesEntry() {
        return new DeskEntry("/desk/disputes", "operations.disputes.title", Set.of(Role.FINANCE, Role.OWNER), 66);
    }
}

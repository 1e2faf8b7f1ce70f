package org.broadsheet.contributions.papers;

import java.util.Set;
import org.broadsheet.members.AccountEntry;
import org.broadsheet.staff.DeskEntry;
import org.broadsheet.staff.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PapersConfiguration {

    @Bean
    AccountEntry receiptsEntry() {
        return new AccountEntry("/account/receipts", "papers.title", 20);
    }

    @Bean
    DeskEntry statementsEntry() {
        return new DeskEntry("/desk/statements", "papers.desk.title", Set.of(Role.FINANCE, Role.OWNER), 65);
    }
}

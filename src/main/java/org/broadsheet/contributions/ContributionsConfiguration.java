package org.broadsheet.contributions;

import java.util.Set;
import org.broadsheet.members.AccountEntry;
import org.broadsheet.staff.DeskEntry;
import org.broadsheet.staff.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ContributionsConfiguration {

    @Bean
    AccountEntry supportEntry() {
        return new AccountEntry("/account/support", "contributions.account.title", 10);
    }

    @Bean
    DeskEntry refundsEntry() {
        return new DeskEntry("/desk/refunds", "refunds.desk", Set.of(Role.FINANCE, Role.OWNER), 65);
    }
}

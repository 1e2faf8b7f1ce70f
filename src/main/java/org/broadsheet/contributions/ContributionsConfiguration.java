package org.broadsheet.contributions;

import org.broadsheet.members.AccountEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ContributionsConfiguration {

    @Bean
    AccountEntry supportEntry() {
        return new AccountEntry("/account/support", "contributions.account.title", 10);
    }
}

package org.broadsheet.contributions.papers;

import org.broadsheet.members.AccountEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PapersConfiguration {

    @Bean
    AccountEntry receiptsEntry() {
        return new AccountEntry("/account/receipts", "papers.title", 20);
    }
}

package org.broadsheet.members;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MembersConfiguration {

    @Bean
    AccountEntry securityEntry() {
        return new AccountEntry("/account/security", "members.security.title", 90);
    }

    @Bean
    RecurringTask<Void> signInCleaning(SignIns signIns) {
        return Tasks.recurring("members-forget-old-sign-ins", FixedDelay.of(Duration.ofHours(1)))
                .execute((instance, context) -> signIns.forgetOld());
    }
}

package org.broadsheet.staff;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.management.JdbcPublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.JdbcUserCredentialRepository;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;

@Configuration(proxyBeanMethods = false)
class StaffConfiguration {

    /** Passkeys belong to the site's own host. Spring's default would only prefer that the device knows its owner. */
    @Bean
    WebAuthnRelyingPartyOperations passkeyOperations(
            PublicKeyCredentialUserEntityRepository holders,
            UserCredentialRepository credentials,
            @Value("${broadsheet.base-url}") URI address) {
        var site = PublicKeyCredentialRpEntity.builder()
                .id(address.getHost())
                .name(address.getHost())
                .build();
        var operations = new Webauthn4JRelyingPartyOperations(holders, credentials, site, Set.of(origin(address)));
        operations.setCustomizeCreationOptions(options -> options.timeout(Challenges.LIFETIME)
                .authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build()));
        operations.setCustomizeRequestOptions(
                options -> options.timeout(Challenges.LIFETIME).userVerification(UserVerificationRequirement.REQUIRED));
        return operations;
    }

    @Bean
    PublicKeyCredentialUserEntityRepository passkeyHolders(JdbcOperations jdbc) {
        return new JdbcPublicKeyCredentialUserEntityRepository(jdbc);
    }

    @Bean
    UserCredentialRepository passkeyCredentials(JdbcOperations jdbc) {
        return new JdbcUserCredentialRepository(jdbc);
    }

    @Bean
    RecurringTask<Void> challengeCleaning(Challenges challenges) {
        return Tasks.recurring("staff-forget-old-challenges", FixedDelay.of(Duration.ofHours(1)))
                .execute((instance, context) -> challenges.forgetExpired());
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getAuthority();
    }
}

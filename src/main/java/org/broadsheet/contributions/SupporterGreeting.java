package org.broadsheet.contributions;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.broadsheet.appeals.SupporterCookie;
import org.broadsheet.members.MemberId;
import org.broadsheet.members.SignInGreeting;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Who signs in on a new device is known there as a supporter from then on. */
@Component
class SupporterGreeting implements SignInGreeting {
    private final Contributions contributions;
    private final SupporterCookie cookie;
    private final Clock clock;

    SupporterGreeting(Contributions contributions, SupporterCookie cookie, Clock clock) {
        this.contributions = contributions;
        this.cookie = cookie;
        this.clock = clock;
    }

    @Override
    public void greet(MemberId member, HttpServletRequest request, HttpServletResponse response) {
        contributions.of(member).stream()
                .map(this::until)
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .filter(end -> end.isAfter(clock.instant()))
                .ifPresent(end -> response.addHeader(
                        HttpHeaders.SET_COOKIE, cookie.until(end).toString()));
    }

    private Optional<Instant> until(Contribution contribution) {
        if (contribution.startedAt() == null) {
            return Optional.empty();
        }
        var from = contribution.state().runs()
                ? clock.instant()
                : Objects.requireNonNullElse(contribution.settledAt(), contribution.startedAt());
        return Optional.of(SupporterTime.until(contribution.frequency(), from));
    }
}

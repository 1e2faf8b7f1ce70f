package org.broadsheet.appeals;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.broadsheet.privacy.Privacy;
import org.broadsheet.publication.SiteCookies;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/** Says "supporter until this day" and nothing else: not who, not how much. Signed, so that nobody else can say it. */
@Component
public class SupporterCookie {
    private static final String NAME = "supporter";
    private static final String PURPOSE = "supporter until";

    /** Browsers keep no cookie longer. */
    private static final Duration LONGEST = Duration.ofDays(400);

    private final SiteCookies cookies;
    private final Privacy privacy;
    private final Clock clock;

    SupporterCookie(SiteCookies cookies, Privacy privacy, Clock clock) {
        this.cookies = cookies;
        this.privacy = privacy;
        this.clock = clock;
    }

    public ResponseCookie until(Instant end) {
        var day = LocalDate.ofInstant(end, ZoneOffset.UTC);
        var age = Duration.between(clock.instant(), end.plus(Duration.ofDays(1)));
        return cookies.make(NAME, privacy.sign(PURPOSE, day.toString()))
                .maxAge(age.compareTo(LONGEST) > 0 ? LONGEST : age.isNegative() ? Duration.ZERO : age)
                .build();
    }

    boolean isSupporter(HttpServletRequest request) {
        return cookies.read(request, NAME)
                .flatMap(signed -> privacy.verify(PURPOSE, signed))
                .flatMap(SupporterCookie::day)
                .filter(day -> !day.isBefore(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)))
                .isPresent();
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException ignored) {
            return Optional.empty();
        }
    }
}

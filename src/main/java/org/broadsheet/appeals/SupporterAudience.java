package org.broadsheet.appeals;

import jakarta.servlet.http.HttpServletRequest;
import org.broadsheet.articles.Audience;
import org.broadsheet.articles.AudienceCheck;
import org.springframework.stereotype.Component;

@Component
class SupporterAudience implements AudienceCheck {
    private final SupporterCookie cookie;

    SupporterAudience(SupporterCookie cookie) {
        this.cookie = cookie;
    }

    @Override
    public Audience audienceOf(HttpServletRequest request) {
        return cookie.isSupporter(request) ? Audience.SUPPORTER : Audience.READER;
    }
}

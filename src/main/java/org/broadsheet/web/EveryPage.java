package org.broadsheet.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.broadsheet.members.Members;
import org.broadsheet.publication.MemberNotice;
import org.broadsheet.publication.Notice;
import org.broadsheet.publication.Publication;
import org.broadsheet.publication.Site;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every template may ask: who publishes, in which language, and whether somebody is signed in. */
@ControllerAdvice
class EveryPage {
    private static final Logger LOG = LoggerFactory.getLogger(EveryPage.class);

    private final Publication publication;
    private final Members members;
    private final ObjectProvider<MemberNotice> notices;

    EveryPage(Publication publication, Members members, ObjectProvider<MemberNotice> notices) {
        this.publication = publication;
        this.members = members;
        this.notices = notices;
    }

    @ModelAttribute("site")
    Site site(Locale locale) {
        return publication.site(locale);
    }

    @ModelAttribute("signedIn")
    boolean signedIn(HttpServletRequest request) {
        try {
            return members.signedIn().isPresent();
        } catch (DataAccessException e) {
            // An error page must not fail for the same reason as the page before it.
            LOG.warn("Nobody can be told apart: {}", e.getClass().getSimpleName());
            return false;
        }
    }

    @ModelAttribute("memberNotice")
    @Nullable
    Notice notice(Locale locale) {
        try {
            var language = publication.newsroom().nearest(locale);
            return notices.orderedStream()
                    .flatMap(each -> each.forWhoIsSignedIn(language).stream())
                    .findFirst()
                    .orElse(null);
        } catch (DataAccessException e) {
            LOG.warn("No notice can be read: {}", e.getClass().getSimpleName());
            return null;
        }
    }
}

package org.broadsheet.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.broadsheet.members.Members;
import org.broadsheet.publication.Publication;
import org.broadsheet.publication.Site;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every template may ask: who publishes, in which language, and whether somebody is signed in. */
@ControllerAdvice
class EveryPage {
    private static final Logger LOG = LoggerFactory.getLogger(EveryPage.class);

    private final Publication publication;
    private final Members members;

    EveryPage(Publication publication, Members members) {
        this.publication = publication;
        this.members = members;
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
}

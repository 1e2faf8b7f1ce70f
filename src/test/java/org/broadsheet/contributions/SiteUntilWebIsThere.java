package org.broadsheet.contributions;

import java.util.Locale;
import org.broadsheet.publication.Publication;
import org.broadsheet.publication.Site;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

@ControllerAdvice
class SiteUntilWebIsThere {
    private final Publication publication;

    SiteUntilWebIsThere(Publication publication) {
        this.publication = publication;
    }

    @ModelAttribute("site")
    Site site(Locale locale) {
        return publication.site(locale);
    }
}

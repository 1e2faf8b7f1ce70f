package org.broadsheet.reports;

import java.util.Locale;
import org.broadsheet.publication.Publication;
import org.broadsheet.publication.Site;
import org.broadsheet.publication.Texts;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** The pages of the reports, with real figures under them and nothing of the house around them. */
@TestComponent
@Configuration(proxyBeanMethods = false)
@Import({ReportParts.class, SupporterReportPages.class, LedgerPages.class, Texts.class, PageParts.SiteAdvice.class})
class PageParts {

    @TestComponent
    @ControllerAdvice
    static class SiteAdvice {
        private final Publication publication;

        SiteAdvice(Publication publication) {
            this.publication = publication;
        }

        @ModelAttribute("site")
        Site site(Locale locale) {
            var newsroom = publication.newsroom();
            return new Site(newsroom, newsroom.nearest(locale), path -> path);
        }
    }
}

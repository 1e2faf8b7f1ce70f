package org.broadsheet.articles;

import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** What other modules may ask of the paper. */
@Service
public class Articles {
    private final ReadingStore reading;
    private final Edition edition;

    Articles(ReadingStore reading, Edition edition) {
        this.reading = reading;
        this.edition = edition;
    }

    /** The headline of a published article, such as the one that a reader came from. */
    public Optional<String> headline(Locale language, String slug) {
        return reading.headline(language, slug);
    }

    /** Something that stands on cached pages has changed: they are made anew, in every copy. Joins the caller's transaction. */
    public void pagesChanged() {
        edition.next();
    }
}

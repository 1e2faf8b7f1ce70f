package org.broadsheet.articles;

import org.jspecify.annotations.Nullable;

/**
 * A place on a page that a higher module fills. A bean per place; where a place has several, the first in bean order that has
 * something to say wins. Whoever changes what is filled in calls {@link Articles#pagesChanged()}.
 */
public interface PageSlot {
    enum Place {
        /** Above the head of an article. */
        TOP,
        /** After the last line of an article. */
        END_OF_ARTICLE,
        /** Between the sections of the front page, over its whole width. */
        FRONT_PAGE
    }

    Place place();

    /** @return null to leave the place empty */
    @Nullable
    Filling fill(PageFacts facts);
}

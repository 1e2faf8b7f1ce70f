package org.broadsheet.contributions;

import java.util.List;
import org.broadsheet.money.Money;
import org.broadsheet.publication.Frequency;
import org.broadsheet.publication.GivingTerms.CurrencyTerms;
import org.jspecify.annotations.Nullable;

/**
 * What we understood of a form. Where something was wrong or missing, the newsroom's own choice stands in, so that the page can
 * always be shown.
 *
 * @param base the amount of the chosen frequency; null when it is missing or wrong
 * @param suggested whether that is one of the suggested amounts
 * @param gift the whole of it; null when anything is wrong or missing
 */
record Reading(
        CurrencyTerms terms,
        Frequency frequency,
        @Nullable Money base,
        boolean suggested,
        @Nullable Gift gift,
        List<Problem> problems) {}

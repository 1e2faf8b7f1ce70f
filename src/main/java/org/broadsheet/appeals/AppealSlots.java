package org.broadsheet.appeals;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.broadsheet.articles.Audience;
import org.broadsheet.articles.Filling;
import org.broadsheet.articles.PageFacts;
import org.broadsheet.articles.PageSlot;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Where we ask: a line above a story, the appeal below it, a band on the front page. Who gives already is thanked there instead, in
 * one sentence.
 */
@Configuration(proxyBeanMethods = false)
class AppealSlots {
    /** Which wording this is, as it is kept with a promise: place, name, edition. */
    private static final String ARTICLE_VARIANT = "article-favor-1";

    private static final String TOP_VARIANT = "top-plea-1";
    private static final String FRONT_VARIANT = "front-strip-1";

    private final Appeals appeals;

    AppealSlots(Appeals appeals) {
        this.appeals = appeals;
    }

    @Bean
    PageSlot topBanner() {
        return new Slot(PageSlot.Place.TOP, "appeals/top :: plea", "appeals/top :: thanks", (facts, model) -> {
            model.put("variant", TOP_VARIANT);
            return model;
        });
    }

    @Bean
    PageSlot endOfArticleAppeal() {
        return new Slot(
                PageSlot.Place.END_OF_ARTICLE,
                "appeals/article :: appeal",
                "appeals/article :: thanks",
                (facts, model) -> {
                    model.put("variant", ARTICLE_VARIANT);
                    model.put("offer", appeals.offer(facts.language()));
                    return model;
                });
    }

    @Bean
    PageSlot frontPageStrip() {
        return new Slot(
                PageSlot.Place.FRONT_PAGE, "appeals/front :: strip", "appeals/front :: thanks", (facts, model) -> {
                    model.put("variant", FRONT_VARIANT);
                    model.put("offer", appeals.offer(facts.language()));
                    return model;
                });
    }

    private record Slot(
            Place place,
            String ask,
            String thanks,
            BiFunction<PageFacts, Map<String, Object>, Map<String, Object>> model)
            implements PageSlot {
        @Override
        public Filling fill(PageFacts facts) {
            if (facts.audience() == Audience.SUPPORTER) {
                return new Filling(thanks, Map.of());
            }
            var filled = new HashMap<String, Object>();
            if (facts.articleSlug() != null) {
                filled.put("article", facts.articleSlug());
            }
            return new Filling(ask, model.apply(facts, filled));
        }
    }
}

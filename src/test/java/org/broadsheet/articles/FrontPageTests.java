package org.broadsheet.articles;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.broadsheet.articles.FrontPage.Shape;
import org.broadsheet.articles.media.Picture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrontPageTests {
    private static final Picture PICTURE = new Picture("ab".repeat(32), "x.svg", 3, 2);
    private static final Section NEWS = section("news", Section.Kind.NEWS);
    private static final Section SOCIETY = section("society", Section.Kind.NEWS);
    private static final Section OPINION = section("opinion", Section.Kind.OPINION);
    private static final Section LONG = section("long-reads", Section.Kind.LONG);
    private static final List<Section> SECTIONS = List.of(NEWS, SOCIETY, OPINION, LONG);

    @Test
    void without_stories_there_is_nothing() {
        assertThat(FrontPage.of(SECTIONS, List.of()).isEmpty()).isTrue();
    }

    @Test
    void one_story_leads() {
        var only = story(NEWS, 1, false, null);
        var page = FrontPage.of(SECTIONS, List.of(only));

        assertThat(page.lead()).isEqualTo(only);
        assertThat(page.side()).isEmpty();
        assertThat(page.blocks()).isEmpty();
        assertThat(page.latest()).isEmpty();
    }

    @Test
    void the_newest_lead_leads_and_without_one_the_newest_picture() {
        var plain = story(NEWS, 1, false, null);
        var pictured = story(NEWS, 2, false, PICTURE);
        var lead = story(SOCIETY, 3, true, null);

        assertThat(FrontPage.of(SECTIONS, List.of(plain, pictured, lead)).lead())
                .isEqualTo(lead);
        assertThat(FrontPage.of(SECTIONS, List.of(plain, pictured)).lead()).isEqualTo(pictured);
    }

    @Test
    void with_hundreds_every_story_stands_once() {
        var all = IntStream.range(0, 200)
                .mapToObj(each -> story(SECTIONS.get(each % 4), each, each == 40, each % 3 == 0 ? PICTURE : null))
                .toList();
        var page = FrontPage.of(SECTIONS, all);

        var shown = new ArrayList<Teaser>();
        shown.add(page.lead());
        shown.addAll(page.also());
        shown.addAll(page.side());
        shown.addAll(page.opinion());
        page.blocks().forEach(each -> shown.addAll(each.stories()));
        assertThat(shown).doesNotContainNull().doesNotHaveDuplicates();
        assertThat(page.opinion()).hasSize(4).allMatch(each -> each.kind() == Section.Kind.OPINION);
        assertThat(page.blocks()).allSatisfy(each -> assertThat(each.stories()).hasSizeBetween(1, 4));
    }

    @Test
    void a_large_story_always_has_a_picture() {
        var stories = List.of(
                story(NEWS, 1, true, PICTURE),
                story(LONG, 2, false, null),
                story(LONG, 3, false, PICTURE),
                story(SOCIETY, 4, false, null));
        // Society and the long reads are used up by the top of the page unless there is other news.
        var page = FrontPage.of(List.of(LONG), stories);

        assertThat(page.blocks()).hasSize(1);
        assertThat(page.blocks().getFirst().shape()).isEqualTo(Shape.LONG);
        assertThat(page.blocks().getFirst().first().picture()).isNotNull();
    }

    private static Section section(String slug, Section.Kind kind) {
        return new Section(new UUID(0, slug.hashCode()), slug, kind, slug);
    }

    private static Teaser story(Section section, int number, boolean lead, @Nullable Picture picture) {
        return new Teaser(
                new UUID(1, number),
                "story-" + number,
                "Story " + number,
                "",
                "",
                "",
                section.slug(),
                section.name(),
                section.kind(),
                List.of(),
                picture,
                "",
                300,
                lead,
                Instant.parse("2026-11-23T06:50:00Z").minusSeconds(number));
    }
}

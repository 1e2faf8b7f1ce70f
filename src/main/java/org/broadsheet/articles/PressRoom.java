package org.broadsheet.articles;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.broadsheet.articles.prose.Prose;
import org.broadsheet.publication.Notice;
import org.broadsheet.publication.Publication;
import org.broadsheet.publication.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * Makes pages for readers, without a web request: the same address and audience give the same page, whether it is kept for everyone or
 * made for one member.
 */
@Component
class PressRoom {
    private static final int OF_EACH_SECTION = 14;
    private static final int PER_PAGE = 20;
    private static final int RELATED = 3;

    private final ReadingStore store;
    private final Publication publication;
    private final Texts texts;
    private final ITemplateEngine engine;
    private final ObjectProvider<PageSlot> slots;
    private final Clock clock;

    PressRoom(
            ReadingStore store,
            Publication publication,
            Texts texts,
            ITemplateEngine engine,
            ObjectProvider<PageSlot> slots,
            Clock clock) {
        this.store = store;
        this.publication = publication;
        this.texts = texts;
        this.engine = engine;
        this.slots = slots;
        this.clock = clock;
    }

    /** @return empty when there is nothing at this address */
    Optional<Printed> print(PageAddress address, Audience audience, boolean signedIn) {
        return print(address, audience, signedIn, null);
    }

    /** @param notice for the one person that the page is made for; null on a page for everyone */
    Optional<Printed> print(PageAddress address, Audience audience, boolean signedIn, @Nullable Notice notice) {
        var reader = new Reader(signedIn, notice);
        return switch (address.kind()) {
            case FRONT -> Optional.of(front(address, audience, reader));
            case ARTICLE -> article(address, audience, reader);
            case SECTION -> section(address, audience, reader);
            case TOPIC -> topic(address, audience, reader);
            case AUTHOR -> author(address, audience, reader);
        };
    }

    private record Reader(boolean signedIn, @Nullable Notice notice) {}

    private Printed front(PageAddress address, Audience audience, Reader reader) {
        var language = address.language();
        var sections = store.sections(language);
        var page = FrontPage.of(sections, store.newestOfEachSection(language, OF_EACH_SECTION));
        var facts = new PageFacts(language, audience, null, null, List.of());
        var model = model(address, reader, sections, null);
        model.put("page", page);
        model.put("now", clock.instant());
        model.put("facts", facts);
        model.put("strip", fill(PageSlot.Place.FRONT_PAGE, facts));
        model.put("translations", everywhere("/"));
        return print("articles/front", language, model, List.of("front", "front-" + language.getLanguage()));
    }

    private Optional<Printed> article(PageAddress address, Audience audience, Reader reader) {
        var language = address.language();
        return store.article(language, address.slug()).map(article -> {
            var teaser = article.teaser();
            var topics = article.topics().stream().map(Named::slug).toList();
            var facts = new PageFacts(language, audience, teaser.slug(), teaser.section(), topics);
            var model = model(address, reader, store.sections(language), teaser.section());
            model.put("article", article);
            model.put("body", Prose.clean(article.bodyHtml()));
            model.put("summary", PageWords.summary(teaser.standfirst(), article.bodyHtml()));
            model.put("related", store.related(language, teaser.id(), teaser.section(), RELATED));
            model.put("facts", facts);
            model.put("top", fill(PageSlot.Place.TOP, facts));
            model.put("end", fill(PageSlot.Place.END_OF_ARTICLE, facts));
            model.put("translations", byLanguage(store.translations(article.story())));
            var keys = new ArrayList<String>();
            keys.add("article-" + teaser.id());
            keys.add("section-" + teaser.section());
            topics.forEach(each -> keys.add("topic-" + each));
            return print("articles/article", language, model, keys);
        });
    }

    private Optional<Printed> section(PageAddress address, Audience audience, Reader reader) {
        return store.section(address.language(), address.slug()).flatMap(section -> {
            var listing = listing(
                    address,
                    store.ofSection(address.language(), section.slug(), PER_PAGE, offset(address)),
                    store.countOfSection(address.language(), section.slug()));
            return list(address, reader, section.slug(), section.name(), "", listing, "section-" + section.slug());
        });
    }

    private Optional<Printed> topic(PageAddress address, Audience audience, Reader reader) {
        return store.topic(address.language(), address.slug()).flatMap(topic -> {
            var listing = listing(
                    address,
                    store.ofTopic(address.language(), topic.slug(), PER_PAGE, offset(address)),
                    store.countOfTopic(address.language(), topic.slug()));
            return list(address, reader, null, topic.name(), "", listing, "topic-" + topic.slug());
        });
    }

    private Optional<Printed> author(PageAddress address, Audience audience, Reader reader) {
        return store.author(address.language(), address.slug()).flatMap(author -> {
            var listing = listing(
                    address,
                    store.ofAuthor(address.language(), author.slug(), PER_PAGE, offset(address)),
                    store.countOfAuthor(address.language(), author.slug()));
            return list(address, reader, null, author.name(), author.about(), listing, "author-" + author.slug());
        });
    }

    private Optional<Printed> list(
            PageAddress address,
            Reader reader,
            @Nullable String current,
            String title,
            String about,
            Listing<Teaser> listing,
            String key) {
        if (!listing.exists()) {
            return Optional.empty();
        }
        var model = model(address, reader, store.sections(address.language()), current);
        model.put("title", title);
        model.put("about", about);
        model.put("listing", listing);
        model.put("translations", everywhere(address.path()));
        return Optional.of(print("articles/list", address.language(), model, List.of(key)));
    }

    private Map<String, @Nullable Object> model(
            PageAddress address, Reader reader, List<Section> sections, @Nullable String current) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("site", publication.site(address.language()));
        model.put("signedIn", reader.signedIn());
        model.put("memberNotice", reader.notice());
        model.put("nav", sections);
        model.put("current", current);
        model.put("path", address.path());
        model.put(
                "say",
                new PageWords(texts, address.language(), publication.newsroom().zone()));
        return model;
    }

    private Printed print(
            String template, Locale language, Map<String, @Nullable Object> model, List<String> surrogateKeys) {
        return new Printed(engine.process(template, new Context(language, model)), surrogateKeys);
    }

    private @Nullable Filling fill(PageSlot.Place place, PageFacts facts) {
        return slots.orderedStream()
                .filter(slot -> slot.place() == place)
                .map(slot -> slot.fill(facts))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private Map<String, String> everywhere(String path) {
        return byLanguage(publication.newsroom().languages().stream()
                .map(each -> new Translation(each, path))
                .toList());
    }

    private static Map<String, String> byLanguage(List<Translation> translations) {
        return translations.stream()
                .collect(Collectors.toMap(each -> each.language().getLanguage(), Translation::path));
    }

    private static Listing<Teaser> listing(PageAddress address, List<Teaser> items, long total) {
        return new Listing<>(items, address.page(), total, PER_PAGE);
    }

    private static int offset(PageAddress address) {
        return Listing.offset(address.page(), PER_PAGE);
    }
}

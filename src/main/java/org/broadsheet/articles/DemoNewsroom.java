package org.broadsheet.articles;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.broadsheet.articles.media.Picture;
import org.broadsheet.articles.media.Pictures;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Lays out the newsroom of {@code db/demo}, once, where there is no article yet. */
@Component
class DemoNewsroom {
    private static final Logger LOG = LoggerFactory.getLogger(DemoNewsroom.class);
    private static final Pattern FRONT_MATTER = Pattern.compile("(?s)\\A---\\n(.*?)\\n---\\n(.*)\\z");
    private static final Pattern SIZE = Pattern.compile("viewBox=\"0 0 (\\d+)(?:\\.\\d+)? (\\d+)");

    private final boolean wanted;
    private final WritingStore store;
    private final FilingStore filing;
    private final Newsdesk desk;
    private final Pictures pictures;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final PathMatchingResourcePatternResolver files = new PathMatchingResourcePatternResolver();

    DemoNewsroom(
            @Value("${broadsheet.demo:false}") boolean wanted,
            WritingStore store,
            FilingStore filing,
            Newsdesk desk,
            Pictures pictures,
            TransactionTemplate transaction,
            Clock clock) {
        this.wanted = wanted;
        this.store = store;
        this.filing = filing;
        this.desk = desk;
        this.pictures = pictures;
        this.transaction = transaction;
        this.clock = clock;
    }

    @EventListener(ApplicationStartedEvent.class)
    void layOut() {
        if (wanted) {
            transaction.executeWithoutResult(status -> {
                store.lockLoading();
                if (store.isEmpty()) {
                    layOutAll();
                }
            });
        }
    }

    private void layOutAll() {
        var newsroom = files.getResource("classpath:db/demo/newsroom.yaml");
        if (!newsroom.exists()) {
            return;
        }
        var names = Names.of(yaml(text(newsroom)));
        names.put(filing);
        var media = media();
        var stories = Arrays.stream(resources("classpath:db/demo/articles/*/*.md"))
                .map(each -> Story.of(text(each)))
                .sorted(Comparator.comparing(Story::hoursAgo).reversed())
                .toList();
        var now = clock.instant();
        for (var story : stories) {
            var saved = desk.save(
                    story.draft(names, media),
                    true,
                    now.minus(Duration.ofMinutes(Math.round(story.hoursAgo() * 60))),
                    null);
            if (!(saved instanceof Newsdesk.Saving.Saved)) {
                throw new IllegalStateException("Cannot lay out " + story.text("slug") + ": " + saved);
            }
        }
        LOG.info("Laid out the demo newsroom: {} articles", stories.size());
    }

    private Map<String, String> media() {
        var hashes = new HashMap<String, String>();
        for (var each : resources("classpath:db/demo/media/*.svg")) {
            var name = String.valueOf(each.getFilename());
            var svg = text(each);
            var size = SIZE.matcher(svg);
            if (!size.find()) {
                throw new IllegalStateException("No size: " + name);
            }
            int width = Integer.parseInt(size.group(1));
            int height = Integer.parseInt(size.group(2));
            Picture kept = pictures.keepDrawing(name, svg.getBytes(StandardCharsets.UTF_8), width, height);
            hashes.put(name, kept.hash());
        }
        return hashes;
    }

    private Resource[] resources(String pattern) {
        try {
            return files.getResources(pattern);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Resource file) {
        try {
            return file.getContentAsString(StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> yaml(String text) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    /** Sections, authors and topics: by slug, in each language. */
    private record Names(
            List<Map<?, ?>> sections, List<Map<?, ?>> authors, List<Map<?, ?>> topics, Map<String, UUID> sectionIds) {

        static Names of(Map<String, Object> yaml) {
            return new Names(
                    maps(yaml.get("sections")), maps(yaml.get("authors")), maps(yaml.get("topics")), new HashMap<>());
        }

        private static List<Map<?, ?>> maps(@Nullable Object value) {
            var maps = new ArrayList<Map<?, ?>>();
            list(value).forEach(each -> maps.add(map(each)));
            return maps;
        }

        void put(FilingStore filing) {
            for (var each : sections) {
                var slug = String.valueOf(each.get("slug"));
                var kind = switch (slug) {
                    case "opinion" -> "opinion";
                    case "long-reads" -> "long";
                    default -> "news";
                };
                var id = filing.putSection(slug, kind, Integer.parseInt(String.valueOf(each.get("order"))));
                map(each.get("name")).forEach((language, name) -> filing.nameSection(id, "" + language, "" + name));
                sectionIds.put(slug, id);
            }
            for (var each : authors) {
                var id = filing.putAuthor(String.valueOf(each.get("slug")));
                var about = map(each.get("bio"));
                map(each.get("name")).forEach((language, name) -> {
                    var words = about.get(language);
                    filing.nameAuthor(id, "" + language, "" + name, words == null ? "" : words.toString());
                });
            }
            for (var each : topics) {
                var id = filing.putTopic(String.valueOf(each.get("slug")));
                map(each.get("name")).forEach((language, name) -> filing.nameTopic(id, "" + language, "" + name));
            }
        }

        UUID section(String slug) {
            var id = sectionIds.get(slug);
            if (id == null) {
                throw new IllegalStateException("No such section: " + slug);
            }
            return id;
        }

        static List<String> named(List<Map<?, ?>> all, List<?> slugs, String language) {
            return slugs.stream()
                    .map(slug -> all.stream()
                            .filter(each -> String.valueOf(each.get("slug")).equals(slug))
                            .map(each -> String.valueOf(map(each.get("name")).get(language)))
                            .findFirst()
                            .orElseThrow(() -> new IllegalStateException("No name for " + slug)))
                    .toList();
        }
    }

    private record Story(Map<String, Object> head, String body) {
        static Story of(String file) {
            var parts = FRONT_MATTER.matcher(file);
            if (!parts.matches()) {
                throw new IllegalStateException("No front matter: " + file.substring(0, Math.min(60, file.length())));
            }
            return new Story(yaml(parts.group(1)), parts.group(2).strip());
        }

        String text(String key) {
            var value = head.get(key);
            return value == null ? "" : value.toString();
        }

        double hoursAgo() {
            return Double.parseDouble(text("published_hours_ago"));
        }

        Draft draft(Names names, Map<String, String> media) {
            var language = text("language");
            var own = new LinkedHashMap<String, String>();
            media.forEach((name, hash) -> {
                if (body.contains("](" + name)) {
                    own.put(name, hash);
                }
            });
            var picture = text("picture");
            if (!picture.isEmpty() && !media.containsKey(picture)) {
                throw new IllegalStateException("No such picture: " + picture);
            }
            return new Draft(
                    null,
                    0,
                    Locale.of(language),
                    text("slug"),
                    text("story"),
                    names.section(text("section")),
                    text("headline"),
                    text("standfirst"),
                    text("kicker"),
                    text("dateline"),
                    body,
                    picture.isEmpty() ? null : media.get(picture),
                    text("picture_alt"),
                    text("caption"),
                    text("credit"),
                    text("cost_note"),
                    Boolean.parseBoolean(text("lead")),
                    Names.named(names.authors(), list(head.get("authors")), language),
                    Names.named(names.topics(), list(head.get("topics")), language),
                    own);
        }
    }
}

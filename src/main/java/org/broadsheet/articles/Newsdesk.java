package org.broadsheet.articles;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.broadsheet.articles.media.Picture;
import org.broadsheet.articles.media.Pictures;
import org.broadsheet.articles.prose.Illustration;
import org.broadsheet.articles.prose.Prose;
import org.broadsheet.articles.prose.Slug;
import org.broadsheet.staff.AuditTrail;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes, publishes and withdraws articles. Whatever readers may see of it makes a new edition. */
@Service
class Newsdesk {
    private static final Pattern MEDIA = Pattern.compile("/media/([0-9a-f]{64})/[a-z0-9-]+\\.[a-z]+");

    private final WritingStore store;
    private final FilingStore filing;
    private final Pictures pictures;
    private final Edition edition;
    private final AuditTrail audit;
    private final Clock clock;

    Newsdesk(
            WritingStore store, FilingStore filing, Pictures pictures, Edition edition, AuditTrail audit, Clock clock) {
        this.store = store;
        this.filing = filing;
        this.pictures = pictures;
        this.edition = edition;
        this.audit = audit;
        this.clock = clock;
    }

    /** What saving comes to. */
    sealed interface Saving {
        record Saved(UUID id) implements Saving {}

        /** Somebody else saved meanwhile; nothing was written. */
        record Overtaken(Manuscript newest) implements Saving {}

        /** Another article of this language has that address. */
        record SlugTaken() implements Saving {}

        /** The story has an article in this language already. */
        record StoryTaken() implements Saving {}

        record Gone() implements Saving {}
    }

    /** The body as readers would see it. */
    Prose.Written set(String body, Locale language, Map<String, String> files) {
        return Prose.write(body, language, name -> illustration(name, files));
    }

    @Transactional
    Saving save(Draft typed, boolean publish, @Nullable UUID by) {
        var saving = save(typed, publish, clock.instant(), by);
        if (saving instanceof Saving.Saved saved
                && store.find(saved.id()).filter(Manuscript::published).isPresent()) {
            audit.record("article.published", "article", saved.id().toString(), "");
        }
        return saving;
    }

    /** @param at when it is said to have happened: the demo newsroom has a past */
    @Transactional
    Saving save(Draft typed, boolean publish, Instant at, @Nullable UUID by) {
        var before = typed.id() == null ? Optional.<Manuscript>empty() : store.find(typed.id());
        if (typed.id() != null && before.isEmpty()) {
            return new Saving.Gone();
        }
        var draft = addressed(typed, before.orElse(null));
        if (store.slugTaken(draft.language(), draft.slug(), draft.id())) {
            return new Saving.SlugTaken();
        }
        if (store.storyTaken(draft.language(), draft.story(), draft.id())) {
            return new Saving.StoryTaken();
        }
        boolean wasPublished = before.isPresent() && before.get().published();
        var state = publish || wasPublished ? Manuscript.State.PUBLISHED : Manuscript.State.DRAFT;
        var written = set(draft.body(), draft.language(), draft.files());
        var publishedAt = state == Manuscript.State.PUBLISHED ? at : null;
        UUID id;
        if (before.isEmpty()) {
            id = store.add(draft, written, state, at, publishedAt);
        } else {
            id = before.get().id();
            if (!store.change(id, draft, written, state, at, publishedAt)) {
                return new Saving.Overtaken(store.find(id).orElse(before.get()));
            }
        }
        sign(id, draft);
        draft.files().forEach((name, hash) -> store.putFile(id, name, hash));
        store.remember(id, by);
        if (state == Manuscript.State.PUBLISHED) {
            edition.next();
        }
        return new Saving.Saved(id);
    }

    @Transactional
    Saving withdraw(UUID id, int version, @Nullable UUID by) {
        var before = store.find(id);
        if (before.isEmpty()) {
            return new Saving.Gone();
        }
        if (!store.withdraw(id, version, clock.instant())) {
            return new Saving.Overtaken(before.get());
        }
        store.remember(id, by);
        audit.record("article.withdrawn", "article", id.toString(), "");
        edition.next();
        return new Saving.Saved(id);
    }

    Optional<Manuscript> find(UUID id) {
        return store.find(id);
    }

    List<RevisionRow> revisions(UUID id) {
        return store.revisions(id, 8);
    }

    List<Section> sections(Locale language) {
        return filing.sections(language);
    }

    Listing<DeskRow> list(Locale desk, String search, Manuscript.@Nullable State state, int page, int perPage) {
        var like = "%" + search.strip().replaceAll("([\\\\%_])", "\\\\$1") + "%";
        var key = state == null ? null : state.key();
        return new Listing<>(
                store.list(desk, like, key, perPage, Listing.offset(page, perPage)),
                page,
                store.count(like, key),
                perPage);
    }

    Pictures.Outcome take(String fileName, byte[] file) {
        return pictures.take(fileName, file);
    }

    Optional<Picture> picture(@Nullable String hash) {
        return hash == null ? Optional.empty() : pictures.find(hash);
    }

    /** The address of what was published once stays: others have written it down. */
    private Draft addressed(Draft draft, @Nullable Manuscript before) {
        var slug = draft.slug();
        if (before != null && (before.publishedAt() != null || slug.isEmpty())) {
            slug = before.slug();
        } else if (slug.isEmpty()) {
            slug = free(draft.language(), Slug.of(draft.headline()));
        }
        var story = draft.story();
        if (story.isEmpty()) {
            story = before == null ? slug : before.story();
        }
        return new Draft(
                draft.id(),
                draft.version(),
                draft.language(),
                slug,
                story,
                draft.section(),
                draft.headline(),
                draft.standfirst(),
                draft.kicker(),
                draft.dateline(),
                draft.body(),
                draft.pictureHash(),
                draft.pictureAlt(),
                draft.pictureCaption(),
                draft.pictureCredit(),
                draft.costNote(),
                draft.lead(),
                draft.authors(),
                draft.topics(),
                draft.files());
    }

    private String free(Locale language, String wanted) {
        var slug = wanted;
        for (int number = 2;
                store.slugTaken(language, slug, null) || store.storyTaken(language, slug, null);
                number++) {
            slug = wanted + "-" + number;
        }
        return slug;
    }

    private void sign(UUID id, Draft draft) {
        store.removeAuthors(id);
        for (int each = 0; each < draft.authors().size(); each++) {
            store.addAuthor(id, author(draft.language(), draft.authors().get(each)), each);
        }
        store.removeTopics(id);
        for (int each = 0; each < draft.topics().size(); each++) {
            store.addTopic(id, topic(draft.language(), draft.topics().get(each)), each);
        }
    }

    /** A name that nobody here has yet is a new author. */
    private UUID author(Locale language, String byline) {
        return filing.author(language, byline).orElseGet(() -> {
            var author = filing.putAuthor(Slug.of(byline));
            filing.nameAuthor(author, language.getLanguage(), byline, "");
            return author;
        });
    }

    private UUID topic(Locale language, String name) {
        return filing.topic(language, name).orElseGet(() -> {
            var topic = filing.putTopic(Slug.of(name));
            filing.nameTopic(topic, language.getLanguage(), name);
            return topic;
        });
    }

    private Optional<Illustration> illustration(String name, Map<String, String> files) {
        var media = MEDIA.matcher(name);
        var hash = media.matches() ? media.group(1) : new HashMap<>(files).get(name);
        return picture(hash).map(each -> new Illustration(each.path(), each.width(), each.height()));
    }
}

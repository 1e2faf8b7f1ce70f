package org.broadsheet.articles;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.articles.media.Picture;
import org.broadsheet.articles.media.Pictures;
import org.broadsheet.articles.prose.Pasted;
import org.broadsheet.articles.prose.Prose;
import org.broadsheet.articles.prose.ReadingTime;
import org.broadsheet.articles.prose.Slug;
import org.broadsheet.publication.Publication;
import org.broadsheet.publication.Texts;
import org.broadsheet.staff.Staff;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/** Where editors write. The security rules of {@code web} let editors and owners in, and nobody else. */
@Controller
class DeskController {
    private static final int PER_PAGE = 25;
    private static final String EDIT = "articles/desk-edit";

    private final Newsdesk desk;
    private final Publication publication;
    private final Texts texts;
    private final Staff staff;

    DeskController(Newsdesk desk, Publication publication, Texts texts, Staff staff) {
        this.desk = desk;
        this.publication = publication;
        this.texts = texts;
        this.staff = staff;
    }

    @ModelAttribute("say")
    PageWords say(Locale locale) {
        var newsroom = publication.newsroom();
        return new PageWords(texts, newsroom.nearest(locale), newsroom.zone());
    }

    @GetMapping("/desk/articles")
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "1") String page,
            Locale locale,
            Model model) {
        var search = Prose.tidy(q).strip();
        var wanted = state.equals("draft")
                ? Manuscript.State.DRAFT
                : state.equals("published") ? Manuscript.State.PUBLISHED : null;
        int number = page.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(page) : 1;
        model.addAttribute("q", search);
        model.addAttribute("state", wanted == null ? "" : wanted.key());
        model.addAttribute(
                "listing", desk.list(publication.newsroom().nearest(locale), search, wanted, number, PER_PAGE));
        return "articles/desk-list";
    }

    @GetMapping("/desk/articles/new")
    String blank(Locale locale, Model model) {
        var form = new ArticleForm();
        form.setLanguage(publication.newsroom().nearest(locale).getLanguage());
        return show(null, form, locale, model);
    }

    @GetMapping("/desk/articles/{id}")
    String open(@PathVariable UUID id, Locale locale, Model model) {
        var article = find(id);
        model.addAttribute(
                "preview",
                desk.set(
                        article.body(),
                        article.language(),
                        ArticleForm.of(article).fileHashes()));
        return show(article, ArticleForm.of(article), locale, model);
    }

    @PostMapping("/desk/articles")
    String create(
            @ModelAttribute("form") ArticleForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "save") String action,
            @RequestParam(required = false) @Nullable MultipartFile picture,
            @RequestParam(required = false) @Nullable MultipartFile inText,
            Locale locale,
            Model model) {
        return write(null, form, errors, action, picture, inText, locale, model);
    }

    @PostMapping("/desk/articles/{id}")
    String change(
            @PathVariable UUID id,
            @ModelAttribute("form") ArticleForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "save") String action,
            @RequestParam(required = false) @Nullable MultipartFile picture,
            @RequestParam(required = false) @Nullable MultipartFile inText,
            Locale locale,
            Model model) {
        return write(find(id), form, errors, action, picture, inText, locale, model);
    }

    @GetMapping("/desk/articles/{id}/withdrawal")
    String confirmWithdrawal(@PathVariable UUID id, Locale locale, Model model) {
        var article = find(id);
        if (!article.published()) {
            return "redirect:" + path(locale, article.id());
        }
        model.addAttribute("article", article);
        return "articles/desk-withdraw";
    }

    @PostMapping("/desk/articles/{id}/withdrawal")
    String withdraw(@PathVariable UUID id, @RequestParam int version, Locale locale, Model model) {
        return switch (desk.withdraw(id, version, editor())) {
            case Newsdesk.Saving.Saved saved -> "redirect:" + path(locale, id) + "?done=withdrawn";
            case Newsdesk.Saving.Overtaken overtaken -> {
                model.addAttribute("article", overtaken.newest());
                model.addAttribute("overtaken", true);
                yield "articles/desk-withdraw";
            }
            default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        };
    }

    private String write(
            @Nullable Manuscript before,
            ArticleForm form,
            BindingResult errors,
            String action,
            @Nullable MultipartFile picture,
            @Nullable MultipartFile inText,
            Locale locale,
            Model model) {
        var language = before != null && before.publishedAt() != null
                ? before.language()
                : publication.newsroom().nearest(Locale.of(form.getLanguage()));
        form.setLanguage(language.getLanguage());
        takePicture(picture, "pictureHash", errors, locale).ifPresent(each -> form.setPictureHash(each.hash()));
        takePicture(inText, "files", errors, locale).ifPresent(form::addFile);
        liftHeadline(form, language);
        if (action.equals("caption")) {
            liftCaption(form);
        }
        boolean leaves = action.equals("save") || action.equals("publish");
        boolean publish = action.equals("publish");
        boolean readersSee = publish || before != null && before.published();
        check(form, language, leaves, leaves && readersSee, errors, locale);
        // What may be the picture's caption is asked about once, while nobody has read it as the story's first
        // sentence.
        boolean asksFirst =
                publish && !form.isCaptionAsked() && captionOffer(form).isPresent();
        form.setCaptionAsked(form.isCaptionAsked() || asksFirst);
        if (leaves && !asksFirst && !errors.hasErrors()) {
            var saved = save(before, form, language, publish, errors, locale);
            if (saved.isPresent()) {
                return "redirect:" + path(locale, saved.get()) + "?done=" + (readersSee ? "published" : "saved");
            }
        }
        model.addAttribute("preview", desk.set(form.getBody(), language, form.fileHashes()));
        return show(before, form, locale, model);
    }

    private Optional<UUID> save(
            @Nullable Manuscript before,
            ArticleForm form,
            Locale language,
            boolean publish,
            BindingResult errors,
            Locale locale) {
        var section = form.getSection();
        if (section == null) {
            return Optional.empty();
        }
        var draft = form.toDraft(before == null ? null : before.id(), language, section);
        return switch (desk.save(draft, publish, editor())) {
            case Newsdesk.Saving.Saved saved -> Optional.of(saved.id());
            case Newsdesk.Saving.Overtaken overtaken -> {
                refuse(errors, "version", "articles.desk.overtaken", locale);
                form.setVersion(overtaken.newest().version());
                yield Optional.empty();
            }
            case Newsdesk.Saving.SlugTaken taken -> {
                refuse(errors, "slug", "articles.desk.slugTaken", locale);
                yield Optional.empty();
            }
            case Newsdesk.Saving.StoryTaken taken -> {
                refuse(errors, "story", "articles.desk.storyTaken", locale);
                yield Optional.empty();
            }
            case Newsdesk.Saving.Gone gone -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        };
    }

    private void check(
            ArticleForm form,
            Locale language,
            boolean leaves,
            boolean readersSee,
            BindingResult errors,
            Locale locale) {
        if (!leaves) {
            return;
        }
        if (form.getHeadline().isBlank()) {
            refuse(errors, "headline", "articles.desk.headlineMissing", locale);
        }
        var section = form.getSection();
        if (section == null
                || desk.sections(language).stream().noneMatch(each -> each.id().equals(section))) {
            refuse(errors, "section", "articles.desk.sectionMissing", locale);
        }
        if (!form.getSlug().isBlank() && !Slug.isOne(form.getSlug().strip())) {
            refuse(errors, "slug", "articles.desk.slugShape", locale);
        }
        if (!form.getStory().isBlank() && !Slug.isOne(form.getStory().strip())) {
            refuse(errors, "story", "articles.desk.slugShape", locale);
        }
        bound(form.getHeadline(), "headline", ArticleForm.LONGEST_LINE, errors, locale);
        bound(form.getStandfirst(), "standfirst", 2 * ArticleForm.LONGEST_LINE, errors, locale);
        bound(form.getKicker(), "kicker", 60, errors, locale);
        bound(form.getDateline(), "dateline", 80, errors, locale);
        bound(form.getPictureAlt(), "pictureAlt", 2 * ArticleForm.LONGEST_LINE, errors, locale);
        bound(form.getPictureCaption(), "pictureCaption", 2 * ArticleForm.LONGEST_LINE, errors, locale);
        bound(form.getPictureCredit(), "pictureCredit", ArticleForm.LONGEST_LINE, errors, locale);
        bound(form.getCostNote(), "costNote", 2 * ArticleForm.LONGEST_LINE, errors, locale);
        bound(form.getBody(), "body", ArticleForm.LONGEST_TEXT, errors, locale);
        if (!form.getPictureHash().isEmpty()
                && desk.picture(form.getPictureHash()).isEmpty()) {
            form.setPictureHash("");
            refuse(errors, "pictureHash", "articles.desk.pictureGone", locale);
        }
        if (!readersSee) {
            return;
        }
        if (form.getBody().isBlank()) {
            refuse(errors, "body", "articles.desk.bodyMissing", locale);
        }
        if (!form.getPictureHash().isEmpty() && form.getPictureAlt().isBlank()) {
            refuse(errors, "pictureAlt", "articles.desk.altMissing", locale);
        }
        var missing = desk.set(form.getBody(), language, form.fileHashes()).missing();
        if (!missing.isEmpty()) {
            var message = texts.get(locale, "articles.desk.pictureUnknown", String.join(", ", missing));
            errors.rejectValue("body", "articles.desk.pictureUnknown", message);
        }
    }

    private void bound(String typed, String field, int most, BindingResult errors, Locale locale) {
        if (typed.length() > most) {
            errors.rejectValue(
                    field, "articles.desk.tooLong", texts.get(locale, "articles.desk.tooLong", most, typed.length()));
        }
    }

    private void refuse(BindingResult errors, String field, String key, Locale locale) {
        errors.rejectValue(field, key, texts.get(locale, key));
    }

    private Optional<Picture> takePicture(
            @Nullable MultipartFile file, String field, BindingResult errors, Locale locale) {
        if (file == null || file.isEmpty()) {
            return Optional.empty();
        }
        try {
            var name = file.getOriginalFilename();
            return switch (desk.take(name == null ? "" : name, file.getBytes())) {
                case Pictures.Outcome.Taken taken -> Optional.of(taken.picture());
                case Pictures.Outcome.Refused refused -> {
                    refuse(errors, field, refused.why().key(), locale);
                    yield Optional.empty();
                }
            };
        } catch (IOException broken) {
            refuse(errors, field, "articles.picture.not-a-picture", locale);
            return Optional.empty();
        }
    }

    /** A whole article was pasted into the text: its first line is the headline. */
    private static void liftHeadline(ArticleForm form, Locale language) {
        if (form.getHeadline().isBlank()) {
            Pasted.headline(form.getBody()).ifPresent(lifted -> {
                form.setHeadline(Prose.line(lifted.part(), language));
                form.setBody(lifted.body());
            });
        }
    }

    private static void liftCaption(ArticleForm form) {
        Pasted.caption(form.getBody()).ifPresent(lifted -> {
            form.setPictureCaption(lifted.part());
            form.setBody(lifted.body());
        });
    }

    private static Optional<String> captionOffer(ArticleForm form) {
        boolean asks =
                !form.getPictureHash().isEmpty() && form.getPictureCaption().isBlank();
        return asks ? Pasted.caption(form.getBody()).map(Pasted.Lifted::part) : Optional.empty();
    }

    private String show(@Nullable Manuscript article, ArticleForm form, Locale locale, Model model) {
        var language = publication.newsroom().nearest(Locale.of(form.getLanguage()));
        model.addAttribute("form", form);
        model.addAttribute("article", article);
        model.addAttribute("sections", desk.sections(publication.newsroom().nearest(locale)));
        model.addAttribute("picture", desk.picture(form.getPictureHash()).orElse(null));
        model.addAttribute("files", files(form));
        model.addAttribute("words", ReadingTime.words(form.getBody()));
        model.addAttribute("revisions", article == null ? List.of() : desk.revisions(article.id()));
        model.addAttribute("fixed", article != null && article.publishedAt() != null);
        model.addAttribute("captionOffer", captionOffer(form).orElse(null));
        model.addAttribute("formLanguage", language.getLanguage());
        return EDIT;
    }

    private List<Picture> files(ArticleForm form) {
        var found = new ArrayList<Picture>();
        form.fileHashes()
                .forEach((name, hash) -> desk.picture(hash)
                        .ifPresent(each -> found.add(new Picture(hash, each.name(), each.width(), each.height()))));
        return found;
    }

    private Manuscript find(UUID id) {
        return desk.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private String path(Locale locale, UUID id) {
        return publication.site(locale).to("/desk/articles/" + id);
    }

    private @Nullable UUID editor() {
        return staff.current().map(each -> each.id().value()).orElse(null);
    }
}

package org.broadsheet.articles;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.broadsheet.articles.media.Picture;
import org.broadsheet.articles.prose.Prose;
import org.jspecify.annotations.Nullable;

/** The editor's form. Holds what was typed, right or wrong. */
public class ArticleForm {
    static final int LONGEST_LINE = 300;
    static final int LONGEST_TEXT = 400_000;

    private int version;
    private boolean captionAsked;
    private String language = "";
    private String slug = "";
    private String story = "";
    private @Nullable UUID section;
    private String headline = "";
    private String standfirst = "";
    private String kicker = "";
    private String dateline = "";
    private String body = "";
    private String pictureHash = "";
    private String pictureAlt = "";
    private String pictureCaption = "";
    private String pictureCredit = "";
    private String costNote = "";
    private boolean lead;
    private String authors = "";
    private String topics = "";
    /** Pictures for the text, as {@code name=hash}. */
    private List<String> files = new ArrayList<>();

    static ArticleForm of(Manuscript article) {
        var form = new ArticleForm();
        var picture = article.picture();
        form.version = article.version();
        form.language = article.language().getLanguage();
        form.slug = article.slug();
        form.story = article.story();
        form.section = article.section();
        form.headline = article.headline();
        form.standfirst = article.standfirst();
        form.kicker = article.kicker();
        form.dateline = article.dateline();
        form.body = article.body();
        form.pictureHash = picture == null ? "" : picture.hash();
        form.pictureAlt = article.pictureAlt();
        form.pictureCaption = article.pictureCaption();
        form.pictureCredit = article.pictureCredit();
        form.costNote = article.costNote();
        form.lead = article.lead();
        form.authors = String.join(", ", article.authors());
        form.topics = String.join(", ", article.topics());
        form.files = article.files().entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue().hash())
                .collect(Collectors.toCollection(ArrayList::new));
        return form;
    }

    Draft toDraft(@Nullable UUID id, Locale language, UUID inSection) {
        return new Draft(
                id,
                version,
                language,
                slug.strip(),
                story.strip(),
                inSection,
                Prose.line(headline, language),
                Prose.line(standfirst, language),
                Prose.line(kicker, language),
                Prose.line(dateline, language),
                Prose.tidy(body).strip(),
                pictureHash.isEmpty() ? null : pictureHash,
                Prose.line(pictureAlt, language),
                Prose.line(pictureCaption, language),
                Prose.line(pictureCredit, language),
                Prose.line(costNote, language),
                lead,
                names(authors),
                names(topics),
                fileHashes());
    }

    Map<String, String> fileHashes() {
        var hashes = new LinkedHashMap<String, String>();
        for (var each : files) {
            int at = each.indexOf('=');
            if (at > 0
                    && Picture.isHash(each.substring(at + 1))
                    && each.substring(0, at).matches("[a-z0-9-]{1,80}\\.[a-z]{3,4}")) {
                hashes.put(each.substring(0, at), each.substring(at + 1));
            }
        }
        return hashes;
    }

    void addFile(Picture picture) {
        files.removeIf(each -> each.startsWith(picture.name() + "="));
        files.add(picture.name() + "=" + picture.hash());
    }

    /** Text that two languages would not call a name is dropped; the order is the byline's. */
    private static List<String> names(String typed) {
        return Arrays.stream(Prose.tidy(typed).split("[,;\\n]"))
                .map(each -> each.strip().replaceAll("\\s+", " "))
                .filter(each -> !each.isEmpty() && each.length() <= 80)
                .distinct()
                .limit(12)
                .toList();
    }

    public int getVersion() {
        return version;
    }

    public void setVersion(int version) {
        this.version = version;
    }

    public String getLanguage() {
        return language;
    }

    public void setLanguage(String language) {
        this.language = language;
    }

    public String getSlug() {
        return slug;
    }

    public void setSlug(String slug) {
        this.slug = slug;
    }

    public String getStory() {
        return story;
    }

    public void setStory(String story) {
        this.story = story;
    }

    public @Nullable UUID getSection() {
        return section;
    }

    public void setSection(@Nullable UUID section) {
        this.section = section;
    }

    public String getHeadline() {
        return headline;
    }

    public void setHeadline(String headline) {
        this.headline = headline;
    }

    public String getStandfirst() {
        return standfirst;
    }

    public void setStandfirst(String standfirst) {
        this.standfirst = standfirst;
    }

    public String getKicker() {
        return kicker;
    }

    public void setKicker(String kicker) {
        this.kicker = kicker;
    }

    public String getDateline() {
        return dateline;
    }

    public void setDateline(String dateline) {
        this.dateline = dateline;
    }

    public String getBody() {
        return body;
    }

    public void setBody(String body) {
        this.body = body;
    }

    public String getPictureHash() {
        return pictureHash;
    }

    public void setPictureHash(String pictureHash) {
        this.pictureHash = Picture.isHash(pictureHash) ? pictureHash : "";
    }

    public String getPictureAlt() {
        return pictureAlt;
    }

    public void setPictureAlt(String pictureAlt) {
        this.pictureAlt = pictureAlt;
    }

    public String getPictureCaption() {
        return pictureCaption;
    }

    public void setPictureCaption(String pictureCaption) {
        this.pictureCaption = pictureCaption;
    }

    public String getPictureCredit() {
        return pictureCredit;
    }

    public void setPictureCredit(String pictureCredit) {
        this.pictureCredit = pictureCredit;
    }

    public String getCostNote() {
        return costNote;
    }

    public void setCostNote(String costNote) {
        this.costNote = costNote;
    }

    public boolean isLead() {
        return lead;
    }

    public void setLead(boolean lead) {
        this.lead = lead;
    }

    public String getAuthors() {
        return authors;
    }

    public void setAuthors(String authors) {
        this.authors = authors;
    }

    public String getTopics() {
        return topics;
    }

    public void setTopics(String topics) {
        this.topics = topics;
    }

    public List<String> getFiles() {
        return files;
    }

    public void setFiles(List<String> files) {
        this.files = new ArrayList<>(files.stream().limit(60).toList());
    }

    /** Whether the question of the caption was put before this answer came. */
    public boolean isCaptionAsked() {
        return captionAsked;
    }

    public void setCaptionAsked(boolean captionAsked) {
        this.captionAsked = captionAsked;
    }
}

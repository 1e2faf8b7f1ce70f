package org.broadsheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever a reader sees is said in every language, and from the bundles. */
class MessageBundleTests {
    private static final Path BUNDLES = Path.of("src/main/resources/messages");
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Pattern KEY_IN_TEMPLATE = Pattern.compile("#\\{([a-zA-Z][\\w.-]*)(?=[}(])");
    private static final Set<String> PLURAL_FORMS = Set.of("one", "few", "many");

    @Test
    void english_and_russian_say_the_same_things() {
        for (var bundle : bundles()) {
            var english = withoutPluralForms(
                    read(BUNDLES.resolve(bundle + ".properties")).stringPropertyNames());
            var russian = withoutPluralForms(
                    read(BUNDLES.resolve(bundle + "_ru.properties")).stringPropertyNames());
            assertThat(russian).as(bundle).isEqualTo(english);
        }
    }

    @Test
    void plural_forms_are_complete_in_each_language() {
        for (var bundle : bundles()) {
            assertPluralForms(bundle + ".properties", Set.of("one", "many"));
            assertPluralForms(bundle + "_ru.properties", PLURAL_FORMS);
        }
    }

    @Test
    void no_key_is_defined_in_two_bundles() {
        var seen = new HashSet<String>();
        for (var bundle : bundles()) {
            for (var key : read(BUNDLES.resolve(bundle + ".properties")).stringPropertyNames()) {
                assertThat(seen.add(key)).as("%s in %s", key, bundle).isTrue();
            }
        }
    }

    @Test
    void nothing_is_left_unsaid_in_russian() {
        for (var bundle : bundles()) {
            var english = read(BUNDLES.resolve(bundle + ".properties"));
            var russian = read(BUNDLES.resolve(bundle + "_ru.properties"));
            for (var key : russian.stringPropertyNames()) {
                var text = russian.getProperty(key);
                boolean wordy = text.replaceAll("\\{[^}]*}", "").matches("(?s).*[A-Za-z]{4,}.*");
                assertThat(wordy && text.equals(english.getProperty(key)) && !isAName(text))
                        .as("%s is English in the Russian bundle: %s", key, text)
                        .isFalse();
            }
        }
    }

    @Test
    void every_message_with_arguments_is_a_well_formed_pattern() {
        for (var file : files()) {
            var messages = read(file);
            for (var key : messages.stringPropertyNames()) {
                var text = messages.getProperty(key);
                if (text.matches("(?s).*\\{\\d.*")) {
                    assertThat(text.replace("''", ""))
                            .as("%s: an apostrophe in a pattern swallows what follows", key)
                            .doesNotContain("'");
                    new MessageFormat(text, Locale.ENGLISH);
                }
            }
        }
    }

    @Test
    void every_key_that_a_template_names_is_there() {
        var known = new HashSet<String>();
        bundles()
                .forEach(bundle -> known.addAll(
                        read(BUNDLES.resolve(bundle + ".properties")).stringPropertyNames()));
        var missing = new TreeSet<String>();
        for (var template : templates()) {
            var key = KEY_IN_TEMPLATE.matcher(text(template));
            while (key.find()) {
                if (!known.contains(key.group(1))) {
                    missing.add(TEMPLATES.relativize(template) + ": " + key.group(1));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void no_template_speaks_for_itself() {
        var spoken = new ArrayList<String>();
        for (var template : templates()) {
            if (template.toString().endsWith(".html")) {
                LiteralText.in(text(template))
                        .forEach(each -> spoken.add(TEMPLATES.relativize(template) + ": " + each));
            }
        }
        assertThat(spoken).isEmpty();
    }

    /** Thymeleaf fetches the fragment before it looks at the condition, so the condition guards nothing. */
    @Test
    void no_condition_stands_beside_the_fragment_that_it_should_guard() {
        for (var template : templates()) {
            assertThat(text(template))
                    .as(template.toString())
                    .doesNotContainPattern("<[^>]*\\sth:(if|unless)=\"[^\"]*\"[^>]*\\sth:replace=")
                    .doesNotContainPattern("<[^>]*\\sth:replace=\"[^\"]*\"[^>]*\\sth:(if|unless)=");
        }
    }

    @Test
    void nothing_is_inline_and_nothing_unescaped() {
        for (var template : templates()) {
            if (!template.startsWith(TEMPLATES.resolve("mail"))
                    && template.toString().endsWith(".html")) {
                assertThat(text(template))
                        .as(template.toString())
                        .doesNotContainPattern("\\sstyle=\"|<style|\\son[a-z]+=\"|javascript:|th:style")
                        .doesNotContainPattern("<script(?![^>]*\\s(th:)?src=)")
                        .doesNotContainPattern("\\s(src|href)=\"(https?:)?//");
            }
        }
    }

    private static void assertPluralForms(String file, Set<String> forms) {
        var keys = read(BUNDLES.resolve(file)).stringPropertyNames();
        var stems = new TreeSet<String>();
        keys.stream().filter(MessageBundleTests::isPluralForm).forEach(key -> stems.add(stem(key)));
        for (var stem : stems) {
            var missing = forms.stream()
                    .filter(form -> !keys.contains(stem + "." + form))
                    .toList();
            assertThat(missing).as("%s: %s", file, stem).isEmpty();
        }
    }

    private static Set<String> withoutPluralForms(Set<String> keys) {
        var stems = new TreeSet<String>();
        keys.forEach(key -> stems.add(isPluralForm(key) ? stem(key) : key));
        return stems;
    }

    private static boolean isPluralForm(String key) {
        return PLURAL_FORMS.contains(key.substring(key.lastIndexOf('.') + 1));
    }

    private static String stem(String key) {
        return key.substring(0, key.lastIndexOf('.'));
    }

    /** Brands and codes are the same in every language. */
    private static boolean isAName(String text) {
        return text.matches(
                "(?s)(Stripe|PaymentIntent|Charge|Invoice|Subscription|Broadsheet|Visa|RSS|MRR|Markdown|[\\W\\d]|https?://\\S+|XXXX-XXXX)*");
    }

    private static List<String> bundles() {
        return files().stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> !name.contains("_ru"))
                .map(name -> name.replace(".properties", ""))
                .toList();
    }

    private static List<Path> files() {
        return walk(BUNDLES, ".properties");
    }

    private static List<Path> templates() {
        return Stream.concat(walk(TEMPLATES, ".html").stream(), walk(TEMPLATES, ".txt").stream())
                .toList();
    }

    private static List<Path> walk(Path folder, String ending) {
        try (var files = Files.walk(folder)) {
            return files.filter(each -> each.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties read(Path file) {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

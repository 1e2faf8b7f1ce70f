package org.broadsheet.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DefinitionTests {

    static Stream<String> terms() {
        return Stream.concat(Arrays.stream(ReportName.values()).map(ReportName::key), Stream.of("books"));
    }

    @ParameterizedTest
    @MethodSource("terms")
    void say_the_same_on_the_page_and_in_the_glossary(String term) throws IOException {
        var english = messages("reports.properties");
        var glossary = Files.readString(Path.of("src/docs/glossary.md"));

        assertThat(glossary).contains(english.getProperty("reports.define." + term));
        assertThat(messages("reports_ru.properties")).containsKeys("reports.define." + term, "reports.term." + term);
    }

    private static Properties messages(String file) throws IOException {
        var messages = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("src/main/resources/messages", file))) {
            messages.load(reader);
        }
        return messages;
    }
}

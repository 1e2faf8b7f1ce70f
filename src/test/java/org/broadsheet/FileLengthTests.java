package org.broadsheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** One idea a file: what grows past this holds two. */
class FileLengthTests {
    private static final int LONGEST = 400;

    @Test
    void no_file_is_longer_than_one_idea_needs() throws IOException {
        try (var files = Files.walk(Path.of("src"))) {
            assertThat(files.filter(each -> each.toString().endsWith(".java")).toList())
                    .isNotEmpty()
                    .allSatisfy(each -> assertThat(lines(each)).as("%s", each).isLessThanOrEqualTo(LONGEST));
        }
    }

    private static long lines(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

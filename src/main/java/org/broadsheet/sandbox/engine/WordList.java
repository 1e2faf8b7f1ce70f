package org.broadsheet.sandbox.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Names that Stripe has published, one a line: see {@code sandbox/*.txt}. */
public final class WordList {
    private WordList() {}

    public static List<String> read(String file) {
        try (var words = WordList.class.getResourceAsStream("/sandbox/" + file)) {
            if (words == null) throw new IllegalArgumentException("No list " + file);
            return new String(words.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

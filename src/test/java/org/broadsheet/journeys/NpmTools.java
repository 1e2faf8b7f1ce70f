package org.broadsheet.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Checkers that are published through npm, in the versions of src/test/npm/package.json. */
final class NpmTools {
    private static final Path WANTED = Path.of("src/test/npm/package.json");
    private static final Path FOLDER = Path.of("target/npm");

    private NpmTools() {}

    static Path nuHtmlChecker() {
        return installed().resolve("vnu-jar/build/dist/vnu.jar");
    }

    static Path stripeCommandLine() {
        return installed().resolve("@stripe/cli-linux-x64/bin/stripe");
    }

    private static Path installed() {
        try {
            Files.createDirectories(FOLDER);
            Files.copy(WANTED, FOLDER.resolve("package.json"), StandardCopyOption.REPLACE_EXISTING);
            var install = new ProcessBuilder(List.of(
                            "npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"))
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .start();
            var said = new String(install.getInputStream().readAllBytes());
            if (!install.waitFor(5, TimeUnit.MINUTES) || install.exitValue() != 0) {
                throw new AssertionError("npm could not install the checkers of " + WANTED + ": " + said);
            }
            return FOLDER.resolve("node_modules");
        } catch (IOException e) {
            if (e.getMessage() != null && e.getMessage().contains("Cannot run program")) {
                throw new AssertionError(
                        "The deep tests need npm (Debian, Ubuntu: apt-get install npm), for the checkers of " + WANTED
                                + ".");
            }
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}

package org.broadsheet.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The browser of this machine: the one that is named, one that is installed, one that Playwright fetched, or Debian's, which is
 * installed when nothing else is there and we may. Never skipped in silence.
 */
public final class Chromium {
    private static final String SETTING = "BROADSHEET_BROWSER";
    private static final List<String> USUAL = List.of(
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/usr/bin/google-chrome-stable",
            "/snap/bin/chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium");

    private Chromium() {}

    public static Path find() {
        return named().or(Chromium::installed)
                .or(Chromium::fetchedByPlaywright)
                .or(Chromium::installedNow)
                .orElseThrow(() ->
                        new AssertionError("The journeys need a Chromium. Install one (Debian, Ubuntu: apt-get install"
                                + " chromium), or name the program in the environment variable " + SETTING + "."));
    }

    private static Optional<Path> named() {
        var named = System.getenv(SETTING);
        if (named == null || named.isBlank()) {
            return Optional.empty();
        }
        if (!Files.isExecutable(Path.of(named))) {
            throw new AssertionError(SETTING + " names " + named + ", which is no program.");
        }
        return Optional.of(Path.of(named));
    }

    private static Optional<Path> installed() {
        return USUAL.stream().map(Path::of).filter(Files::isExecutable).findFirst();
    }

    private static Optional<Path> fetchedByPlaywright() {
        var home = Path.of(System.getProperty("user.home"));
        return Stream.of(home.resolve(".cache/ms-playwright"), home.resolve("Library/Caches/ms-playwright"))
                .filter(Files::isDirectory)
                .flatMap(Chromium::programsIn)
                .findFirst();
    }

    private static Stream<Path> programsIn(Path folder) {
        try (var found = Files.find(folder, 6, (path, attributes) -> {
            var name = path.getFileName().toString();
            return attributes.isRegularFile()
                    && (name.equals("chrome") || name.equals("Chromium") || name.equals("headless_shell"))
                    && Files.isExecutable(path);
        })) {
            return found.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> installedNow() {
        if (!"root".equals(System.getProperty("user.name")) || !Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
            return Optional.empty();
        }
        System.out.println("No browser is installed; installing Debian's Chromium for the journeys.");
        run("apt-get", "update", "-qq");
        run("apt-get", "install", "-qq", "-y", "--no-install-recommends", "chromium");
        return installed();
    }

    private static void run(String... command) {
        try {
            var builder = new ProcessBuilder(command).inheritIO();
            builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
            if (!builder.start().waitFor(10, TimeUnit.MINUTES)) {
                throw new AssertionError("Gave up waiting for " + String.join(" ", command));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}

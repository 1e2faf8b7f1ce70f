package org.broadsheet.articles.media;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;

/** Takes pictures in and gives them out. */
@Service
public class Pictures {
    private final MediaStore store;
    private final Clock clock;

    Pictures(MediaStore store, @Qualifier("wall") Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** What taking a file in comes to. */
    public sealed interface Outcome {
        record Taken(Picture picture) implements Outcome {}

        record Refused(PictureRefused why) implements Outcome {}
    }

    /** A picture's bytes, as they are served. */
    public record File(String name, String type, byte[] content) {}

    /** A file from outside: checked, and drawn anew. */
    public Outcome take(String fileName, byte[] file) {
        return switch (Intake.take(file)) {
            case Intake.Taken taken ->
                new Outcome.Taken(keep(
                        safeName(fileName) + "." + taken.extension(),
                        taken.type(),
                        taken.width(),
                        taken.height(),
                        taken.content()));
            case Intake.Refused refused -> new Outcome.Refused(refused.why());
        };
    }

    /** A drawing that comes with the product. Never one that somebody sent: SVG can do more than be looked at. */
    public Picture keepDrawing(String name, byte[] svg, int width, int height) {
        return keep(safeName(name) + ".svg", "image/svg+xml", width, height, svg);
    }

    public Optional<Picture> find(String hash) {
        return Picture.isHash(hash) ? store.find(hash) : Optional.empty();
    }

    public Optional<File> file(String hash, String name) {
        return Picture.isHash(hash)
                ? store.file(hash).filter(each -> each.name().equals(name))
                : Optional.empty();
    }

    private Picture keep(String name, String type, int width, int height, byte[] content) {
        var picture = new Picture(hash(content), name, width, height);
        store.add(picture, type, content, clock.instant());
        return store.find(picture.hash()).orElse(picture);
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A file's name without its ending, as it may stand in an address. */
    private static String safeName(String fileName) {
        var plain = Normalizer.normalize(fileName, Normalizer.Form.NFD)
                .replaceAll("^.*[/\\\\]", "")
                .replaceFirst("\\.[^.]*$", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        var shorter = plain.length() > 60 ? plain.substring(0, 60).replaceAll("-+$", "") : plain;
        return shorter.isEmpty() ? "picture" : shorter;
    }
}

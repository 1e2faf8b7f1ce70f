package org.broadsheet.articles.media;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Semaphore;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Makes of a file that somebody sent a picture that we dare to serve: known by its content, never by its name; drawn anew, so that place,
 * camera and whatever else was hidden in it are gone; no larger than a page can use.
 */
final class Intake {
    static final int MOST_BYTES = 10 * 1024 * 1024;
    static final long MOST_PIXELS = 60_000_000;
    static final int LONGEST_SIDE = 12_000;
    static final int PRINTED_SIDE = 2_400;

    /** A large picture takes as much memory as a hundred requests: two at a time. */
    private static final Semaphore DESKS = new Semaphore(2);

    sealed interface Outcome {}

    record Taken(byte[] content, String type, String extension, int width, int height) implements Outcome {}

    record Refused(PictureRefused why) implements Outcome {}

    private Intake() {}

    static Outcome take(byte[] file) {
        if (file.length > MOST_BYTES) {
            return new Refused(PictureRefused.TOO_MANY_BYTES);
        }
        try {
            if (starts(file, 0, 0xFF, 0xD8, 0xFF)) {
                return redraw(file, "jpeg");
            }
            if (starts(file, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
                return redraw(file, "png");
            }
            if (starts(file, 0, 'R', 'I', 'F', 'F') && starts(file, 8, 'W', 'E', 'B', 'P')) {
                return Webp.strip(file);
            }
        } catch (IOException | RuntimeException broken) {
            return new Refused(PictureRefused.NOT_A_PICTURE);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return new Refused(PictureRefused.NOT_A_PICTURE);
    }

    private static Outcome redraw(byte[] file, String format) throws IOException, InterruptedException {
        DESKS.acquire();
        try {
            return redrawAlone(file, format);
        } finally {
            DESKS.release();
        }
    }

    private static Outcome redrawAlone(byte[] file, String format) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if (!fits(width, height)) {
                return new Refused(PictureRefused.TOO_MANY_PIXELS);
            }
            var how = reader.getDefaultReadParam();
            int step = Math.max(1, Math.max(width, height) / (2 * PRINTED_SIDE));
            how.setSourceSubsampling(step, step, 0, 0);
            var drawn = redraw(reader.read(0, how), format.equals("jpeg") ? Orientation.of(file) : 1, format);
            return new Taken(
                    write(drawn, format),
                    "image/" + format,
                    format.equals("jpeg") ? "jpg" : format,
                    drawn.getWidth(),
                    drawn.getHeight());
        } finally {
            reader.dispose();
        }
    }

    private static boolean fits(int width, int height) {
        return width > 0
                && height > 0
                && width <= LONGEST_SIDE
                && height <= LONGEST_SIDE
                && (long) width * height <= MOST_PIXELS;
    }

    private static BufferedImage redraw(BufferedImage read, int orientation, String format) {
        double scale = Math.min(1, (double) PRINTED_SIDE / Math.max(read.getWidth(), read.getHeight()));
        int width = Math.max(1, (int) Math.round(read.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(read.getHeight() * scale));
        boolean lies = orientation >= 5;
        boolean clear = format.equals("png") && read.getColorModel().hasAlpha();
        var drawn = new BufferedImage(
                lies ? height : width,
                lies ? width : height,
                clear ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = drawn.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
        pen.transform(Orientation.upright(orientation, width, height));
        pen.drawImage(read, 0, 0, width, height, null);
        pen.dispose();
        return drawn;
    }

    private static byte[] write(BufferedImage drawn, String format) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName(format).next();
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            var how = writer.getDefaultWriteParam();
            if (format.equals("jpeg")) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionQuality(.86f);
                how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.write(null, new IIOImage(drawn, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static boolean starts(byte[] file, int at, int... with) {
        if (file.length < at + with.length) {
            return false;
        }
        for (int each = 0; each < with.length; each++) {
            if ((file[at + each] & 0xFF) != with[each]) {
                return false;
            }
        }
        return true;
    }

    /** How a camera was held: the one thing in a photograph's notes that we need, before they are thrown away. */
    static final class Orientation {
        private Orientation() {}

        static int of(byte[] jpeg) {
            var in = ByteBuffer.wrap(jpeg);
            int at = 2;
            while (at + 4 < jpeg.length && (jpeg[at] & 0xFF) == 0xFF) {
                int marker = jpeg[at + 1] & 0xFF;
                int length = in.getShort(at + 2) & 0xFFFF;
                if (marker == 0xE1 && starts(jpeg, at + 4, 'E', 'x', 'i', 'f', 0, 0)) {
                    return ofExif(jpeg, at + 10, Math.min(jpeg.length, at + 2 + length));
                }
                if (marker == 0xDA || length < 2) {
                    return 1;
                }
                at += 2 + length;
            }
            return 1;
        }

        private static int ofExif(byte[] jpeg, int from, int to) {
            var exif = ByteBuffer.wrap(Arrays.copyOfRange(jpeg, from, to));
            exif.order(starts(jpeg, from, 'I', 'I') ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int entries = exif.getInt(4);
            int count = exif.getShort(entries) & 0xFFFF;
            for (int each = 0; each < count; each++) {
                int entry = entries + 2 + each * 12;
                if ((exif.getShort(entry) & 0xFFFF) == 0x0112) {
                    int value = exif.getShort(entry + 8) & 0xFFFF;
                    return value >= 1 && value <= 8 ? value : 1;
                }
            }
            return 1;
        }

        static AffineTransform upright(int orientation, int width, int height) {
            return switch (orientation) {
                case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
                case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
                case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
                case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
                case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
                case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
                case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
                default -> new AffineTransform();
            };
        }
    }

    /** Java cannot draw WebP: it keeps its picture and loses every part that is not picture. */
    static final class Webp {
        private static final Set<String> PICTURE = Set.of("VP8 ", "VP8L", "VP8X", "ALPH", "ICCP");
        private static final int EXIF_XMP_ANIMATION = 0x08 | 0x04 | 0x02;

        private Webp() {}

        static Outcome strip(byte[] file) throws IOException {
            var in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
            var out = new ByteArrayOutputStream(file.length);
            int width = 0;
            int height = 0;
            boolean picture = false;
            int end = (int) Math.min(file.length, 8L + (in.getInt(4) & 0xFFFFFFFFL));
            for (int at = 12; at + 8 <= end; ) {
                var kind = new String(file, at, 4, StandardCharsets.ISO_8859_1);
                int size = in.getInt(at + 4);
                if (size < 0 || at + 8L + size > end) {
                    return new Refused(PictureRefused.NOT_A_PICTURE);
                }
                int data = at + 8;
                if (PICTURE.contains(kind)) {
                    var chunk = Arrays.copyOfRange(file, at, data + size + (size & 1));
                    switch (kind) {
                        case "VP8X" -> {
                            if ((file[data] & 0x02) != 0) {
                                return new Refused(PictureRefused.NOT_A_PICTURE);
                            }
                            chunk[8] &= ~EXIF_XMP_ANIMATION;
                            width = 1 + (in.getInt(data + 4) & 0xFFFFFF);
                            height = 1 + (in.getInt(data + 6) >>> 8);
                        }
                        case "VP8 " -> {
                            if (!starts(file, data + 3, 0x9D, 0x01, 0x2A)) {
                                return new Refused(PictureRefused.NOT_A_PICTURE);
                            }
                            picture = true;
                            width = Math.max(width, in.getShort(data + 6) & 0x3FFF);
                            height = Math.max(height, in.getShort(data + 8) & 0x3FFF);
                        }
                        case "VP8L" -> {
                            if (!starts(file, data, 0x2F)) {
                                return new Refused(PictureRefused.NOT_A_PICTURE);
                            }
                            picture = true;
                            int bits = in.getInt(data + 1);
                            width = Math.max(width, 1 + (bits & 0x3FFF));
                            height = Math.max(height, 1 + (bits >>> 14 & 0x3FFF));
                        }
                        default -> {}
                    }
                    out.write(chunk);
                }
                at = data + size + (size & 1);
            }
            if (!picture) {
                return new Refused(PictureRefused.NOT_A_PICTURE);
            }
            if (!fits(width, height)) {
                return new Refused(PictureRefused.TOO_MANY_PIXELS);
            }
            var whole = ByteBuffer.allocate(12 + out.size()).order(ByteOrder.LITTLE_ENDIAN);
            whole.put("RIFF".getBytes(StandardCharsets.ISO_8859_1)).putInt(4 + out.size());
            whole.put("WEBP".getBytes(StandardCharsets.ISO_8859_1)).put(out.toByteArray());
            return new Taken(whole.array(), "image/webp", "webp", width, height);
        }
    }
}

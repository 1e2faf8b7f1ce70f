package org.broadsheet.articles.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeTests {
    private static final byte[] SECRET = "GPS 55.7558, 37.6173".getBytes(StandardCharsets.US_ASCII);

    @Test
    void a_photograph_loses_what_the_camera_wrote_and_stands_upright() throws IOException {
        var taken = (Intake.Taken) Intake.take(withExif(picture("jpeg", 40, 20), 6));

        assertThat(taken.type()).isEqualTo("image/jpeg");
        assertThat(taken.width()).isEqualTo(20);
        assertThat(taken.height()).isEqualTo(40);
        assertThat(indexOf(taken.content(), SECRET)).isNegative();
    }

    @Test
    void a_large_picture_is_made_as_small_as_a_page_needs() throws IOException {
        var taken = (Intake.Taken) Intake.take(picture("png", 5000, 1000));

        assertThat(taken.width()).isEqualTo(Intake.PRINTED_SIDE);
        assertThat(ImageIO.read(new ByteArrayInputStream(taken.content())).getHeight())
                .isEqualTo(480);
    }

    @Test
    void what_follows_a_picture_is_not_kept() throws IOException {
        var polyglot = append(picture("png", 4, 4), "<script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII));

        assertThat(new String(((Intake.Taken) Intake.take(polyglot)).content(), StandardCharsets.ISO_8859_1))
                .doesNotContain("script");
    }

    @Test
    void a_picture_that_claims_to_be_enormous_is_refused_before_it_is_drawn() throws IOException {
        assertThat(Intake.take(pngOfSize(picture("png", 4, 4), 20_000, 20_000)))
                .isEqualTo(new Intake.Refused(PictureRefused.TOO_MANY_PIXELS));
    }

    @Test
    void too_many_bytes_are_refused() {
        assertThat(Intake.take(new byte[Intake.MOST_BYTES + 1]))
                .isEqualTo(new Intake.Refused(PictureRefused.TOO_MANY_BYTES));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GIF89a",
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
                "<!DOCTYPE html><script>alert(1)</script>",
                "\u00FF\u00D8\u00FF\u00E0 not a jpeg at all",
                "\u0089PNG\r\n\u001A\n and nothing else",
                "RIFF\u0004\u0000\u0000\u0000WEBP",
                "PK\u0003\u0004"
            })
    void anything_but_a_picture_is_refused(String content) {
        assertThat(Intake.take(content.getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo(new Intake.Refused(PictureRefused.NOT_A_PICTURE));
    }

    @Test
    void webp_loses_its_notes() {
        var vp8l = new byte[] {0x2F, (byte) 0x27, (byte) 0xC0, 0x04, 0x00};
        var body = new ByteArrayOutputStream();
        body.writeBytes(chunk("VP8L", vp8l));
        body.writeBytes(chunk("EXIF", SECRET));
        var taken = (Intake.Taken) Intake.take(riff(body.toByteArray()));

        assertThat(taken.type()).isEqualTo("image/webp");
        assertThat(taken.width()).isEqualTo(40);
        assertThat(taken.height()).isEqualTo(20);
        assertThat(indexOf(taken.content(), SECRET)).isNegative();
    }

    private static byte[] picture(String format, int width, int height) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, Color.RED.getRGB());
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }

    private static byte[] withExif(byte[] jpeg, int orientation) {
        var exif = ByteBuffer.allocate(6 + 8 + 2 + 12 + 4 + SECRET.length).order(ByteOrder.BIG_ENDIAN);
        exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put("MM\0*".getBytes(StandardCharsets.US_ASCII));
        exif.putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1);
        exif.putShort((short) orientation).putShort((short) 0).putInt(0).put(SECRET);
        var out = ByteBuffer.allocate(jpeg.length + 4 + exif.capacity());
        out.put(jpeg, 0, 2).putShort((short) 0xFFE1).putShort((short) (2 + exif.capacity()));
        out.put(exif.array()).put(jpeg, 2, jpeg.length - 2);
        return out.array();
    }

    private static byte[] pngOfSize(byte[] png, int width, int height) {
        var changed = ByteBuffer.wrap(png.clone());
        changed.putInt(16, width).putInt(20, height);
        var crc = new CRC32();
        crc.update(changed.array(), 12, 17);
        changed.putInt(29, (int) crc.getValue());
        return changed.array();
    }

    private static byte[] chunk(String kind, byte[] data) {
        var chunk = ByteBuffer.allocate(8 + data.length + (data.length & 1)).order(ByteOrder.LITTLE_ENDIAN);
        return chunk.put(kind.getBytes(StandardCharsets.US_ASCII))
                .putInt(data.length)
                .put(data)
                .array();
    }

    private static byte[] riff(byte[] body) {
        var whole = ByteBuffer.allocate(12 + body.length).order(ByteOrder.LITTLE_ENDIAN);
        whole.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(4 + body.length);
        return whole.put("WEBP".getBytes(StandardCharsets.US_ASCII)).put(body).array();
    }

    private static byte[] append(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static int indexOf(byte[] in, byte[] what) {
        return new String(in, StandardCharsets.ISO_8859_1).indexOf(new String(what, StandardCharsets.ISO_8859_1));
    }
}

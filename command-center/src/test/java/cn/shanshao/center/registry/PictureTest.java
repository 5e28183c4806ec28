package cn.shanshao.center.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.center.Problem;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {
    /** The left half red, the right half blue. */
    static byte[] picture(String format, int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width / 2, height);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(width / 2, 0, width - width / 2, height);
        graphics.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            assertThat(ImageIO.write(image, format, bytes)).isTrue();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    /** Puts an Exif segment right behind the start of a JPEG. */
    static byte[] withExif(byte[] jpeg, byte[] tiff) {
        var segment = ByteBuffer.allocate(jpeg.length + tiff.length + 10);
        segment.put(jpeg, 0, 2).putShort((short) 0xffe1).putShort((short) (tiff.length + 8));
        segment.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(tiff).put(jpeg, 2, jpeg.length - 2);
        return segment.array();
    }

    /** Turned by 90°, taken in the evening of 21 July 2025 in China at 126.75° E, 42.97° N. */
    static byte[] tiff(int orientation) {
        var b = ByteBuffer.allocate(256);
        b.putShort((short) 0x4d4d).putShort((short) 42).putInt(8);
        b.putShort((short) 3);
        b.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        b.putShort((short) 0x8769).putShort((short) 4).putInt(1).putInt(60);
        b.putShort((short) 0x8825).putShort((short) 4).putInt(1).putInt(110);
        b.putInt(0);
        b.position(60);
        b.putShort((short) 1);
        b.putShort((short) 0x9003).putShort((short) 2).putInt(20).putInt(84);
        b.position(84);
        b.put("2025:07:21 22:14:05\0".getBytes(StandardCharsets.US_ASCII));
        b.position(110);
        b.putShort((short) 4);
        b.putShort((short) 1).putShort((short) 2).putInt(2).put(new byte[] {'N', 0, 0, 0});
        b.putShort((short) 2).putShort((short) 5).putInt(3).putInt(170);
        b.putShort((short) 3).putShort((short) 2).putInt(2).put(new byte[] {'E', 0, 0, 0});
        b.putShort((short) 4).putShort((short) 5).putInt(3).putInt(194);
        b.position(170);
        b.putInt(42).putInt(1).putInt(58).putInt(1).putInt(120).putInt(10);
        b.putInt(126).putInt(1).putInt(45).putInt(1).putInt(0).putInt(1);
        return b.array();
    }

    private static BufferedImage image(byte[] jpeg) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(jpeg));
    }

    private static boolean isRed(BufferedImage image, double x, double y) {
        var colour = new Color(image.getRGB((int) (x * (image.getWidth() - 1)), (int) (y * (image.getHeight() - 1))));
        return colour.getRed() > 200 && colour.getBlue() < 60;
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png"})
    void aPictureIsWrittenAnewAsJpeg(String format) throws IOException {
        var kept = Picture.of(picture(format, 640, 480));
        assertThat(kept.width()).isEqualTo(640);
        assertThat(kept.jpeg()).startsWith(0xff, 0xd8, 0xff);
        assertThat(isRed(image(kept.jpeg()), 0.2, 0.5)).isTrue();
        assertThat(isRed(image(kept.jpeg()), 0.8, 0.5)).isFalse();
        assertThat(image(kept.thumbnail()).getWidth()).isEqualTo(320);
    }

    @Test
    void webpIsReadToo() {
        var pixel = Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
        assertThat(Picture.of(pixel).width()).isEqualTo(1);
    }

    @Test
    void aLargeOneIsMadeSmaller() throws IOException {
        var kept = Picture.of(picture("jpeg", 6_000, 2_000));
        assertThat(kept.width()).isEqualTo(2_560);
        assertThat(image(kept.jpeg()).getHeight()).isEqualTo(853);
        assertThat(isRed(image(kept.jpeg()), 0.45, 0.5)).isTrue();
        assertThat(isRed(image(kept.jpeg()), 0.55, 0.5)).isFalse();
    }

    @Test
    void whatTheCameraWroteIsKnownAndGone() throws IOException {
        var kept = Picture.of(withExif(picture("jpeg", 200, 100), tiff(6)));
        assertThat(kept.exif().takenAt()).isEqualTo(Instant.parse("2025-07-21T14:14:05Z"));
        assertThat(kept.exif().place().lon()).isEqualTo(126.75);
        assertThat(kept.exif().place().lat()).isEqualTo(42.97);
        assertThat(new String(kept.jpeg(), StandardCharsets.ISO_8859_1)).doesNotContain("Exif", "2025:07:21");
        var upright = image(kept.jpeg());
        assertThat(upright.getWidth()).isEqualTo(100);
        assertThat(isRed(upright, 0.5, 0.2))
                .as("turned clockwise: left is on top")
                .isTrue();
        assertThat(isRed(upright, 0.5, 0.8)).isFalse();
    }

    @Test
    void brokenExifIsNoneAndTellsNothingFalse() {
        var random = new Random(21);
        var jpeg = picture("jpeg", 40, 40);
        for (var i = 0; i < 2_000; i++) {
            var tiff = tiff(1);
            for (var n = 0; n < 6; n++) {
                tiff[random.nextInt(tiff.length)] = (byte) random.nextInt();
            }
            var exif = Exif.of(withExif(jpeg, i % 2 == 0 ? tiff : Arrays.copyOf(tiff, random.nextInt(tiff.length))));
            assertThat(exif.orientation()).isBetween(1, 8);
            if (exif.place() != null) {
                assertThat(Math.abs(exif.place().lat())).isLessThanOrEqualTo(90);
            }
        }
    }

    @Test
    void aPolyglotLosesItsOtherHalf() {
        var script = "<script>alert(document.cookie)</script>%PDF-1.4".getBytes(StandardCharsets.US_ASCII);
        var jpeg = picture("jpeg", 80, 60);
        var comment = ByteBuffer.allocate(jpeg.length + script.length + 4 + script.length);
        comment.put(jpeg, 0, 2)
                .putShort((short) 0xfffe)
                .putShort((short) (script.length + 2))
                .put(script);
        comment.put(jpeg, 2, jpeg.length - 2).put(script);
        var kept = Picture.of(comment.array());
        assertThat(new String(kept.jpeg(), StandardCharsets.ISO_8859_1)).doesNotContain("script", "%PDF");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GIF89a\u0001\u0000\u0001\u0000",
                "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
                "%PDF-1.7\n%%EOF",
                "\u00ff\u00d8\u00ff<html><script>alert(1)</script>",
                "\u0089PNG\r\n\u001a\n-and-no-more",
                "RIFF\u0010\u0000\u0000\u0000WEBPVP8 nonsense"
            })
    void whatIsNoPictureIsRefused(String file) {
        assertThatThrownBy(() -> Picture.of(file.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("422");
    }

    @Test
    void aPictureThatIsCutOffIsRefusedOrShown() {
        for (var format : new String[] {"jpeg", "png"}) {
            var whole = picture(format, 300, 300);
            for (var cut = 1; cut < whole.length; cut += whole.length / 40 + 1) {
                var part = Arrays.copyOf(whole, cut);
                try {
                    assertThat(Picture.of(part).width()).isEqualTo(300);
                } catch (Problem told) {
                    assertThat(told.getStatusCode().value()).isEqualTo(422);
                }
            }
        }
    }

    /** A few hundred bytes that would be some gigabytes of pixels. */
    @Test
    void aBombOfPixelsIsRefusedBeforeItIsDecoded() throws IOException {
        assertThatThrownBy(() -> Picture.of(png(19_999, 19_999)))
                .isInstanceOf(Problem.class)
                .satisfies(e -> assertThat(((Problem) e).getBody().toString()).contains("50 million pixels"));
        assertThatThrownBy(() -> Picture.of(png(60_000, 10))).isInstanceOf(Problem.class);
    }

    @Test
    void whatIsTooManyBytesIsRefused() {
        assertThatThrownBy(() -> Picture.of(new byte[Picture.MOST_BYTES + 1]))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("422");
    }

    private static byte[] png(int width, int height) throws IOException {
        var out = new ByteArrayOutputStream();
        out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        chunk(
                out,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put(new byte[] {8, 2, 0, 0, 0})
                        .array());
        var data = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(data)) {
            deflater.write(new byte[100_000]);
        }
        chunk(out, "IDAT", data.toByteArray());
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] body) throws IOException {
        var name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(body);
        out.write(ByteBuffer.allocate(4).putInt(body.length).array());
        out.write(name);
        out.write(body);
        out.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}

package cn.shanshao.center.registry;

import cn.shanshao.center.Problem;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A photo as it is kept: decoded, turned upright and written anew, so that nothing is left of what else the file held.
 *
 * @param jpeg at most {@value #LONGEST_SIDE} pixels on its longer side
 * @param thumbnail a JPEG of at most {@value #THUMBNAIL} pixels
 * @param exif what the camera wrote, which is in neither of them any more
 */
record Picture(byte[] jpeg, byte[] thumbnail, int width, int height, Exif exif) {
    static final int MOST_BYTES = 16 * 1024 * 1024;
    private static final int LONGEST_SIDE = 2_560;
    private static final int THUMBNAIL = 320;
    private static final int MOST_SIDE = 20_000;
    private static final long MOST_PIXELS = 50_000_000;
    private static final float QUALITY = 0.86f;
    private static final long PATIENCE_S = 10;
    private static final String EXPECTED = "a JPEG, PNG or WebP picture";

    /** One at a time: a large picture takes 200 MB while it is decoded. */
    private static final Semaphore DESK = new Semaphore(1);

    /**
     * Decodes what somebody sent.
     *
     * @throws Problem 422 when it is no picture, or too large; 503 when others are at it for too long
     */
    static Picture of(byte[] file) {
        if (file.length > MOST_BYTES) {
            throw Problem.invalid("file", null, "at most %d MiB".formatted(MOST_BYTES >> 20));
        }
        var format = format(file).orElseThrow(() -> Problem.invalid("file", null, EXPECTED));
        await();
        try {
            var exif = format.equals("jpeg") ? Exif.of(file) : new Exif(1, null, null);
            var upright = upright(decode(file, format), exif.orientation());
            var kept = fit(upright, LONGEST_SIDE);
            return new Picture(write(kept), write(fit(kept, THUMBNAIL)), kept.getWidth(), kept.getHeight(), exif);
        } finally {
            DESK.release();
        }
    }

    private static void await() {
        try {
            if (!DESK.tryAcquire(PATIENCE_S, TimeUnit.SECONDS)) {
                throw Problem.busy("other pictures are being decoded", PATIENCE_S);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.busy("the command centre is being stopped", PATIENCE_S);
        }
    }

    /** By what it begins with; the name and the type that it was sent under say nothing. */
    private static Optional<String> format(byte[] file) {
        if (startsWith(file, 0, new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff})) {
            return Optional.of("jpeg");
        }
        if (startsWith(file, 0, new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'})) {
            return Optional.of("png");
        }
        return startsWith(file, 0, ascii("RIFF")) && startsWith(file, 8, ascii("WEBP"))
                ? Optional.of("webp")
                : Optional.empty();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean startsWith(byte[] file, int at, byte[] head) {
        return file.length >= at + head.length && Arrays.equals(file, at, at + head.length, head, 0, head.length);
    }

    private static BufferedImage decode(byte[] file, String format) {
        var reader = ImageIO.getImageReadersByFormatName(format).next();
        try (var stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(stream, true, true);
            return read(reader);
        } catch (IOException e) {
            throw broken(e);
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage read(ImageReader reader) throws IOException {
        try {
            var width = reader.getWidth(0);
            var height = reader.getHeight(0);
            if (width > MOST_SIDE || height > MOST_SIDE || (long) width * height > MOST_PIXELS) {
                throw Problem.invalid("file", "%d × %d".formatted(width, height), "at most 50 million pixels");
            }
            var every = Math.max(1, Math.max(width, height) / LONGEST_SIDE);
            var how = reader.getDefaultReadParam();
            how.setSourceSubsampling(every, every, 0, 0);
            return reader.read(0, how);
        } catch (Problem told) {
            throw told;
        } catch (RuntimeException e) {
            // what a decoder does of a file that was made to mislead it
            throw broken(e);
        }
    }

    private static Problem broken(Exception e) {
        var problem = Problem.invalid("file", null, EXPECTED + " that can be decoded");
        problem.addSuppressed(e);
        return problem;
    }

    /** On white, turned as Exif says. */
    private static BufferedImage upright(BufferedImage image, int orientation) {
        var w = image.getWidth();
        var h = image.getHeight();
        var isTurned = orientation >= 5;
        var turn = switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, w);
            default -> new AffineTransform();
        };
        return drawn(image, turn, isTurned ? h : w, isTurned ? w : h);
    }

    private static BufferedImage fit(BufferedImage image, int longest) {
        var scale = (double) longest / Math.max(image.getWidth(), image.getHeight());
        if (scale >= 1) {
            return image;
        }
        // by halves, or most pixels would have no say in the small picture
        if (scale < 0.5) {
            return fit(scaled(image, 0.5), longest);
        }
        return scaled(image, scale);
    }

    private static BufferedImage scaled(BufferedImage image, double scale) {
        return drawn(
                image,
                AffineTransform.getScaleInstance(scale, scale),
                (int) Math.max(1, Math.round(image.getWidth() * scale)),
                (int) Math.max(1, Math.round(image.getHeight() * scale)));
    }

    private static BufferedImage drawn(BufferedImage image, AffineTransform how, int width, int height) {
        var canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = canvas.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, how, null);
        graphics.dispose();
        return canvas;
    }

    private static byte[] write(BufferedImage image) {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            var how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            writer.write(null, new IIOImage(image, null, null), how);
            stream.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
    }
}

package cn.shanshao.center.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Large documents travel compressed; the reader knows gzip by its first two bytes. */
final class Gzip {
    static final int LARGE = 64 * 1024;

    private Gzip() {}

    static byte[] ifLarge(byte[] plain) {
        if (plain.length <= LARGE) {
            return plain;
        }
        var packed = new ByteArrayOutputStream(plain.length / 4);
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return packed.toByteArray();
    }
}

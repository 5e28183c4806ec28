package cn.shanshao.sim.carrier;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One part of a short message, as its user data header (GSM 03.40) and coding say.
 *
 * @param reference the same in all parts of one message
 * @param total 1…255
 * @param number 1…total
 */
record Segment(int reference, int total, int number, String text) {
    private static final int ALONE = 70;
    private static final int JOINED = 67;

    Segment {
        if (total < 1 || total > 255 || number < 1 || number > total) {
            throw new IllegalArgumentException("part %d of %d does not exist".formatted(number, total));
        }
    }

    /** Cuts a text into UCS-2 parts with 8-bit concatenation headers; never between the halves of a surrogate pair. */
    static List<byte[]> split(String text, int reference) {
        if (text.length() <= ALONE) {
            return List.of(text.getBytes(StandardCharsets.UTF_16BE));
        }
        var parts = cut(text);
        if (parts.size() > 255) {
            throw new IllegalArgumentException("a text of %d units does not fit 255 parts".formatted(text.length()));
        }
        var bytes = new ArrayList<byte[]>();
        for (var i = 0; i < parts.size(); i++) {
            var body = parts.get(i).getBytes(StandardCharsets.UTF_16BE);
            var part = new byte[6 + body.length];
            System.arraycopy(
                    new byte[] {5, 0, 3, (byte) reference, (byte) parts.size(), (byte) (i + 1)}, 0, part, 0, 6);
            System.arraycopy(body, 0, part, 6, body.length);
            bytes.add(part);
        }
        return bytes;
    }

    private static List<String> cut(String text) {
        var parts = new ArrayList<String>();
        for (var from = 0; from < text.length(); ) {
            var to = Math.min(from + JOINED, text.length());
            if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
                to--;
            }
            parts.add(text.substring(from, to));
            from = to;
        }
        return parts;
    }

    /**
     * Reads one part.
     *
     * @param header whether a user data header stands before the text
     * @param coding SMPP data_coding
     * @throws IllegalArgumentException when header or coding cannot be read
     */
    static Segment read(byte[] bytes, boolean header, int coding) {
        var charset = charset(coding);
        if (!header) {
            return new Segment(0, 1, 1, new String(bytes, charset));
        }
        var length = bytes.length == 0 ? 0 : bytes[0] & 0xFF;
        if (bytes.length < length + 1) {
            throw new IllegalArgumentException("header of %d bytes in a message of %d".formatted(length, bytes.length));
        }
        var text = new String(bytes, length + 1, bytes.length - length - 1, charset);
        for (var i = 1; i + 1 <= length; ) {
            var element = bytes[i] & 0xFF;
            var size = bytes[i + 1] & 0xFF;
            if (i + 2 + size > length + 1) {
                throw new IllegalArgumentException("header element %d runs over its header".formatted(element));
            }
            if (element == 0 && size == 3) {
                return new Segment(bytes[i + 2] & 0xFF, bytes[i + 3] & 0xFF, bytes[i + 4] & 0xFF, text);
            }
            if (element == 8 && size == 4) {
                var reference = ((bytes[i + 2] & 0xFF) << 8) | (bytes[i + 3] & 0xFF);
                return new Segment(reference, bytes[i + 4] & 0xFF, bytes[i + 5] & 0xFF, text);
            }
            i += 2 + size;
        }
        return new Segment(0, 1, 1, text);
    }

    /** Class 0, in a data_coding that carries a message class. */
    static boolean isFlash(int coding) {
        return ((coding & 0xF0) == 0x10 || (coding & 0xF0) == 0xF0) && (coding & 0x03) == 0;
    }

    private static Charset charset(int coding) {
        if ((coding & 0xEC) == 0x08) {
            return StandardCharsets.UTF_16BE;
        }
        if (coding == 0 || coding == 1 || coding == 3 || (coding & 0xEC) == 0 || (coding & 0xF4) == 0xF0) {
            return StandardCharsets.ISO_8859_1;
        }
        throw new IllegalArgumentException("data_coding 0x%02x is not spoken here".formatted(coding));
    }
}

package cn.shanshao.ingest.wire.gb;

import cn.shanshao.ingest.wire.WireException;
import java.util.Arrays;

/**
 * What travels in one message: a type, a length in two bytes (big-endian), so many bytes of text, and perhaps a file
 * behind it, again with its length in two bytes. A text without any of this is taken as it is.
 *
 * @param type of the frame; {@link #PLAIN} for a text without one
 * @param text JSON, or the answer to a command, which begins with a dollar
 * @param file empty where there is none
 */
record GbFrame(int type, byte[] text, byte[] file) {
    static final int PLAIN = 0;
    static final int MAX_BYTES = 1 << 20;
    private static final int HEAD = 3;
    private static final int LAST_TYPE = 0x1F;

    /**
     * Told by the first byte: a text begins with a brace, a dollar, white space or a byte order mark; a type is below 32.
     *
     * @throws WireException when the payload is neither, or a length is not that of the bytes
     */
    static GbFrame read(byte[] payload) {
        if (payload.length > MAX_BYTES) {
            throw new WireException(
                    "size", "payload has %d bytes, expected at most %d".formatted(payload.length, MAX_BYTES));
        }
        if (payload.length == 0) {
            throw new WireException("frame", "payload is empty, expected a frame or a JSON object");
        }
        var first = payload[0] & 0xFF;
        if (isText(first)) {
            return new GbFrame(PLAIN, payload, new byte[0]);
        }
        if (!isFrame(first)) {
            throw new WireException(
                    "frame", "byte 0: expected a type from 1 to 31, '{' or '$', was 0x%02X".formatted(first));
        }
        return framed(first, payload);
    }

    static boolean isFrame(int first) {
        return !isText(first) && first > 0 && first <= LAST_TYPE;
    }

    private static boolean isText(int first) {
        return first == '{'
                || first == '$'
                || first == ' '
                || first == '\t'
                || first == '\n'
                || first == '\r'
                || first == 0xEF;
    }

    private static GbFrame framed(int type, byte[] payload) {
        var textEnd = HEAD + length(payload, 1, "JSON");
        var text = Arrays.copyOfRange(payload, HEAD, textEnd);
        if (textEnd == payload.length) {
            return new GbFrame(type, text, new byte[0]);
        }
        var fileEnd = textEnd + 2 + length(payload, textEnd, "file");
        if (fileEnd != payload.length) {
            throw new WireException(
                    "frame", "expected nothing after the file, were %d bytes".formatted(payload.length - fileEnd));
        }
        return new GbFrame(type, text, Arrays.copyOfRange(payload, textEnd + 2, fileEnd));
    }

    /** The length that stands at {@code at}, when so many bytes follow it. */
    private static int length(byte[] payload, int at, String what) {
        var left = payload.length - at - 2;
        if (left < 0) {
            throw new WireException(
                    "frame",
                    "bytes %d and %d: expected the length of the %s, the payload ends before"
                            .formatted(at, at + 1, what));
        }
        var length = (payload[at] & 0xFF) << 8 | payload[at + 1] & 0xFF;
        if (length > left) {
            throw new WireException(
                    "frame",
                    "bytes %d and %d, length of the %s: expected at most %d, was %d"
                            .formatted(at, at + 1, what, left, length));
        }
        return length;
    }

    boolean isAnswer() {
        return text.length > 0 && text[0] == '$';
    }
}

package cn.shanshao.center.notification.gateway;

import cn.shanshao.center.SmsText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The user data header that joins the parts of a long message (3GPP TS 23.040 §9.2.3.24.1 and .8).
 *
 * @param reference of the sender's message, 8 or 16 bits
 * @param total number of parts, 1…255
 * @param part from 1
 */
public record Concatenation(int reference, int total, int part) {
    private static final int EIGHT_BIT = 0x00;
    private static final int SIXTEEN_BIT = 0x08;

    /** A body behind a header with an 8-bit reference. */
    public static byte[] header(int reference, int total, int part, byte[] body) {
        var out = new byte[6 + body.length];
        out[0] = 5;
        out[1] = EIGHT_BIT;
        out[2] = 3;
        out[3] = (byte) reference;
        out[4] = (byte) total;
        out[5] = (byte) part;
        System.arraycopy(body, 0, out, 6, body.length);
        return out;
    }

    /** What stands behind the header; everything when its length is impossible. */
    public static byte[] body(byte[] userData) {
        var length = headerLength(userData);
        return Arrays.copyOfRange(userData, length, userData.length);
    }

    /** The joining element of the header, if it has a sound one. */
    public static Optional<Concatenation> read(byte[] userData) {
        var end = headerLength(userData);
        for (var at = 1; at + 1 < end; at += 2 + byteAt(userData, at + 1)) {
            var element = byteAt(userData, at);
            var length = byteAt(userData, at + 1);
            if (at + 2 + length > end) {
                return Optional.empty();
            }
            if (element == EIGHT_BIT && length == 3) {
                return sound(byteAt(userData, at + 2), byteAt(userData, at + 3), byteAt(userData, at + 4));
            }
            if (element == SIXTEEN_BIT && length == 4) {
                var reference = byteAt(userData, at + 2) << 8 | byteAt(userData, at + 3);
                return sound(reference, byteAt(userData, at + 4), byteAt(userData, at + 5));
            }
        }
        return Optional.empty();
    }

    public static Optional<Concatenation> sound(int reference, int total, int part) {
        return total >= 1 && part >= 1 && part <= total
                ? Optional.of(new Concatenation(reference, total, part))
                : Optional.empty();
    }

    private static int headerLength(byte[] userData) {
        if (userData.length == 0) {
            return 0;
        }
        var length = 1 + byteAt(userData, 0);
        return length <= userData.length ? length : 0;
    }

    private static int byteAt(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }

    /** The bytes of each submit_sm: UTF-16BE, behind a user data header where there is more than one part. */
    public static List<byte[]> payloads(String text, int reference) {
        var parts = SmsText.parts(text);
        var payloads = new ArrayList<byte[]>();
        for (var i = 0; i < parts.size(); i++) {
            var body = parts.get(i).getBytes(StandardCharsets.UTF_16BE);
            payloads.add(parts.size() == 1 ? body : header(reference, parts.size(), i + 1, body));
        }
        return payloads;
    }
}

package cn.shanshao.center;

import java.util.ArrayList;
import java.util.List;

/**
 * How a text travels in UCS-2: 70 UTF-16 units alone, 67 in each part when joined by a 6-byte header (3GPP TS 23.040
 * §9.2.3.24.1). A surrogate pair is never cut: half a rare name character would arrive as a box.
 */
public final class SmsText {
    /** UTF-16 units that fit into one message. */
    public static final int SINGLE = 70;

    private static final int JOINED = 67;
    /** UTF-16 units that fit into two, when no surrogate pair lies where they are cut. */
    public static final int TWO = 2 * JOINED - 1;

    private static final int MOST_PARTS = 255;

    private SmsText() {}

    /**
     * The text cut into what one submit_sm carries, without header.
     *
     * @throws IllegalArgumentException when it would need more than 255 parts
     */
    public static List<String> parts(String text) {
        if (text.length() <= SINGLE) {
            return List.of(text);
        }
        var parts = new ArrayList<String>();
        for (var from = 0; from < text.length(); ) {
            var to = end(text, from, JOINED);
            parts.add(text.substring(from, to));
            from = to;
        }
        if (parts.size() > MOST_PARTS) {
            throw new IllegalArgumentException(
                    "a text must fit into %d parts, needs %d".formatted(MOST_PARTS, parts.size()));
        }
        return parts;
    }

    /** The longest beginning of {@code text} of at most {@code units} UTF-16 units that cuts no surrogate pair. */
    public static String beginning(String text, int units) {
        return text.substring(0, end(text, 0, units));
    }

    private static int end(String text, int from, int units) {
        var to = Math.min(text.length(), from + units);
        var cutsPair = to < text.length()
                && to > from
                && Character.isHighSurrogate(text.charAt(to - 1))
                && Character.isLowSurrogate(text.charAt(to));
        return cutsPair ? to - 1 : to;
    }
}

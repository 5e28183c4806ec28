package cn.shanshao.ingest.wire;

/** Foreign text made fit for a message: short, one line, and well-formed, whatever it was. */
public final class Shown {
    private static final int MAX = 80;

    private Shown() {}

    /** The value as it may stand in a message; text in quotes. */
    public static String of(Object value) {
        return value instanceof String text ? '"' + clip(text, MAX) + '"' : clip(String.valueOf(value), MAX);
    }

    /** At most {@code max} characters, without control characters and half surrogate pairs. */
    public static String clip(String text, int max) {
        var out = new StringBuilder(Math.min(text.length(), max) + 1);
        for (var i = 0; i < text.length(); ) {
            var code = text.codePointAt(i);
            i += Character.charCount(code);
            if (out.length() + Character.charCount(code) > max) {
                return out.append('…').toString();
            }
            out.appendCodePoint(isPlain(code) ? code : '?');
        }
        return out.toString();
    }

    private static boolean isPlain(int code) {
        return !Character.isISOControl(code) && (code < Character.MIN_SURROGATE || code > Character.MAX_SURROGATE);
    }
}

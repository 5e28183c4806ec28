package cn.shanshao.center;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Foreign text as it may stand in a log: in one line, and not without end, so that nobody can write lines of their own. */
public final class OneLine {
    private static final int LONGEST = 500;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cf}]");

    private OneLine() {}

    /** Control characters, line ends of every kind and marks that turn the reading direction become {@code \\uXXXX}. */
    public static String of(@Nullable Object text) {
        var whole = String.valueOf(text);
        var cut = whole.length() <= LONGEST ? whole : whole.substring(0, LONGEST) + "…";
        return UNPRINTABLE
                .matcher(cut)
                .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
    }
}

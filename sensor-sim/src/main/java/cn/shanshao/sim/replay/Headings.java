package cn.shanshao.sim.replay;

import java.util.Optional;
import java.util.regex.Pattern;

/** Units in the headings of columns: {@code Rainfall/mm}, {@code rain (in)}, {@code 水位[m]}. */
final class Headings {
    private static final Pattern UNIT =
            Pattern.compile("(.+?)\\s*(?:/\\s*([^/()\\[\\]]+)|[(\\[]([^()\\[\\]]+)[)\\]])\\s*");

    private Headings() {}

    static Optional<String> unit(String heading) {
        var match = UNIT.matcher(heading);
        return match.matches()
                ? Optional.of((match.group(2) == null ? match.group(3) : match.group(2)).strip())
                : Optional.empty();
    }

    static String bare(String heading) {
        var match = UNIT.matcher(heading);
        return (match.matches() ? match.group(1) : heading).strip();
    }
}

package cn.shanshao.allinone;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;

/** What the operator sees on the terminal while the system starts: one line per part, then a box. */
final class Progress {
    private final PrintStream out;
    private final long begin = System.nanoTime();

    Progress(PrintStream out) {
        this.out = out;
    }

    <T> T step(String english, String chinese, Supplier<T> work) {
        var result = work.get();
        line("%5.1f s  %s  %s".formatted((System.nanoTime() - begin) / 1e9, english, chinese));
        return result;
    }

    void line(String text) {
        out.println("  " + text);
        out.flush();
    }

    void box(List<String> lines) {
        var width = lines.stream().mapToInt(Progress::columns).max().orElse(0);
        out.println();
        out.println("  ┌" + "─".repeat(width + 2) + "┐");
        for (var line : lines) out.println("  │ " + line + " ".repeat(width - columns(line)) + " │");
        out.println("  └" + "─".repeat(width + 2) + "┘");
        out.flush();
    }

    void failure(String what, String mend) {
        out.println();
        out.println("  Does not start  未能启动: " + what);
        out.println("  → " + mend);
        out.flush();
    }

    /** A Chinese character is as wide as two Latin ones on a terminal. */
    static int columns(String text) {
        return text.codePoints().map(c -> isWide(c) ? 2 : 1).sum();
    }

    private static boolean isWide(int c) {
        var script = Character.UnicodeScript.of(c);
        return script == Character.UnicodeScript.HAN || (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFF60);
    }
}

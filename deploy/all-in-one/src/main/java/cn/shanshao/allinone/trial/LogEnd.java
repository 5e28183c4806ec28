package cn.shanshao.allinone.trial;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The end of a log that is being written. */
final class LogEnd {
    private static final int OCTETS = 12_000;

    private LogEnd() {}

    /** Whole lines, as many as {@value #OCTETS} octets hold; why there are none, where there are none. */
    static String of(Path log) {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var from = Math.max(0, file.length() - OCTETS);
            var end = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(end);
            var text = new String(end, StandardCharsets.UTF_8);
            return from == 0 ? text : text.substring(text.indexOf('\n') + 1);
        } catch (IOException e) {
            return "(" + e.getMessage() + ")";
        }
    }
}

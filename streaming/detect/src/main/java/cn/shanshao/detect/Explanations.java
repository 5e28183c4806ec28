package cn.shanshao.detect;

import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What each method computes, what its parameters mean, and what it cannot see: the one text for pages and answers. */
public final class Explanations {
    private static final Map<String, Text> ALL = read();
    private static final Text NONE = new Text("这一方法尚无说明。", "There is no explanation of this method yet.");

    private Explanations() {}

    /** The file by method. */
    private static final class Texts extends TreeMap<String, Text> {
        private static final long serialVersionUID = 1;
    }

    private static Map<String, Text> read() {
        try (var in = Objects.requireNonNull(Explanations.class.getResourceAsStream("explanations.json"))) {
            return Json.read(in.readAllBytes(), Texts.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether there is a text of the method. */
    public static boolean knows(String method) {
        return ALL.containsKey(method);
    }

    /** @param method as in a rule; {@code fused} and {@code debris-flow} are those of a point as a whole */
    public static Text of(String method) {
        return ALL.getOrDefault(method, NONE);
    }
}

package cn.shanshao.ingest.wire.gb;

import cn.shanshao.ingest.wire.Shown;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was noticed about a message and how often, in no more words than can be kept. */
final class GbNotes {
    private static final int MOST = 100;
    private static final String OTHERS = "others";

    private final Map<String, Integer> counts = new LinkedHashMap<>();

    void add(String note) {
        var text = Shown.clip(note, 200);
        counts.merge(counts.size() < MOST || counts.containsKey(text) ? text : OTHERS, 1, Integer::sum);
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    Map<String, Integer> counts() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    }
}

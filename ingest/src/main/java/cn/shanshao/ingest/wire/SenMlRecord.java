package cn.shanshao.ingest.wire;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One record as it was written: values are {@code Double}, {@code String}, or the token of whatever else stood there. */
final class SenMlRecord {
    final Map<Label, Object> fields = new EnumMap<>(Label.class);
    final Set<Label> twice = EnumSet.noneOf(Label.class);
    private final Set<String> others = new HashSet<>();
    private @Nullable String fault;

    static SenMlRecord faulty(String fault) {
        var record = new SenMlRecord();
        record.fault = fault;
        return record;
    }

    void put(Label label, Object value) {
        if (fields.put(label, value) != null) {
            twice.add(label);
            fault = "key %s stands twice, expected once".formatted(label.text);
        }
    }

    /** A key that SenML does not know is passed over, but not when it stands twice. */
    void putOther(String key) {
        if (!others.add(key)) {
            fault = "key %s stands twice, expected once".formatted(Shown.of(key));
        }
    }

    @Nullable
    String fault() {
        return fault;
    }
}

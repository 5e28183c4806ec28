package cn.shanshao.allinone.watch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings without which something acknowledged can be lost in a power cut, as the running parts report them.
 *
 * @param settings name → {@code on}, {@code off} or {@code unknown} (the part did not answer)
 */
public record Durable(Map<String, String> settings) {
    public Durable {
        settings = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** Those known to be off; a part that is away is its health's matter, not this one's. */
    public List<String> off() {
        return settings.entrySet().stream()
                .filter(setting -> "off".equals(setting.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }
}

package cn.shanshao.detect;

import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.RuleConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * The rules to begin with, for a slope that nobody has set limits for (起始规则). Their limits come from no standard; the
 * sources of the methods are with the methods.
 */
public final class DefaultRules {
    private static final List<RuleConfig> ALL = read();

    private DefaultRules() {}

    private static List<RuleConfig> read() {
        try (var in = Objects.requireNonNull(DefaultRules.class.getResourceAsStream("default-rules.json"))) {
            return List.of(Json.read(in.readAllBytes(), RuleConfig[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those for a quantity, with or without depth; empty where there is none. */
    public static List<RuleConfig> of(String quantity) {
        return ALL.stream()
                .filter(rule -> rule.appliesTo().covers(quantity, "", null, null))
                .toList();
    }
}

package cn.shanshao.center.alert;

import cn.shanshao.center.China;
import cn.shanshao.detect.Method;
import cn.shanshao.detect.report.Memory;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.DeviceConfig.Mask;
import cn.shanshao.ingest.wire.RuleConfig;
import cn.shanshao.ingest.wire.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * On what a why stands: the span that was read, and where the rule that judged live knew more.
 *
 * @param from of the first reading that was looked at, if there were any before it they were not
 * @param to until when; the newest are left out where there are too many
 * @param readings that were looked at
 * @param masks spans in it that are left out, for somebody has called them bad
 * @param parts of the answer, each with whether it stands on less than the rule knew
 */
record WhatWasRead(Instant from, Instant to, int readings, List<Mask> masks, List<Part> parts) {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(China.ZONE);

    /**
     * A part of the answer.
     *
     * @param of {@code series}, {@code judged}, {@code v0} or {@code forecasts}
     * @param reason why it is partial; {@code null} where it is not
     */
    record Part(String of, boolean partial, @Nullable Text reason) {}

    /**
     * @param rule that judged
     * @param isCut the newest readings are left out
     * @param hasOlder the store holds readings before {@code from} that the rule remembers
     */
    static WhatWasRead of(
            RuleConfig rule,
            Instant from,
            Instant to,
            int readings,
            List<Mask> masks,
            boolean isCut,
            boolean hasOlder) {
        var parts = new ArrayList<Part>();
        parts.add(new Part("series", isCut, isCut ? cut(to) : null));
        var older = hasOlder ? older(Memory.of(rule), from) : null;
        parts.add(new Part("judged", hasOlder, older));
        if (Memory.makesReferenceRate(rule)) {
            parts.add(new Part("v0", hasOlder, older));
        }
        if (Method.of(rule.method())
                .filter(method -> method.kind() == AlertKind.TREND)
                .isPresent()) {
            parts.add(new Part("forecasts", hasOlder, older));
        }
        return new WhatWasRead(from, to, readings, masks, parts);
    }

    private static Text cut(Instant to) {
        return new Text(
                "测值过多，只读到%s，此后的未读".formatted(DAY.format(to)),
                "there are too many readings: only those until %s (Beijing) were read".formatted(DAY.format(to)));
    }

    private static Text older(Duration memory, Instant from) {
        var isAll = memory.equals(Memory.ALL);
        return new Text(
                "规则%s，此处只读了%s以后的测值，更早的库中还有；所示可能与规则当时所知不同"
                        .formatted(isAll ? "依据全部历史" : "回看%d天".formatted(memory.toDays()), DAY.format(from)),
                "the rule %s, and only readings from %s (Beijing) on were read here, though the store holds older ones: what is shown may differ from what the rule knew"
                        .formatted(
                                isAll ? "knows the whole record" : "looks back %d days".formatted(memory.toDays()),
                                DAY.format(from)));
    }
}

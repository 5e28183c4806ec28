package cn.shanshao.center.registry;

import cn.shanshao.ingest.wire.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may fall when readings of a channel count no more: at worst, for how far the mended record still bears it out is
 * known only afterwards.
 *
 * @param needsSecond an alert that is corroborated red, or that sounds sirens, stands on the channel: one person is not
 *     enough
 * @param pointId {@code null} where the device is at no point
 * @param people who live below
 * @param from the worst level that the point stands at; {@code null} for none
 * @param to the level that the other instruments bear out; {@code null} for none
 * @param minutesPerLevel that slowly the point comes down at least
 * @param sirens that would stop when it has come down
 */
public record MaskEffect(
        boolean needsSecond,
        @Nullable String pointId,
        @Nullable String pointName,
        int people,
        @Nullable Level from,
        @Nullable Level to,
        long minutesPerLevel,
        List<Fall> falls,
        List<Siren> sirens) {
    public MaskEffect {
        falls = List.copyOf(falls);
        sirens = List.copyOf(sirens);
    }

    /**
     * An alert that may fall.
     *
     * @param deviceId {@code null} for what the instruments say together
     * @param to {@code null} when it may end
     */
    public record Fall(
            String alertId,
            String ruleId,
            @Nullable String deviceId,
            @Nullable String quantity,
            @Nullable Level from,
            @Nullable Level to) {}

    public record Siren(String id, String name) {}
}

package cn.shanshao.ingest.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule as data.
 *
 * @param method e.g. {@code threshold}
 * @param params of the method; {@code threshold}: {@code absolute} 1 compares |value|, {@code below} 1 alarms below
 * @param levels level → limit, in the unit of the quantity
 * @param onDelay seconds that the limit must be exceeded, by the channel's own clock, before the level holds
 * @param offDelay seconds below the limit less the deadband before the level falls
 * @param deadband in the unit of the quantity
 * @param season months (1–12) in which it counts; {@code null} for always
 * @param shadow runs live and cannot alert
 * @param approvedBy who approved the limits; {@code null} for nobody
 * @param replaces the id of a rule that this one takes the place of, on the channels it looks at; {@code null} for none
 */
public record RuleConfig(
        String id,
        long version,
        String method,
        AppliesTo appliesTo,
        Map<String, Double> params,
        Map<Level, Double> levels,
        double onDelay,
        double offDelay,
        double deadband,
        @Nullable List<Integer> season,
        boolean shadow,
        @Nullable String approvedBy,
        @Nullable String replaces) {

    public RuleConfig(
            String id,
            long version,
            String method,
            AppliesTo appliesTo,
            Map<String, Double> params,
            Map<Level, Double> levels,
            double onDelay,
            double offDelay,
            double deadband,
            @Nullable List<Integer> season,
            boolean shadow,
            @Nullable String approvedBy) {
        this(
                id,
                version,
                method,
                appliesTo,
                params,
                levels,
                onDelay,
                offDelay,
                deadband,
                season,
                shadow,
                approvedBy,
                null);
    }

    public RuleConfig {
        params = Map.copyOf(params);
        levels = Map.copyOf(levels);
        season = season == null ? null : List.copyOf(season);
    }

    /** Whether a switch among {@link #params} is on, e.g. {@code below}. */
    public boolean isOn(String parameter) {
        return params.getOrDefault(parameter, 0.0) != 0;
    }

    /**
     * Which channels a rule looks at; a {@code null} does not restrict.
     *
     * @param quantity exactly, or with a depth after it; in its one form, however it was written
     */
    public record AppliesTo(
            String quantity,
            @Nullable String pointId,
            @Nullable String deviceId,
            @Nullable List<String> kinds) {
        public AppliesTo {
            if (quantity != null) { // what came over the wire may lack it
                quantity = Channels.normalOrSame(quantity);
            }
            kinds = kinds == null ? null : List.copyOf(kinds);
        }

        /**
         * Whether a rule looks at a channel.
         *
         * @param channel its quantity, with its depth
         * @param point of the device; {@code null} when it has none
         * @param kind of that point
         */
        public boolean covers(String channel, String device, @Nullable String point, @Nullable String kind) {
            return isOf(channel)
                    && (deviceId == null || deviceId.equals(device))
                    && (pointId == null || pointId.equals(point))
                    && (kinds == null || kind != null && kinds.contains(kind));
        }

        /** The quantity itself, or it with a depth after it. */
        private boolean isOf(String channel) {
            return channel.startsWith(quantity)
                    && (channel.length() == quantity.length() || channel.charAt(quantity.length()) == '/');
        }
    }
}

package cn.shanshao.ingest.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The risk of geohazards by rain in one division (地质灾害气象风险), as its gauges and a forecast tell it.
 *
 * @param realm of the gauges
 * @param now {@code null} when no gauge that has a table is heard
 * @param next24h {@code null} without a forecast
 */
public record DivisionRisk(
        String division,
        Realm realm,
        Instant at,
        @Nullable Now now,
        @Nullable Ahead next24h) {
    /**
     * @param grade 1…5: 3 注意, 4 预警, 5 警报
     * @param level of that grade; {@code null} for 1
     * @param rank in the table, of which the grade is made: 1 is the limit of blue, 4 of red
     * @param gauges that are heard
     * @param incomplete of them, those that have not seen all of the time: their rank may be too low
     * @param worst id of the gauge that stands highest
     * @param why it does, e.g. {@code 76 ≥ 75 mm · 3 h}
     */
    public record Now(
            int grade, @Nullable Level level, double rank, int gauges, int incomplete, String worst, String why) {}

    /**
     * What it comes to, at its height, when what is expected falls on what has fallen.
     *
     * @param mm expected in the next 24 h
     * @param hours of the next 24 that the forecast speaks of
     */
    public record Ahead(
            int grade,
            @Nullable Level level,
            double rank,
            double mm,
            double hours,
            String source,
            Instant issuedAt,
            String worst,
            String why) {}
}

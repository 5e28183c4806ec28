package cn.shanshao.detect;

import cn.shanshao.detect.instrument.ChangeOver;
import cn.shanshao.detect.rain.RainSum;
import cn.shanshao.detect.rain.RainTable;
import cn.shanshao.ingest.wire.Level;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a rule judged, as it is told: of a table the rain of the column that decided, else the value and the limit as they
 * are.
 *
 * @param limit NaN where there is none
 * @param sign how the value stands to it; empty where there is none
 * @param over the time that was summed or looked back over; {@code null} where there is none
 */
public record Judged(
        double value,
        String sign,
        double limit,
        String unit,
        @Nullable Duration over) {
    /**
     * @param rule {@code null} when it is gone
     * @param unit of the quantity
     */
    public static Judged of(@Nullable Rule rule, Sample sample, Level level, String unit) {
        if (rule == null) {
            return new Judged(sample.value(), "", Double.NaN, unit, null);
        }
        if (rule.method() == Method.RAIN_TABLE) {
            return ofTable(rule, sample, level);
        }
        var limit = rule.ladder().limit(level, sample.at());
        return new Judged(
                sample.value(),
                Double.isFinite(limit) ? rule.ladder().sign(level, sample) : "",
                limit,
                rule.method().unit(unit),
                over(rule));
    }

    private static @Nullable Duration over(Rule rule) {
        var params = rule.config().params();
        return switch (rule.method()) {
            case RAIN_SUM -> RainSum.span(params);
            case CHANGE -> ChangeOver.span(params);
            default -> null;
        };
    }

    private static Judged ofTable(Rule rule, Sample sample, Level level) {
        return RainTable.decided(rule.config().params(), sample)
                .map(column -> ofColumn(column, sample.value(), level))
                // an episode that was taken over: what the alert said then
                .orElseGet(() -> new Judged(sample.value(), "", Double.NaN, "mm", null));
    }

    /** Of a column that has come to a rank, against the limit that it has reached, or else its lowest. */
    public static Judged ofColumn(RainTable.Column column, double rank) {
        return ofColumn(column, rank, Level.ofRank((int) Math.max(1, Math.min(4, rank))));
    }

    private static Judged ofColumn(RainTable.Column column, double rank, Level level) {
        var sign = rank >= level.rank() ? "≥" : "<";
        return new Judged(column.mm(rank), sign, column.limit(level), "mm", column.span());
    }

    /** The limit for an alert. */
    public @Nullable Double limitOrNull() {
        return Double.isFinite(limit) ? limit : null;
    }

    /** Why a level holds, e.g. {@code 76 ≥ 75 mm · 3 h}. */
    public String why() {
        var shown = unit.equals(Method.RATIO) || unit.equals(Method.RANK) ? "" : unit;
        var why =
                sign.isEmpty() ? (Wording.number(value) + " " + shown).trim() : Wording.why(value, sign, limit, shown);
        return over == null ? why : why + " · " + span(over, " min", " h", " d");
    }

    /** The same for Chinese readers, e.g. {@code 52.1 ≥ 48 mm/日 · 3 小时}. */
    String whyZh() {
        var shown = Wording.unit(unit);
        var clinging = shown.startsWith("°") || shown.startsWith("℃") ? shown : shown.isEmpty() ? "" : " " + shown;
        var why = sign.isEmpty()
                ? Wording.number(value) + clinging
                : "%s %s %s%s".formatted(Wording.number(value), sign, Wording.number(limit), clinging);
        return over == null ? why : why + " · " + span(over, " 分钟", " 小时", " 天");
    }

    /** In minutes below an hour, in days from two days on, else in hours. */
    static String span(Duration span, String minutes, String hours, String days) {
        if (span.toMinutes() < 60) {
            return span.toMinutes() + minutes;
        }
        if (span.toHours() > 24 && span.toMinutes() % 1440 == 0) {
            return span.toDays() + days;
        }
        return Wording.number(span.toMinutes() / 60.0) + hours;
    }
}

package cn.shanshao.detect.report;

import cn.shanshao.detect.Method;
import cn.shanshao.detect.instrument.ChangeOver;
import cn.shanshao.detect.rain.RainRecord;
import cn.shanshao.detect.rain.Thaw;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.RuleConfig;
import java.time.Duration;

/** How far back a rule looks that judges live: a shorter record may make something else of the same readings. */
public final class Memory {
    /** A record without an end, as far as anybody keeps one. */
    public static final Duration ALL = Duration.ofDays(3_650);

    private static final Duration MOVEMENT = Duration.ofDays(400);

    /** What warmth does to a tilt is learnt from so long. */
    private static final Duration TILT = Duration.ofDays(10);

    private Memory() {}

    /** None for what counts from the first reading, or from a few. */
    public static Duration of(RuleConfig rule) {
        var method = Method.of(rule.method()).orElse(Method.THRESHOLD);
        return switch (method) {
            case VELOCITY, TANGENTIAL_ANGLE, INVERSE_VELOCITY -> MOVEMENT;
            case TILT_RATE -> TILT;
            case CHANGE -> ChangeOver.span(rule.params());
            case PERCENTILE -> ALL;
            case THAW -> Duration.ofDays(Thaw.MOST_DAYS);
            default -> method.kind() == AlertKind.RAINFALL ? Duration.ofHours(RainRecord.REACH_HOURS) : Duration.ZERO;
        };
    }

    /** It makes the rate of steady creep of its own record, for nobody has approved one. */
    public static boolean makesReferenceRate(RuleConfig rule) {
        var method = Method.of(rule.method()).orElse(Method.THRESHOLD);
        return (method == Method.VELOCITY || method == Method.TANGENTIAL_ANGLE)
                && !rule.params().containsKey("v0");
    }
}

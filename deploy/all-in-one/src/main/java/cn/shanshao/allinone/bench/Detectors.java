package cn.shanshao.allinone.bench;

import cn.shanshao.detect.Channel;
import cn.shanshao.detect.DefaultRules;
import cn.shanshao.detect.Method;
import cn.shanshao.detect.Rule;
import cn.shanshao.detect.Sample;
import cn.shanshao.detect.rain.FourColours;
import cn.shanshao.ingest.quality.Flag;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.RuleConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One channel under one rule, or under all that it has by default: readings of ten minutes, one after the other, of a slope
 * that moves 5 mm a day, or of one that fails within thirty days, again and again.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
public class Detectors {
    static final String DEFAULTS = "all default rules";
    static final String FAILING = ", failing";

    private static final long STEP = 600_000;
    private static final double STEPS_A_DAY = 144;
    private static final double LIFE = 30;
    private static final double A_DAY = 5;

    /** A method, or {@link #DEFAULTS} of displacement; with {@link #FAILING} the slope fails. */
    @Param("threshold")
    public String what = "";

    private List<Rule> rules = List.of();
    private boolean isFailing;
    private boolean isRain;
    private Channel channel = new Channel("bench", "displacement");
    private final double[] noise = new Random(1).doubles(8_192).toArray();
    private int steps;
    private double rain;

    /** What there is to measure: each method, those of movement and of defaults with a slope that fails as well. */
    static String[] all() {
        var plain = Arrays.stream(Method.values()).map(Method::wire).toList();
        var more = List.of(Method.INVERSE_VELOCITY.wire() + FAILING, DEFAULTS, DEFAULTS + FAILING);
        return java.util.stream.Stream.concat(plain.stream(), more.stream()).toArray(String[]::new);
    }

    @Setup
    public void begin() {
        isFailing = what.endsWith(FAILING);
        var name = what.replace(FAILING, "");
        rules = name.equals(DEFAULTS)
                ? DefaultRules.of("displacement").stream()
                        .map(rule -> Rule.of(rule, null))
                        .toList()
                : List.of(Rule.of(rule(Method.of(name).orElseThrow()), null));
        isRain = name.startsWith("rain-") || name.equals(Method.SOIL_WATER_INDEX.wire());
    }

    private static RuleConfig rule(Method method) {
        var params = switch (method) {
            case RAIN_TABLE -> FourColours.JIANGHUA.params();
            case RAIN_SUM -> Map.of("hours", 24.0);
            case SOIL_WATER_INDEX -> Map.of("step", 1.0);
            case INVERSE_VELOCITY -> Map.of("below", 1.0);
            default -> Map.<String, Double>of();
        };
        // limits out of reach: what an alert costs is not the detector's
        var limit = method == Method.INVERSE_VELOCITY ? 1e-9 : 1e9;
        var to = new RuleConfig.AppliesTo("bench", null, null, null);
        return new RuleConfig(
                "bench", 1, method.wire(), to, params, Map.of(Level.YELLOW, limit), 0, 0, 0, null, false, null);
    }

    @Benchmark
    public List<Channel.Word> judge() {
        if (isFailing && steps >= LIFE * STEPS_A_DAY - 1) {
            steps = 0;
            channel = new Channel("bench", "displacement");
        }
        var at = steps * STEP;
        return channel.judge(new Sample(at, value(steps++), true, Flag.PASS), rules, at);
    }

    private double value(int step) {
        var chance = noise[step & noise.length - 1];
        var day = step / STEPS_A_DAY;
        if (isRain) {
            // a counter; it rains a tenth of the time
            rain += chance > 0.9 ? 10 * (chance - 0.9) : 0;
            return rain;
        }
        return (isFailing ? 20 * Math.log(LIFE / (LIFE - day)) : A_DAY * day) + chance - 0.5;
    }
}

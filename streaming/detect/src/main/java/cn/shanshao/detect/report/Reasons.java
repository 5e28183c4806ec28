package cn.shanshao.detect.report;

import cn.shanshao.detect.BackTest;
import cn.shanshao.detect.DefaultRules;
import cn.shanshao.detect.Method;
import cn.shanshao.detect.Rule;
import cn.shanshao.detect.Sample;
import cn.shanshao.detect.movement.Figures;
import cn.shanshao.detect.movement.SecondOpinion;
import cn.shanshao.detect.movement.VelocityClass;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.RuleConfig;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a rule says what it says of a record: what it judged, against which limits, and the numbers behind it.
 *
 * @param limits in the unit that is judged, the channel's own where it has some
 * @param series at most {@value #MOST} moments; of each stretch the least and the greatest value and the gravest judged
 */
public record Reasons(
        Map<Level, Double> limits,
        String judgedUnit,
        List<Moment> series,
        List<Report.Outlook> forecasts,
        List<Figure> numbers,
        List<Opinion> opinions) {
    static final int MOST = 600;
    private static final int STRETCHES = 199;
    private static final double HOUR = 1 / 24.0;

    /**
     * @param t Unix ms
     * @param v the value
     * @param j what the rule judged; {@code null} where it had nothing to say
     */
    public record Moment(long t, double v, @Nullable Double j) {}

    /** A number and what it is. */
    public record Figure(String zh, String en, double value, String unit) {}

    /** What another method says; none of them sets a level. */
    public record Opinion(
            String method,
            String zh,
            String en,
            @Nullable Instant failureAt,
            @Nullable Instant earliest,
            @Nullable Instant latest) {}

    /** @param shownFrom what lies before only warms the detectors up */
    public static Reasons of(Recorded record, RuleConfig config, Instant shownFrom) {
        var rule = Rule.of(config, record.channel());
        var moments = new ArrayList<Moment>();
        var from = shownFrom.toEpochMilli();
        var result = BackTest.run(
                record.device(), record.quantity(), List.of(config), record.channel(), record.samples(), moment -> {
                    var at = moment.at().toEpochMilli();
                    if (at >= from) {
                        moments.add(
                                new Moment(at, moment.value(), moment.judged().get(config.id())));
                    }
                });
        var unit = rule.method().unit(record.unit());
        return new Reasons(
                limits(rule),
                unit,
                thinned(moments, config.isOn("below")),
                Report.forecasts(result.outlooks()),
                numbers(record, config, rule.method(), moments, unit),
                isMovement(record, rule.method()) ? opinions(record.samples()) : List.of());
    }

    private static Map<Level, Double> limits(Rule rule) {
        var limits = new EnumMap<Level, Double>(Level.class);
        for (var level : Level.values()) {
            var limit = rule.ladder().limit(level);
            if (Double.isFinite(limit)) {
                limits.put(level, limit);
            }
        }
        return limits;
    }

    private static boolean isMovement(Recorded record, Method method) {
        return record.unit().equals("mm")
                && (method.kind() == AlertKind.TREND
                        || DefaultRules.of(record.quantity()).stream()
                                .anyMatch(rule -> rule.method().equals(Method.VELOCITY.wire())));
    }

    // ---- the curve

    private static List<Moment> thinned(List<Moment> moments, boolean isBelow) {
        if (moments.size() <= MOST) {
            return List.copyOf(moments);
        }
        var last = moments.get(moments.size() - 1);
        var start = moments.get(0).t;
        var span = Math.max(1, last.t - start);
        var thin = new ArrayList<Moment>();
        var i = 0;
        for (var stretch = 1; stretch <= STRETCHES; stretch++) {
            var end = start + span * stretch / STRETCHES;
            var first = i;
            while (i < moments.size() && (moments.get(i).t < end || stretch == STRETCHES)) {
                i++;
            }
            thin.addAll(extremes(moments.subList(first, i), isBelow));
        }
        if (!thin.get(thin.size() - 1).equals(last)) {
            thin.add(last);
        }
        return thin;
    }

    /** In the order of their times. */
    private static List<Moment> extremes(List<Moment> stretch, boolean isBelow) {
        if (stretch.isEmpty()) {
            return List.of();
        }
        var least = stretch.get(0);
        var most = least;
        Moment gravest = null;
        for (var one : stretch) {
            least = one.v < least.v ? one : least;
            most = one.v > most.v ? one : most;
            gravest = one.j != null && (gravest == null || isGraver(one.j, gravest.j, isBelow)) ? one : gravest;
        }
        var kept = new ArrayList<Moment>();
        for (var one : stretch) {
            if (one.equals(least) || one.equals(most) || one.equals(gravest)) {
                kept.add(one);
            }
        }
        return kept;
    }

    private static boolean isGraver(double one, @Nullable Double other, boolean isBelow) {
        return other == null || (isBelow ? one < other : one > other);
    }

    // ---- the numbers

    private static List<Figure> numbers(
            Recorded record, RuleConfig rule, Method method, List<Moment> moments, String unit) {
        var numbers = new ArrayList<Figure>();
        for (var i = moments.size() - 1; i >= 0; i--) {
            var judged = moments.get(i).j;
            if (judged != null) {
                numbers.add(new Figure("当前判定值", "judged now", judged, unit));
                break;
            }
        }
        if (isMovement(record, method)) {
            movement(record, rule, method, numbers);
        }
        return numbers;
    }

    private static void movement(Recorded record, RuleConfig rule, Method method, List<Figure> numbers) {
        var figures = Figures.of(record.samples(), rule.params().getOrDefault("noise", 0.0));
        var rate = record.unit() + "/d";
        if (method == Method.TANGENTIAL_ANGLE || method == Method.VELOCITY) {
            var approved = rule.params().get("v0");
            if (approved != null) {
                numbers.add(new Figure("等速变形速率 v₀", "rate of steady creep v₀", approved, rate));
            } else if (Double.isFinite(figures.proposed())) {
                numbers.add(new Figure(
                        "等速变形速率 v₀（建议值，未批准）",
                        "rate of steady creep v₀ (proposed, not approved)",
                        figures.proposed(),
                        rate));
            }
        }
        numbers.add(new Figure("单次测读噪声（1σ）", "noise of one reading (1σ)", figures.noise(), record.unit()));
        Double newest = null;
        for (var speed : figures.speeds()) {
            var zh = speed.days() == HOUR ? "近1小时" : speed.days() == 1 ? "近1天" : "近7天";
            var en = speed.days() == HOUR ? "over 1 h" : speed.days() == 1 ? "over 1 d" : "over 7 d";
            numbers.add(new Figure(zh + "速率", "rate " + en, speed.rate(), rate));
            numbers.add(new Figure(zh + "速率误差（1σ）", "error of the rate " + en + " (1σ)", speed.error(), rate));
            newest = newest == null || speed.days() == 1 ? Double.valueOf(speed.rate()) : newest;
        }
        if (newest != null) {
            var of = VelocityClass.of(newest);
            numbers.add(new Figure(
                    "速度等级：%s（1至7，Cruden & Varnes 1996）".formatted(of.zh()),
                    "velocity class: %s (1 to 7, Cruden & Varnes 1996)".formatted(of.en()),
                    of.number(),
                    "1"));
        }
    }

    private static List<Opinion> opinions(List<Sample> samples) {
        var places = samples.stream()
                .map(sample -> new SecondOpinion.Place(Instant.ofEpochMilli(sample.at()), sample.value()))
                .toList();
        return SecondOpinion.of(places).stream()
                .map(one -> new Opinion(
                        one.method(),
                        name(one.method(), true),
                        name(one.method(), false),
                        one.failureAt(),
                        one.earliest(),
                        one.latest()))
                .toList();
    }

    private static String name(String method, boolean isChinese) {
        return switch (method) {
            case "fukuzono" ->
                isChinese ? "倒速度直线（Fukuzono 1985），仅供参考" : "inverse velocity, a straight line (Fukuzono 1985)";
            case "carla" ->
                isChinese ? "长短滑动平均（Carlà 等 2017），仅供参考" : "short and long moving averages (Carlà et al. 2017)";
            case "saito" -> isChinese ? "斋藤法（Saito 1969），仅供参考" : "Saito (1969)";
            case "lppls" -> isChinese ? "对数周期奇异模型（LPPLS），仅供参考" : "log-periodic power law (LPPLS)";
            default -> method;
        };
    }
}

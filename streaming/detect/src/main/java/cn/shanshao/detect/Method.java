package cn.shanshao.detect;

import cn.shanshao.detect.debris.FrontLens;
import cn.shanshao.detect.instrument.ChangeOver;
import cn.shanshao.detect.instrument.Peak;
import cn.shanshao.detect.instrument.Percentile;
import cn.shanshao.detect.instrument.TiltRate;
import cn.shanshao.detect.movement.InverseVelocity;
import cn.shanshao.detect.movement.TangentialAngle;
import cn.shanshao.detect.movement.Velocity;
import cn.shanshao.detect.rain.RainAntecedent;
import cn.shanshao.detect.rain.RainEffective;
import cn.shanshao.detect.rain.RainIntensityDuration;
import cn.shanshao.detect.rain.RainRecord;
import cn.shanshao.detect.rain.RainSum;
import cn.shanshao.detect.rain.RainTable;
import cn.shanshao.detect.rain.SoilWater;
import cn.shanshao.detect.rain.Thaw;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.Level;
import java.io.DataInput;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** How a rule judges: what it compares with its limits, and in which unit. */
@SuppressWarnings("ImmutableEnumChecker") // its functions are constants that hold nothing
public enum Method {
    /** The value itself (阈值). */
    THRESHOLD("threshold", AlertKind.THRESHOLD, "", unit -> unit, params -> Lens.PLAIN, (params, in) -> Lens.PLAIN),

    /** The time to the earliest failure that the record allows (倒速度法); see {@link InverseVelocity}. */
    INVERSE_VELOCITY(
            "inverse-velocity", AlertKind.TREND, "距最早破坏时间", unit -> "d", InverseVelocity::of, InverseVelocity::read),

    /** The rate against that of steady creep, as an angle (改进切线角); see {@link TangentialAngle}. */
    TANGENTIAL_ANGLE(
            "tangential-angle", AlertKind.TREND, "切线角", unit -> "deg", TangentialAngle::of, TangentialAngle::read),

    /** How far the mud has risen within minutes (泥位涨幅); see {@link cn.shanshao.detect.debris.MudRise}. */
    MUD_RISE("mud-rise", AlertKind.THRESHOLD, "涨幅", unit -> unit, FrontLens::rise, FrontLens::readRise),

    /** How much stronger it shakes or sounds than before (长短时窗比); see {@link cn.shanshao.detect.debris.Tremor}. */
    TREMOR("tremor", AlertKind.THRESHOLD, "强度比", unit -> "", FrontLens::tremor, FrontLens::readTremor),

    /** The rate of movement (位移速率); see {@link Velocity}. */
    VELOCITY("velocity", AlertKind.TREND, "速率", unit -> unit + "/d", Velocity::of, Velocity::read),

    /** How fast an instrument leans (倾斜速率); see {@link TiltRate}. */
    TILT_RATE("tilt-rate", AlertKind.TILT, "速率", unit -> unit + "/h", TiltRate::of, TiltRate::read),

    /** How far a value has come in some hours (变化量); see {@link ChangeOver}. */
    CHANGE("change", AlertKind.THRESHOLD, "变化", unit -> unit, ChangeOver::of, ChangeOver::read),

    /** The greatest size of some seconds (峰值); see {@link Peak}. */
    PEAK("peak", AlertKind.THRESHOLD, "峰值", unit -> unit, Peak::of, Peak::read),

    /** In what share of its own record a value was lower (历史百分位); see {@link Percentile}. */
    PERCENTILE("percentile", AlertKind.THRESHOLD, "历史百分位", unit -> Method.RANK, Percentile::of, Percentile::read),

    /** What fell in the last hours (累计雨量); see {@link RainSum}. */
    RAIN_SUM("rain-sum", AlertKind.RAINFALL, "雨量", unit -> "mm", RainSum::of, RainSum::read),

    /** Where the rain stands in a table of the four colours (四色预警表); see {@link RainTable}. */
    RAIN_TABLE("rain-table", AlertKind.RAINFALL, "雨量", unit -> "1", RainTable::of, RainTable::read),

    /** The storm against a limit of intensity and duration (降雨强度—历时); see {@link RainIntensityDuration}. */
    RAIN_INTENSITY_DURATION(
            "rain-intensity-duration",
            AlertKind.RAINFALL,
            "雨强历时临界比",
            unit -> "1",
            RainIntensityDuration::of,
            RainIntensityDuration::read),

    /** The rain of some days and before against a cumulative limit (前期累计雨量); see {@link RainAntecedent}. */
    RAIN_ANTECEDENT(
            "rain-antecedent", AlertKind.RAINFALL, "前期雨量临界比", unit -> "1", RainAntecedent::of, RainAntecedent::read),

    /** Rain of today and what still counts of the days before (有效降雨量); see {@link RainEffective}. */
    RAIN_EFFECTIVE("rain-effective", AlertKind.RAINFALL, "有效雨量", unit -> "mm", RainEffective::of, RainEffective::read),

    /** The water in three tanks of soil (土壤雨量指数); see {@link SoilWater}. */
    SOIL_WATER_INDEX("soil-water-index", AlertKind.RAINFALL, "土壤雨量指数", unit -> "mm", SoilWater::of, SoilWater::read),

    /** Warmth after frost, in degree-hours (融冻度时); see {@link Thaw}. */
    THAW("thaw", AlertKind.THRESHOLD, "融冻度时", unit -> unit + ".h", Thaw::of, Thaw::read);

    /** The unit of a ratio to a limit. */
    static final String RATIO = "1";

    /** The unit of a place in a record. */
    static final String RANK = "percentile";

    /** Makes a lens again of what one with the same parameters wrote. */
    private interface Reader {
        Lens read(Map<String, Double> params, DataInput in) throws IOException;
    }

    private final String wire;
    private final AlertKind kind;
    private final String suffix;
    private final UnaryOperator<String> unit;
    private final Function<Map<String, Double>, Lens> fresh;
    private final Reader reader;

    Method(
            String wire,
            AlertKind kind,
            String suffix,
            UnaryOperator<String> unit,
            Function<Map<String, Double>, Lens> fresh,
            Reader reader) {
        this.wire = wire;
        this.kind = kind;
        this.suffix = suffix;
        this.unit = unit;
        this.fresh = fresh;
        this.reader = reader;
    }

    /** The method of that name in a rule. */
    public static Optional<Method> of(String wire) {
        return Arrays.stream(values())
                .filter(method -> method.wire.equals(wire))
                .findFirst();
    }

    public String wire() {
        return wire;
    }

    /** What sort of alert it raises. */
    public AlertKind kind() {
        return kind;
    }

    /** What it judges, in Chinese, to be set behind the name of the quantity; empty for the quantity itself. */
    public String suffix() {
        return suffix;
    }

    /** A lens that has seen nothing. */
    public Lens fresh(Map<String, Double> params) {
        return fresh.apply(params);
    }

    /** What a lens of the same parameters wrote. */
    public Lens read(Map<String, Double> params, DataInput in) throws IOException {
        return reader.read(params, in);
    }

    /** The unit of what is judged. */
    public String unit(String ofQuantity) {
        return unit.apply(ofQuantity);
    }

    /**
     * How much of the past it must have seen before it can judge; none for what counts from the first reading. What moves
     * may do so for a year, rain counts for 18 days, warmth explains a tilt by what it did in ten days, and a place in a
     * record needs the record.
     *
     * @param params of the rule
     */
    public Duration history(Map<String, Double> params) {
        if (needsMovement()) {
            return Duration.ofDays(400);
        }
        if (needsRain()) {
            return Duration.ofHours(RainRecord.REACH_HOURS);
        }
        return switch (this) {
            case THAW -> Duration.ofDays(Thaw.MOST_DAYS);
            case TILT_RATE -> TiltRate.HISTORY;
            case CHANGE -> ChangeOver.history(params);
            case PERCENTILE -> Percentile.HISTORY;
            default -> Duration.ZERO;
        };
    }

    /** Whether it stands on what has fallen. */
    boolean needsRain() {
        return kind == AlertKind.RAINFALL;
    }

    /** Whether its lens asks for the lowest limit: a record with gaps tells nothing below it. */
    boolean mayBeIncomplete() {
        return needsRain() || this == THAW;
    }

    /** The gravest level that it may raise: what is unusual is not yet dangerous. */
    public Level gravest() {
        return this == PERCENTILE ? Level.ORANGE : Level.RED;
    }

    /** Whether it judges how fast something goes, which the newest reading alone does not say. */
    boolean isRate() {
        return needsMovement() || this == TILT_RATE;
    }

    /** Whether it stands on where the mark has been. */
    boolean needsMovement() {
        return this == VELOCITY || this == TANGENTIAL_ANGLE || this == INVERSE_VELOCITY;
    }
}

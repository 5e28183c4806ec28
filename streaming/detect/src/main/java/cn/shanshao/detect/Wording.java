package cn.shanshao.detect;

import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Text;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;

/** The sentences of alerts. */
public final class Wording {
    private static final Map<String, String> QUANTITIES = Map.ofEntries(
            Map.entry("displacement", "位移"),
            Map.entry("displacement.e", "东向位移"),
            Map.entry("displacement.n", "北向位移"),
            Map.entry("displacement.u", "垂向位移"),
            Map.entry("displacement.deep.x", "深部位移 X"),
            Map.entry("displacement.deep.y", "深部位移 Y"),
            Map.entry("settlement", "沉降"),
            Map.entry("crack", "裂缝"),
            Map.entry("tilt", "倾角"),
            Map.entry("tilt.x", "倾角 X"),
            Map.entry("tilt.y", "倾角 Y"),
            Map.entry("tilt.z", "倾角 Z"),
            Map.entry("azimuth", "方位角"),
            Map.entry("acceleration.x", "加速度 X"),
            Map.entry("acceleration.y", "加速度 Y"),
            Map.entry("acceleration.z", "加速度 Z"),
            Map.entry("vibration", "振动"),
            Map.entry("vibration.x", "振动 X"),
            Map.entry("vibration.y", "振动 Y"),
            Map.entry("vibration.z", "振动 Z"),
            Map.entry("acoustic.emission", "声发射"),
            Map.entry("ground.sound", "地声"),
            Map.entry("infrasound", "次声"),
            Map.entry("soil.temperature", "土壤温度"),
            Map.entry("soil.pressure", "土压力"),
            Map.entry("seepage", "渗流量"),
            Map.entry("radar.distance", "雷达测距"),
            Map.entry("temperature", "气温"),
            Map.entry("air.pressure", "气压"),
            Map.entry("snow.depth", "雪深"),
            Map.entry("battery", "电池电压"),
            Map.entry("signal", "信号强度"),
            Map.entry("rain", "雨量"),
            Map.entry("rain.total", "累计雨量"),
            Map.entry("soil.moisture", "土壤含水率"),
            Map.entry("pore.pressure", "孔隙水压"),
            Map.entry("water.level", "地下水位"),
            Map.entry("surface.water.level", "水位"),
            Map.entry("mud.level", "泥位"),
            Map.entry("flow.speed", "流速"),
            Map.entry("frame.change", "画面变化"));

    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("mm/d", "mm/日"),
            Map.entry("mm/h", "mm/时"),
            Map.entry("m/d", "m/日"),
            Map.entry("deg", "°"),
            Map.entry("deg/d", "°/日"),
            Map.entry("deg/h", "°/时"),
            Map.entry("d", "天"),
            Map.entry("Cel", "℃"),
            Map.entry("Cel.h", "℃·时"),
            Map.entry("m/s2", "m/s²"),
            Map.entry("l/s", "L/s"),
            Map.entry("percentile", "百分位"),
            Map.entry("1", ""));

    private Wording() {}

    /** The name of a quantity for people, its depth after it. */
    public static String quantity(String quantity) {
        var slash = quantity.indexOf('/');
        var name = slash < 0 ? quantity : quantity.substring(0, slash);
        var depth = slash < 0 ? "" : "（" + quantity.substring(slash + 1) + " m）";
        return QUANTITIES.getOrDefault(name, name) + depth;
    }

    public static String colour(Level level) {
        return switch (level) {
            case BLUE -> "蓝色";
            case YELLOW -> "黄色";
            case ORANGE -> "橙色";
            case RED -> "红色";
        };
    }

    /** A number with four digits that count, e.g. {@code 52.13}. */
    public static String number(double value) {
        return new BigDecimal(value, new MathContext(4, RoundingMode.HALF_UP))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** A unit as Chinese readers write it. */
    public static String unit(String unit) {
        return UNITS.getOrDefault(unit, unit);
    }

    /** Why a level holds, e.g. {@code 52.1 ≥ 48 mm}. */
    public static String why(double value, String sign, double limit, String unit) {
        return "%s %s %s %s".formatted(number(value), sign, number(limit), unit).trim();
    }

    /** A channel of a place has come to a level. */
    public static Text level(AlertState state, String place, Method method, String judged, Level level, Judged why) {
        var zh = quantity(judged) + method.suffix();
        var quantity = method == Method.THRESHOLD ? judged : method.wire() + " of " + judged;
        return switch (state) {
            case RAISED ->
                new Text(
                        "%s：%s达到%s（%s）".formatted(place, zh, colour(level), why.whyZh()),
                        "%s: %s reached %s (%s)".formatted(place, quantity, level.wire(), why.why()));
            case ESCALATED ->
                new Text(
                        "%s：%s升至%s（%s）".formatted(place, zh, colour(level), why.whyZh()),
                        "%s: %s rose to %s (%s)".formatted(place, quantity, level.wire(), why.why()));
            case EASED ->
                new Text(
                        "%s：%s降至%s（%s）".formatted(place, zh, colour(level), why.whyZh()),
                        "%s: %s eased to %s (%s)".formatted(place, quantity, level.wire(), why.why()));
            case CLEARED ->
                new Text("%s：%s已恢复正常".formatted(place, zh), "%s: %s is back to normal".formatted(place, quantity));
        };
    }

    /**
     * @param offset seconds to add to the device's times so that they are right
     */
    public static Text clock(String device, long offset) {
        var isBeijing = Math.abs(offset + 28_800) <= 300;
        return new Text(
                "设备%s时钟有误，建议时钟偏移设为 %+d 秒%s".formatted(device, offset, isBeijing ? "（疑似将北京时间当作 UTC）" : ""),
                "The clock of %s is wrong; a clock offset of %+d s is proposed%s"
                        .formatted(device, offset, isBeijing ? " (Beijing time written as UTC?)" : ""));
    }

    public static Text clockRight(String device) {
        return new Text("设备%s时钟已恢复正常".formatted(device), "The clock of %s is right again".formatted(device));
    }

    public static Text heard(String target) {
        return new Text("%s已恢复数据".formatted(target), "%s is heard again".formatted(target));
    }
}

package cn.shanshao.center.notification;

import cn.shanshao.center.SmsText;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.Level;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a monitor reads when asked to look (核查): always one message of 70 units, so that it never arrives in half. */
final class CheckText {
    private static final String SIGNATURE = "【山哨】";
    /** The next reading, or another instrument, tells whether it is true. */
    private static final String UNCONFIRMED = "待证实";

    /** The job gives this to what it finds in doubt. */
    private static final double DOUBTFUL = 0.5;

    /** Nobody is sent onto a slope that may be moving. */
    private static final String ASK = "。请在安全处察看，属实回1，未见回2。";
    /** Nobody is sent to a gully in which it comes down. */
    private static final String ASK_FROM_ABOVE = "。勿进沟，在高处察看，属实回1，未见回2。";

    private static final Map<String, String> QUANTITIES = Map.ofEntries(
            Map.entry("displacement", "位移"),
            Map.entry("settlement", "沉降"),
            Map.entry("crack", "裂缝"),
            Map.entry("tilt", "倾斜"),
            Map.entry("azimuth", "方位"),
            Map.entry("acceleration", "加速度"),
            Map.entry("vibration", "振动"),
            Map.entry("acoustic", "声发射"),
            Map.entry("ground", "地声"),
            Map.entry("infrasound", "次声"),
            Map.entry("rain", "雨量"),
            Map.entry("soil", "土壤"),
            Map.entry("pore", "孔压"),
            Map.entry("water", "水位"),
            Map.entry("surface", "水位"),
            Map.entry("seepage", "渗流"),
            Map.entry("mud", "泥位"),
            Map.entry("flow", "流速"),
            Map.entry("radar", "测距"),
            Map.entry("frame", "画面变化"));

    private static final String DEEP = "displacement.deep";

    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("mm", "毫米"),
            Map.entry("mm/d", "毫米/天"),
            Map.entry("mm/h", "毫米/时"),
            Map.entry("mm/s", "毫米/秒"),
            Map.entry("m", "米"),
            Map.entry("m/s", "米/秒"),
            Map.entry("deg", "°"),
            Map.entry("deg/h", "°/时"),
            Map.entry("percentile", "百分位"),
            Map.entry("Cel", "℃"),
            Map.entry("Cel.h", "℃·时"),
            Map.entry("m/s2", "m/s²"),
            Map.entry("l/s", "L/s"),
            Map.entry("1", ""));

    /** What a forecast is judged by: the time to the earliest failure. */
    private static final String DAYS = "d";

    /** The end of a reason: the time over which rain was summed. */
    private static final Pattern SUMMED = Pattern.compile(" · (\\S+) (min|h|d)$");

    private static final Map<String, String> SPANS = Map.of("min", "分钟", "h", "小时", "d", "天");

    /** The beginning of a reason: value, sign, limit. */
    private static final Pattern COMPARED = Pattern.compile("^\\S+ ([≥≤<>]) \\S");

    private CheckText() {}

    /**
     * @param mark 演示 or 演练 in the exercise realm; {@code null} in the live one
     * @param point its name; cut where the text would be too long otherwise
     */
    static String of(Alert alert, Level level, String point, @Nullable String mark) {
        var head = SIGNATURE + (mark == null ? "" : mark + "：");
        var colour = " " + colour(level) + (isUnconfirmed(alert) ? UNCONFIRMED : "");
        var finding = finding(alert);
        var ask = alert.kind() == AlertKind.DEBRIS_FLOW ? ASK_FROM_ABOVE : ASK;
        if (head.length() + point.length() + colour.length() + finding.length() + ask.length() > SmsText.SINGLE) {
            finding = shortFinding(alert);
        }
        var room = SmsText.SINGLE - head.length() - colour.length() - finding.length() - ask.length();
        return head + cut(point, room) + colour + finding + ask;
    }

    /** It stands on one doubtful reading of one instrument. */
    private static boolean isUnconfirmed(Alert alert) {
        return alert.deviceId() != null && alert.confidence() <= DOUBTFUL && !alert.corroborated();
    }

    private static String cut(String point, int room) {
        return point.length() <= room ? point : SmsText.beginning(point, room - 1) + "…";
    }

    private static String finding(Alert alert) {
        var value = alert.value();
        var limit = alert.limit();
        if (alert.quantity() == null || value == null || limit == null) {
            return shortFinding(alert);
        }
        if (alert.kind() == AlertKind.TREND && DAYS.equals(alert.unit())) {
            return "，变形加快，最早" + number(value) + "天后可能破坏";
        }
        var unit = alert.unit() == null ? "" : UNITS.getOrDefault(alert.unit(), alert.unit());
        var what = alert.kind() == AlertKind.RAINFALL ? rain(alert) : quantity(alert.quantity()) + made(alert);
        return "，" + what + number(value) + unit + against(alert) + number(limit) + unit;
    }

    /** Over which time the rain was summed, or that it is a measure made of rain. */
    private static String rain(Alert alert) {
        return over(alert).map(time -> time + "雨量").orElse("雨情指标");
    }

    private static Optional<String> over(Alert alert) {
        return alert.evidence().stream()
                .map(e -> SUMMED.matcher(e.why()))
                .filter(Matcher::find)
                .map(found -> found.group(1) + SPANS.get(found.group(2)))
                .findFirst();
    }

    /** What was made of the quantity: its rate, or how far it has come in some time. */
    private static String made(Alert alert) {
        var isRate = alert.kind() == AlertKind.TREND
                || alert.unit() != null && alert.unit().endsWith("/h");
        return isRate ? "速率" : over(alert).map(time -> time + "变化").orElse("");
    }

    /**
     * How the value stands to the limit, as the job compared them: only it knows whether the rule looks at the size, or
     * alarms below. Where it does not say, neither do we.
     */
    private static String against(Alert alert) {
        var sign = alert.evidence().stream()
                .filter(e -> e.quantity().equals(alert.quantity()))
                .map(e -> COMPARED.matcher(e.why()))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst()
                .orElse("");
        return switch (sign) {
            case "≥" -> "超限";
            case "≤" -> "低于下限";
            case "<" -> "已低于限值";
            case ">" -> "已高于下限";
            default -> "，限值";
        };
    }

    private static String shortFinding(Alert alert) {
        return switch (alert.kind()) {
            case THRESHOLD, TILT -> "，监测值超限";
            case TREND -> "，变形加快";
            case RAINFALL -> "，雨量超限";
            case DEBRIS_FLOW -> "，疑似泥石流";
            case CAMERA -> "，画面异常";
            case FUSED, OFFLINE, QUALITY -> "，监测异常";
        };
    }

    /** Its depth stands in front: at which one it moves is what the monitor must know of an inclinometer. */
    private static String quantity(String quantity) {
        var slash = quantity.indexOf('/');
        var depth = slash < 0 ? "" : quantity.substring(slash + 1) + "米深";
        if (quantity.startsWith(DEEP)) {
            return depth.isEmpty() ? "深部位移" : depth + "位移";
        }
        var end = quantity.replace('/', '.').indexOf('.');
        return depth + QUANTITIES.getOrDefault(end < 0 ? quantity : quantity.substring(0, end), "监测值");
    }

    /** Three significant digits, whole numbers in full. */
    private static String number(double value) {
        if (Math.abs(value) >= 1e9) {
            return "%.1e".formatted(value);
        }
        var digits = Math.abs(value) >= 100 ? 0 : 3;
        var rounded = digits == 0
                ? BigDecimal.valueOf(Math.round(value))
                : BigDecimal.valueOf(value).round(new MathContext(digits));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    static String colour(Level level) {
        return switch (level) {
            case BLUE -> "蓝色";
            case YELLOW -> "黄色";
            case ORANGE -> "橙色";
            case RED -> "红色";
        };
    }
}

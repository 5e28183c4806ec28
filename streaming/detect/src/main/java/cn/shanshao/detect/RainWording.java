package cn.shanshao.detect;

import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Text;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The sentences of alerts about rain. */
public final class RainWording {
    private static final double UNCHANGED = 1;

    private RainWording() {}

    /**
     * Rain at a place has come to a level, e.g. 西沟：3小时雨量76 mm超过黄色限值75 mm.
     *
     * @param lowered to which share the limits are lowered, after an earthquake; 1 when they are not
     */
    public static Text level(
            AlertState state, String place, Method method, Judged judged, Level level, double lowered) {
        var zh = zh(method, judged, Wording.colour(level));
        var en = en(method, judged, level);
        var told = switch (state) {
            case RAISED -> new Text(place + "：" + zh, place + ": " + en);
            case ESCALATED ->
                new Text(
                        "%s：升至%s，%s".formatted(place, Wording.colour(level), zh),
                        "%s rose to %s: %s".formatted(place, level.wire(), en));
            case EASED ->
                new Text(
                        "%s：降至%s，%s".formatted(place, Wording.colour(level), zh),
                        "%s eased to %s: %s".formatted(place, level.wire(), en));
            case CLEARED -> new Text(place + "：雨情已恢复正常", place + ": rain is back to normal");
        };
        return state == AlertState.CLEARED || lowered >= UNCHANGED
                ? told
                : new Text(
                        "%s（震后限值下调至%s倍）".formatted(told.zh(), Wording.number(lowered)),
                        "%s (limits lowered to %s of theirs after an earthquake)"
                                .formatted(told.en(), Wording.number(lowered)));
    }

    private static String zh(Method method, Judged judged, String colour) {
        var unit = shown(judged);
        var name = name(method, judged.over());
        var compared = switch (judged.sign()) {
            case "≥" -> judged.value() > judged.limit() ? "超过" : "达到";
            case "" -> "";
            default -> "已低于";
        };
        return compared.isEmpty()
                ? name + Wording.number(judged.value()) + unit
                : "%s%s%s%s%s限值%s%s"
                        .formatted(
                                name,
                                Wording.number(judged.value()),
                                unit,
                                compared,
                                colour,
                                Wording.number(judged.limit()),
                                unit);
    }

    private static String name(Method method, @Nullable Duration over) {
        return over == null ? method.suffix() : Judged.span(over, "分钟", "小时", "天") + "雨量";
    }

    private static String en(Method method, Judged judged, Level level) {
        var unit = judged.unit().equals(Method.RATIO) ? "" : " " + judged.unit();
        var name = judged.over() == null ? method.wire() : "rain in " + Judged.span(judged.over(), " min", " h", " d");
        var value = "%s %s%s".formatted(name, Wording.number(judged.value()), unit);
        return judged.sign().isEmpty()
                ? value
                : "%s %s %s%s (%s)".formatted(value, judged.sign(), Wording.number(judged.limit()), unit, level.wire());
    }

    private static String shown(Judged judged) {
        return judged.unit().equals(Method.RATIO) ? "" : " " + Wording.unit(judged.unit());
    }
}

package cn.shanshao.detect.fusion;

import cn.shanshao.detect.Wording;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Text;

/** The sentences of what several instruments say together. */
public final class FusedWording {
    private FusedWording() {}

    /**
     * @param devices how many have something open
     */
    public static Text of(AlertState state, String place, Level level, int devices, boolean isCorroborated) {
        var zh = "（%d台设备，%s）".formatted(devices, isCorroborated ? "相互印证" : "未印证");
        var en = " (%d devices, %s)".formatted(devices, isCorroborated ? "corroborated" : "not corroborated");
        return state == AlertState.CLEARED
                ? new Text(place + "：综合研判已恢复正常", place + ": all instruments together are back to normal")
                : new Text(
                        place + "：综合研判" + verb(state) + Wording.colour(level) + zh,
                        place + ": all instruments together " + english(state) + " " + level.wire() + en);
    }

    /**
     * Some of it are leaps that no further reading has confirmed, of instruments that bear each other out.
     *
     * @param devices how many say it
     */
    public static Text leapt(AlertState state, String place, Level level, int devices, boolean isCorroborated) {
        var zh = isCorroborated ? "（%d台设备，突跳读数尚无后续，由独立设备相互印证）" : "（%d台设备，突跳读数尚无后续，未全部印证）";
        var en = isCorroborated
                ? " (%d devices; leaps without a further reading, borne out by each other)"
                : " (%d devices; leaps without a further reading, not borne out at this level)";
        return new Text(
                place + "：综合研判" + verb(state) + Wording.colour(level) + zh.formatted(devices),
                place + ": all instruments together " + english(state) + " " + level.wire() + en.formatted(devices));
    }

    /**
     * The evidence is weaker than the level, which falls by and by.
     *
     * @param state of the last change: an episode that is told again without one has not risen anew
     */
    public static Text held(AlertState state, String place, Level level) {
        var isFallen = state == AlertState.EASED;
        return new Text(
                place + "：研判" + (isFallen ? verb(state) : "保持") + Wording.colour(level) + "（证据已减弱，逐级下降）",
                place + ": " + (isFallen ? english(state) : "stays at") + " " + level.wire()
                        + " (the evidence is weaker; it falls step by step)");
    }

    public static String verb(AlertState state) {
        return switch (state) {
            case RAISED -> "达到";
            case ESCALATED -> "升至";
            case EASED -> "降至";
            case CLEARED -> "解除";
        };
    }

    public static String english(AlertState state) {
        return switch (state) {
            case RAISED -> "reached";
            case ESCALATED -> "rose to";
            case EASED -> "eased to";
            case CLEARED -> "cleared";
        };
    }
}

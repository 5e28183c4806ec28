package cn.shanshao.detect.debris;

import cn.shanshao.detect.Wording;
import cn.shanshao.detect.fusion.FusedWording;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Text;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The sentences of debris flows. */
public final class FlowWording {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

    private static final String FRONT = "front ";

    private FlowWording() {}

    /** Whether a station is named for a front that came to it, by one of the two below. */
    public static boolean isFront(String why) {
        return why.startsWith(FRONT);
    }

    /**
     * @param passage that was seen; {@code null} for none
     * @param isCorroborated at this level; without a passage, since one was seen before and its sirens sound still
     */
    public static Text of(
            AlertState state, String place, Level level, @Nullable Passage passage, boolean isCorroborated) {
        if (state == AlertState.CLEARED) {
            return new Text(place + "：已无泥石流迹象", place + ": no sign of a debris flow any more");
        }
        var zh = place + "：研判" + FusedWording.verb(state) + Wording.colour(level);
        var en = place + ": debris flow " + FusedWording.english(state) + " " + level.wire();
        if (passage == null && isCorroborated) {
            return new Text(zh + "（先前两站先后测到泥石流，已印证）", en + " (seen by two stations before, corroborated)");
        }
        if (passage == null) {
            return new Text(zh + "（疑似泥石流，仅一站，未印证）", en + " (one station, not corroborated)");
        }
        var speed = Wording.number(Math.round(passage.speed() * 10) / 10.0);
        var arrival = passage.arrival();
        var at = arrival == null ? null : CLOCK.format(Objects.requireNonNull(arrival.failureAt()));
        return new Text(
                zh + "（两站先后测到泥石流，流速约" + speed + " m/s" + (at == null ? "" : "，预计" + at + "到村")
                        + (isCorroborated ? "）" : "，未印证）"),
                en + " (seen by two stations, about " + speed + " m/s"
                        + (at == null ? "" : ", at the village about " + at)
                        + (isCorroborated ? ")" : ", not corroborated)"));
    }

    /** Why a station is named: what it saw, and how far it is from the one above. */
    public static String upper(Gully gully, Passage passage) {
        return FRONT
                + "at %s m"
                        .formatted(Wording.number(gully.chainage(passage.upper().device())));
    }

    public static String lower(Passage passage) {
        var seconds = (passage.lower().at() - passage.upper().at()) / 1_000.0;
        return FRONT
                + "%s m on after %s s: %s m/s"
                        .formatted(
                                Wording.number(passage.distance()),
                                Wording.number(seconds),
                                Wording.number(passage.speed()));
    }
}

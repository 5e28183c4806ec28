package cn.shanshao.center.warning;

import cn.shanshao.center.warning.Remaining.Home;
import cn.shanshao.ingest.wire.Realm;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How it stands with the people of a warning: known to whoever tells them, who stands above this module. */
public interface OnTheSpot {
    /**
     * What still waits there.
     *
     * @param homes who is not out, or after the all-clear not home: those who cry for help first
     * @param silent after the all-clear: who never answered, and to whom nobody went either; while it holds they are among
     *     {@code homes}
     * @param confirmed after the all-clear: who had heard of it, and of whom nobody knows that they had left; while it holds
     *     they are among {@code homes}
     * @param messages that have not come to an end yet
     * @param grows of a notice to many, people are still being written down: all this is too little
     */
    record Spot(List<Home> homes, List<Home> silent, List<Home> confirmed, int messages, boolean grows) {
        public Spot {
            homes = List.copyOf(homes);
            silent = List.copyOf(silent);
            confirmed = List.copyOf(confirmed);
        }
    }

    Spot of(String warningId);

    /**
     * Whether the last word since then of those who were asked to look at a red of the point is that it is real; {@code false}
     * where nobody has said anything.
     */
    boolean isReal(String pointId, Realm realm, Instant since);

    /** How the households of a warning are called now, by their ids; who was erased is not among them. */
    Map<String, String> names(String warningId);
}

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
     * @param messages that have not come to an end yet
     */
    record Spot(List<Home> homes, int messages) {
        public Spot {
            homes = List.copyOf(homes);
        }
    }

    Spot of(String warningId);

    /**
     * Whether the last word since then of those who were asked to look at a red of the point is that it is real; {@code false}
     * where nobody has said anything.
     */
    boolean isReal(String pointId, Realm realm, Instant since);

    /**
     * Households on the roll of a warning that have never answered, and nobody has answered for: by their ids, in order.
     *
     * @param unreached nothing has arrived there
     * @param unanswered something has, and nothing came back
     * @param people of all of these
     */
    record Silent(List<String> unreached, List<String> unanswered, int people) {
        public Silent {
            unreached = List.copyOf(unreached);
            unanswered = List.copyOf(unanswered);
        }

        boolean isEmpty() {
            return unreached.isEmpty() && unanswered.isEmpty();
        }
    }

    Silent silent(String warningId);

    /** How the households of a warning are called now, by their ids; who was erased is not among them. */
    Map<String, String> names(String warningId);
}

package cn.shanshao.detect;

import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import java.util.List;

/** The places of levels and states, which stand in checkpoints: they may be added to at the end, and never moved. */
final class Scale {
    /** From the mildest to the gravest. */
    static final List<Level> LEVELS = List.of(Level.BLUE, Level.YELLOW, Level.ORANGE, Level.RED);

    static final List<AlertState> STATES =
            List.of(AlertState.RAISED, AlertState.ESCALATED, AlertState.EASED, AlertState.CLEARED);

    private Scale() {}

    static int of(Level level) {
        return LEVELS.indexOf(level);
    }

    static int of(AlertState state) {
        return STATES.indexOf(state);
    }
}

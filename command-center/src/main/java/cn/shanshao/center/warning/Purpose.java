package cn.shanshao.center.warning;

import cn.shanshao.ingest.wire.Level;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** What a notice is for. */
public enum Purpose {
    @JsonProperty("issue")
    ISSUE,
    @JsonProperty("upgrade")
    UPGRADE,
    @JsonProperty("downgrade")
    DOWNGRADE,
    /** The all-clear (解除). */
    @JsonProperty("lift")
    LIFT,
    /** Takes back or sets right what was sent before, to the same people over the same channels. */
    @JsonProperty("correct")
    CORRECT,
    /** Nobody signed or dismissed a red in time (未核实): for the monitor, the village head and the order-giver alone. */
    @JsonProperty("unverified")
    UNVERIFIED;

    /** Whether it ends what people were told before: an all-clear, or a correction after which nothing holds. */
    boolean endsAll(@Nullable Level level) {
        return this == LIFT || this == CORRECT && level == null;
    }

    /** Whether it goes where people were told before, however wide that was, and not where somebody says. */
    boolean followsWhatWasTold() {
        return this == LIFT || this == CORRECT;
    }
}

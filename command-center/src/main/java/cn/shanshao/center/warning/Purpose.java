package cn.shanshao.center.warning;

import com.fasterxml.jackson.annotation.JsonProperty;

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
    UNVERIFIED
}

package cn.shanshao.center.warning;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How far a warning has come. */
public enum WarningState {
    /** Instruments or people found something; nobody has judged it. */
    @JsonProperty("detected")
    DETECTED,
    /** Somebody on duty holds it for real (核实). */
    @JsonProperty("verified")
    VERIFIED,
    /** Somebody on duty does not (误报), and said why; an alert that is new or worse opens it again. */
    @JsonProperty("dismissed")
    DISMISSED,
    /** The first notice waits for its signatures. */
    @JsonProperty("proposed")
    PROPOSED,
    /** People were told to go or to be ready. */
    @JsonProperty("issued")
    ISSUED,
    /** They were told that it is over (解除). */
    @JsonProperty("lifted")
    LIFTED,
    /** Reviewed (复盘) and at its end. */
    @JsonProperty("closed")
    CLOSED;

    /** The name on the wire. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

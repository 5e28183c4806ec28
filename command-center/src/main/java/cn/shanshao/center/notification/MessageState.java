package cn.shanshao.center.notification;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How far a message has come. */
public enum MessageState {
    @JsonProperty("queued")
    QUEUED,
    /** The carrier has it. */
    @JsonProperty("submitted")
    SUBMITTED,
    /** The virtual carrier delivered it: nobody's real phone rang. */
    @JsonProperty("simulated")
    SIMULATED,
    @JsonProperty("delivered")
    DELIVERED,
    @JsonProperty("failed")
    FAILED,
    /** It may have been sent: the answer of the carrier never came. */
    @JsonProperty("outcome-unknown")
    OUTCOME_UNKNOWN;

    String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static MessageState of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}

package cn.shanshao.center.notification;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is known of a household that was to be warned. */
public enum RollState {
    /** Nothing has arrived there yet. */
    @JsonProperty("unreached")
    UNREACHED,
    /** A message is on a phone; nobody has answered. */
    @JsonProperty("reached")
    REACHED,
    /** Somebody has read or heard it. */
    @JsonProperty("confirmed")
    CONFIRMED,
    /** They have left. */
    @JsonProperty("moved")
    MOVED,
    /** They need help. */
    @JsonProperty("help")
    HELP,
    /** They are home again after the all-clear. */
    @JsonProperty("returned")
    RETURNED;

    /** Whether nobody need call there any more: they have answered, whatever it was. */
    boolean hasAnswered() {
        return this != UNREACHED && this != REACHED;
    }
}

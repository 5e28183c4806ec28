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
    /** They have read or heard it, and will not leave (拒绝转移): somebody has to go there. */
    @JsonProperty("refused")
    REFUSED,
    /** They have left. */
    @JsonProperty("moved")
    MOVED,
    /** They need help. */
    @JsonProperty("help")
    HELP,
    /** They are home again after the all-clear. */
    @JsonProperty("returned")
    RETURNED;

    /** Whether they have answered, whatever it was. */
    boolean hasAnswered() {
        return this != UNREACHED && this != REACHED;
    }

    /** Whether nobody need be called or sent there any more, as far as the calling ladder goes. */
    boolean endsCalling() {
        return hasAnswered() && this != REFUSED;
    }
}

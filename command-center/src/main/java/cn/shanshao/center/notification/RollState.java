package cn.shanshao.center.notification;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collection;
import java.util.List;

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

    /** As far as is known they are still there: who cries for help first, then whoever is furthest from being out. */
    static final List<RollState> NOT_OUT = List.of(HELP, REFUSED, UNREACHED, REACHED, CONFIRMED);

    /** The same, but for who cries. */
    static final List<RollState> THERE = NOT_OUT.subList(1, NOT_OUT.size());

    /** Whom the calling ladder calls, or sends somebody to. */
    static final List<RollState> CALLED =
            NOT_OUT.stream().filter(state -> !state.endsCalling()).toList();

    /** As they stand in a table, in the same order. */
    static String[] names(Collection<RollState> states) {
        return states.stream().map(Enum::name).toArray(String[]::new);
    }

    /** Whether they have answered, whatever it was. */
    boolean hasAnswered() {
        return this != UNREACHED && this != REACHED;
    }

    /** Whether nobody need be called or sent there any more, as far as the calling ladder goes. */
    boolean endsCalling() {
        return hasAnswered() && this != REFUSED;
    }
}

package cn.shanshao.sim.carrier;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * One short message on a virtual phone, joined when it came in parts.
 *
 * @param at when it arrived, or was typed
 * @param flash class 0: shown at once, over whatever the phone is doing
 */
public record Message(Direction direction, String text, Instant at, boolean flash) {

    /** As the person with the phone sees it. */
    public enum Direction {
        @JsonProperty("in")
        IN,
        @JsonProperty("out")
        OUT
    }
}

package cn.shanshao.center.screen;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One part of the system, and whether it works.
 *
 * @param name {@code broker}, {@code job}, {@code store}, {@code sms}, {@code database} or {@code centre}
 * @param note what is wrong, in Chinese; {@code null} when nothing is
 */
public record Part(String name, State state, @Nullable String note) {
    /** How a part is. */
    public enum State {
        @JsonProperty("ok")
        OK,
        @JsonProperty("degraded")
        DEGRADED,
        @JsonProperty("down")
        DOWN
    }

    static Part ok(String name) {
        return new Part(name, State.OK, null);
    }

    static Part degraded(String name, String note) {
        return new Part(name, State.DEGRADED, note);
    }

    static Part down(String name, String note) {
        return new Part(name, State.DOWN, note);
    }

    /** The same part with something more that is wrong with it. */
    Part with(String fault) {
        return state == State.OK ? degraded(name, fault) : new Part(name, state, note + "；" + fault);
    }
}

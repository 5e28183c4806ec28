package cn.shanshao.center.notification;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a message asked, by which the digit that comes back is read. */
public enum Asked {
    /** 1 it is real, 2 nothing is seen. */
    @JsonProperty("check")
    CHECK,
    /** 1 moved, 2 help, 0 wrong person. */
    @JsonProperty("move")
    MOVE,
    /** 1 back home, 2 help, 0 wrong person. */
    @JsonProperty("return")
    RETURN,
    /** 1 I shall go there, 2 I cannot, 0 wrong person. */
    @JsonProperty("go")
    GO,
    /**
     * 3 those whom I went to have moved, 4 they need help: digits that mean nothing to {@link #GO}, by which the same runner may
     * be asked meanwhile to go to others too; a 2 is help as well where that is not so. Not 1: who was asked for several
     * households answers each text with it, and nobody has moved for that.
     */
    @JsonProperty("report")
    REPORT,
    /** 1 I have seen it. */
    @JsonProperty("wake")
    WAKE,
    @JsonProperty("nothing")
    NOTHING
}

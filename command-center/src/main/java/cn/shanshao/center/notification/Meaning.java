package cn.shanshao.center.notification;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/** What an answer says; which one a digit says hangs on what was asked. */
public enum Meaning {
    /** 属实: it is real. */
    @JsonProperty("real")
    REAL,
    /** 未见: nothing seen. */
    @JsonProperty("nothing")
    NOTHING,
    /** 已转移: they have left. */
    @JsonProperty("moved")
    MOVED,
    /** Some of them have left, or the others have: a person reads what was said (老人已转移). */
    @JsonProperty("part")
    PART,
    /** 还有人在: somebody is there still, or again, whatever was said before (没走, 又回去了). */
    @JsonProperty("still-there")
    STILL_THERE,
    /** 拒绝转移: they will not leave. */
    @JsonProperty("refused")
    REFUSED,
    /** 求助: they need help. */
    @JsonProperty("help")
    HELP,
    /** 号码有误: the number is somebody else's. */
    @JsonProperty("wrong-person")
    WRONG_PERSON,
    /** 已返回: they are home again. */
    @JsonProperty("returned")
    RETURNED,
    /** 接受: goes to the household. */
    @JsonProperty("accepted")
    ACCEPTED,
    /** 不能去. */
    @JsonProperty("declined")
    DECLINED,
    /** 收到: has read it, and says no more. */
    @JsonProperty("seen")
    SEEN,
    /** 退订: wants no more of it. Nobody who is registered below a slope is left out of a warning for that. */
    @JsonProperty("stop")
    STOP,
    /** Anything else; a person reads it. */
    @JsonProperty("text")
    TEXT;

    /** How it stands with a household that says so; empty where that says nothing of it. */
    Optional<RollState> ofHousehold() {
        return switch (this) {
            case MOVED -> Optional.of(RollState.MOVED);
            case HELP -> Optional.of(RollState.HELP);
            case RETURNED -> Optional.of(RollState.RETURNED);
            case SEEN, PART, STILL_THERE -> Optional.of(RollState.CONFIRMED);
            case REFUSED -> Optional.of(RollState.REFUSED);
            case REAL, NOTHING, WRONG_PERSON, ACCEPTED, DECLINED, STOP, TEXT -> Optional.empty();
        };
    }

    /** Whether somebody of the household is there by it, though others may have left. */
    boolean isOfWhoStays() {
        return this == PART || this == STILL_THERE;
    }

    /** Whether nothing but a digit was typed. */
    static boolean isDigit(String text) {
        return new TypedAnswer(text).isDigit();
    }

    /** Whether whoever typed it says that the number is theirs after all. */
    static boolean isOwn(String text) {
        return new TypedAnswer(text).isOwn();
    }

    /** Reads what somebody typed as an answer to {@code asked}. */
    static Meaning of(String text, Asked asked) {
        return new TypedAnswer(text).to(asked);
    }
}

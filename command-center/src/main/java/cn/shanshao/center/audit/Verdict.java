package cn.shanshao.center.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What going along the chain found.
 *
 * @param intact every entry holds, hangs on the one before, and agrees with the anchors outside the database
 * @param entries that were looked at and hold
 * @param firstBroken number of the first entry that was bent or is missing; {@code null} when none, or when it is an
 *     anchor that was bent
 * @param fault {@code null} when intact
 * @param sentence the same for people
 */
public record Verdict(
        boolean intact,
        long entries,
        @Nullable Long firstBroken,
        @Nullable Fault fault,
        String sentence) {
    /** How the trail was bent. */
    public enum Fault {
        /** One entry is not what was written. */
        @JsonProperty("changed")
        CHANGED,
        /** An entry between others is gone. */
        @JsonProperty("missing")
        MISSING,
        /** The newest entries are gone. */
        @JsonProperty("cut-off")
        CUT_OFF,
        /** From here on the entries hang on each other, but were made without the key or after their anchor. */
        @JsonProperty("recomputed")
        RECOMPUTED,
        /** The row that tells the end of the chain was changed. */
        @JsonProperty("end-changed")
        END_CHANGED,
        /** A line of the file of anchors is not as it was signed, or the file is gone. */
        @JsonProperty("anchor-bent")
        ANCHOR_BENT
    }

    static Verdict whole(long entries) {
        return new Verdict(true, entries, null, null, "all %d entries hold".formatted(entries));
    }

    static Verdict bent(long held, @Nullable Long firstBroken, Fault fault, String sentence) {
        return new Verdict(false, held, firstBroken, fault, sentence);
    }
}

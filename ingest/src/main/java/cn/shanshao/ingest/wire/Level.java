package cn.shanshao.ingest.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** The four official warning colours (预警级别), from the mildest to the gravest; {@code compareTo} follows that order. */
public enum Level {
    @JsonProperty("blue")
    BLUE(1),
    @JsonProperty("yellow")
    YELLOW(2),
    @JsonProperty("orange")
    ORANGE(3),
    @JsonProperty("red")
    RED(4);

    private final int rank;

    Level(int rank) {
        this.rank = rank;
    }

    /** From the mildest to the gravest, 1…4. */
    public int rank() {
        return rank;
    }

    /** @throws IllegalArgumentException where {@code rank} is not 1…4 */
    public static Level ofRank(int rank) {
        return switch (rank) {
            case 1 -> BLUE;
            case 2 -> YELLOW;
            case 3 -> ORANGE;
            case 4 -> RED;
            default -> throw new IllegalArgumentException("a level has a rank of 1…4, was " + rank);
        };
    }

    /** The name on the wire: {@code blue}, {@code yellow}, {@code orange} or {@code red}. */
    public String wire() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public boolean atLeast(Level other) {
        return compareTo(other) >= 0;
    }

    /** Whether the one is graver than the other; {@code null} is normal, and milder than any. */
    public static boolean isAbove(@Nullable Level one, @Nullable Level other) {
        return one != null && (other == null || one.compareTo(other) > 0);
    }
}

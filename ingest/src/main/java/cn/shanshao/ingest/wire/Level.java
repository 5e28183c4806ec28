package cn.shanshao.ingest.wire;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The four official warning colours (预警级别), from the mildest to the gravest; {@code compareTo} follows that order. */
public enum Level {
    @JsonProperty("blue")
    BLUE,
    @JsonProperty("yellow")
    YELLOW,
    @JsonProperty("orange")
    ORANGE,
    @JsonProperty("red")
    RED;

    /** The name on the wire: {@code blue}, {@code yellow}, {@code orange} or {@code red}. */
    public String wire() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public boolean atLeast(Level other) {
        return compareTo(other) >= 0;
    }
}

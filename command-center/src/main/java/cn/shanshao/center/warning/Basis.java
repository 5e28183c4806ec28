package cn.shanshao.center.warning;

import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Text;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a notice rested upon when it was proposed: it is signed with it, whatever the slope does meanwhile.
 *
 * @param why what the alert that speaks for the warning said; {@code null} where no instrument spoke
 * @param evidence the words of the alerts that were open, the one that speaks first
 * @param remaining what still stood, of an all-clear
 * @param verified who has held a red for real that nobody signed; {@code null} of what nobody has verified, and of what is
 *     signed
 */
public record Basis(
        @Nullable Text why,
        List<Evidence> evidence,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Remaining remaining,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Verified verified) {
    public Basis {
        evidence = List.copyOf(evidence);
    }

    /** Who says that it is real. */
    public enum Verified {
        /** Somebody on duty (值班员已核实). */
        @JsonProperty("officer")
        OFFICER,
        /** The monitor, who has looked at the slope (现场已核实). */
        @JsonProperty("spot")
        SPOT
    }

    /**
     * A word of an alert.
     *
     * @param seq which of its words
     * @param strength what its evidence said, where the level was only held; {@code null} for normal
     */
    public record Evidence(
            String alertId, long seq, Level level, @Nullable Level strength, boolean corroborated) {}
}

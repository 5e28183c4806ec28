package cn.shanshao.ingest.wire;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What sort of finding an alert is. {@link #OFFLINE} and {@link #QUALITY} are equipment alerts. */
public enum AlertKind {
    @JsonProperty("threshold")
    THRESHOLD,
    @JsonProperty("trend")
    TREND,
    @JsonProperty("rainfall")
    RAINFALL,
    @JsonProperty("debris-flow")
    DEBRIS_FLOW,
    @JsonProperty("tilt")
    TILT,
    @JsonProperty("camera")
    CAMERA,
    @JsonProperty("offline")
    OFFLINE,
    @JsonProperty("quality")
    QUALITY,
    @JsonProperty("fused")
    FUSED;

    /** Equipment alerts have a {@link Severity}, no {@link Level}, and never become a warning. */
    public boolean isEquipment() {
        return this == OFFLINE || this == QUALITY;
    }
}

package cn.shanshao.ingest.wire;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How grave an equipment alert is. Equipment alerts have a severity and never a {@link Level}. */
public enum Severity {
    @JsonProperty("low")
    LOW,
    @JsonProperty("medium")
    MEDIUM,
    @JsonProperty("high")
    HIGH
}

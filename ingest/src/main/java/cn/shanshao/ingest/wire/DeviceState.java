package cn.shanshao.ingest.wire;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Only the readings of a device in {@link #SERVICE} raise or corroborate; the others are stored, and count as blindness. */
public enum DeviceState {
    @JsonProperty("commissioning")
    COMMISSIONING,
    @JsonProperty("service")
    SERVICE,
    @JsonProperty("maintenance")
    MAINTENANCE,
    @JsonProperty("retired")
    RETIRED
}

package cn.shanshao.ingest.wire;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a device's times are the present, or a recorded past whose newest time is its now (exercise realm only). */
public enum Clock {
    @JsonProperty("real")
    REAL,
    @JsonProperty("replay")
    REPLAY
}

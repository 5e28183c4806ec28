package cn.shanshao.ingest.wire;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What just happened to an episode: it opened, rose, fell, or closed. */
public enum AlertState {
    @JsonProperty("raised")
    RAISED,
    @JsonProperty("escalated")
    ESCALATED,
    @JsonProperty("eased")
    EASED,
    @JsonProperty("cleared")
    CLEARED
}

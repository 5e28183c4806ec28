package cn.shanshao.center.warning;

import com.fasterxml.jackson.annotation.JsonProperty;

/** In whose right people are told. */
public enum Act {
    /** The evacuation notice (转移通知) to those below one slope: local, and never waiting for a higher level. */
    @JsonProperty("evacuation")
    EVACUATION,
    /** The public warning (预警发布), signed by the division that the table of the province names for the level. */
    @JsonProperty("public")
    PUBLIC
}

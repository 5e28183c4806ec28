package cn.shanshao.center.approval;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where the signatures are given. */
public enum Carrier {
    @JsonProperty("here")
    HERE,
    /** In the shared approval platform (共享审批平台) of the government. */
    @JsonProperty("platform")
    PLATFORM
}

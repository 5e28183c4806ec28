package cn.shanshao.center.approval;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a paper lies. */
public enum Step {
    /** With its author (拟稿). */
    @JsonProperty("draft")
    DRAFT,
    /** With those who sign beside the one who issues it (会签); each of them has to. */
    @JsonProperty("cosign")
    COSIGN,
    /** With those who may issue it (签发); any one of them is enough. */
    @JsonProperty("sign")
    SIGN
}

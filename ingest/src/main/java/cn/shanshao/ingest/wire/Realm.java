package cn.shanshao.ingest.wire;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Live (实战) or exercise (演练, 演示). The exercise realm has no route to a real gateway, siren or public page. */
public enum Realm {
    @JsonProperty("live")
    LIVE,
    @JsonProperty("exercise")
    EXERCISE
}

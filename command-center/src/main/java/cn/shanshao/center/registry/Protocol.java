package cn.shanshao.center.registry;

import com.fasterxml.jackson.annotation.JsonProperty;

/** In whose words a device is commanded. */
public enum Protocol {
    /** JSON on {@code down/{id}/command}. */
    @JsonProperty("shanshao")
    SHANSHAO,
    /** The national protocol of universal devices: {@code $cmd=…}, on a topic of the device's model. */
    @JsonProperty("national")
    NATIONAL
}

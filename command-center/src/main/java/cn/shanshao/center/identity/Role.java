package cn.shanshao.center.identity;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a user may do, within the user's division. */
public enum Role {
    /** Users, devices, rules and the audit trail. */
    @JsonProperty("administrator")
    ADMINISTRATOR,
    /** Signs notices and warnings. */
    @JsonProperty("signer")
    SIGNER,
    /** On duty (值班员): acknowledges alerts, asks people to look. */
    @JsonProperty("duty")
    DUTY,
    /** Looks only. */
    @JsonProperty("viewer")
    VIEWER;

    public boolean mayOperate() {
        return this != VIEWER;
    }
}

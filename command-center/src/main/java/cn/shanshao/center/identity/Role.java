package cn.shanshao.center.identity;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What a user may do, within the user's division. */
public enum Role {
    /** Users, points, devices, rules and the audit trail. */
    @JsonProperty("administrator")
    ADMINISTRATOR,
    /** On duty (值班员): acknowledges alerts, asks people to look. */
    @JsonProperty("duty")
    DUTY,
    /** Judges what the instruments say (专家): tests rules on the past. */
    @JsonProperty("expert")
    EXPERT,
    /** Signs notices and warnings (签发人). */
    @JsonProperty("signer")
    SIGNER,
    /** Looks through what is to be made public before it is (公开审核). */
    @JsonProperty("reviewer")
    REVIEWER,
    /** In the field (外勤): looks at points and devices. */
    @JsonProperty("crew")
    CREW,
    /** A screen on a wall (大屏), which anybody in the room reads: changes nothing, and sees nobody's card. */
    @JsonProperty("wall")
    @JsonAlias("viewer")
    WALL
}

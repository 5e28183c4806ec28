package cn.shanshao.center.alert;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where an alert stands between the slope and the person, in the words of ISA-18.2. */
public enum Annunciation {
    /** In alarm, and nobody has acknowledged it. */
    @JsonProperty("unack")
    UNACK,
    /** In alarm, and acknowledged. */
    @JsonProperty("acked")
    ACKED,
    /** Returned to normal before anybody acknowledged it. */
    @JsonProperty("rtnun")
    RTNUN,
    /** Over and acknowledged; or about equipment, which needs nobody's word that it is well again. */
    @JsonProperty("norm")
    NORM;

    static Annunciation of(Episode episode) {
        var isSeen = episode.acknowledgement() != null;
        if (episode.open()) {
            return isSeen ? ACKED : UNACK;
        }
        return isSeen || episode.alert().kind().isEquipment() ? NORM : RTNUN;
    }
}

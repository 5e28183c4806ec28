package cn.shanshao.center.warning;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a notice is on its way to people. Its words never change; another text is another notice. */
public enum NoticeState {
    /** It waits for its signatures. */
    @JsonProperty("signing")
    SIGNING,
    @JsonProperty("issued")
    ISSUED,
    /** A signer did not sign it, and said why (退回). */
    @JsonProperty("sent-back")
    SENT_BACK,
    /** Taken back before it was issued: by whoever may, or by itself when it no longer held. */
    @JsonProperty("withdrawn")
    WITHDRAWN
}

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
    /** Whoever may propose took it back before it was issued. */
    @JsonProperty("withdrawn")
    WITHDRAWN
}

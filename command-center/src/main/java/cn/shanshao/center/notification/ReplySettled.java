package cn.shanshao.center.notification;

/** Somebody has said whose a reply from nobody's number is, or that nothing follows from it. Published inside the transaction. */
public record ReplySettled(ReplyView reply) {}

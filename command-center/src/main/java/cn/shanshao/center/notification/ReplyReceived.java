package cn.shanshao.center.notification;

/** Somebody answered. Published inside the transaction that stores it. */
public record ReplyReceived(ReplyView reply) {}

package cn.shanshao.center.notification;

/** A message was written, or its state changed. Published inside the transaction that stores it. */
public record MessageChanged(long messageId, String division) {}

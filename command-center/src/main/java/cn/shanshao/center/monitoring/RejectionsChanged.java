package cn.shanshao.center.monitoring;

/** Input of a device was rejected, and is counted now. */
public record RejectionsChanged(String deviceId) {}

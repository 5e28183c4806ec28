package cn.shanshao.center.registry;

/** A device was made or changed. Published in the transaction that does it. */
public record DeviceChanged(String deviceId) {}

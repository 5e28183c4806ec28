package cn.shanshao.center.registry;

/** What the broker needs to check a device's login; the password itself is nowhere. */
public record Credential(String deviceId, String salt, String hash) {}

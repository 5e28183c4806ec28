package cn.shanshao.center.registry;

import org.jspecify.annotations.Nullable;

/**
 * The MQTT login of a device was issued anew, or revoked. Published in the transaction that does it.
 *
 * @param salt {@code null} when revoked
 * @param hash of the password with that salt; {@code null} when revoked
 */
public record CredentialsChanged(
        String deviceId, @Nullable String salt, @Nullable String hash) {}

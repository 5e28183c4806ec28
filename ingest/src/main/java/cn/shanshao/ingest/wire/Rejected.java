package cn.shanshao.ingest.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Input that could not be taken, kept for people to see.
 *
 * @param t when it was refused
 * @param topic that it came on
 * @param reason a short, stable code, e.g. {@code json}, {@code unit}, {@code unknown-device}
 * @param detail names the field, the value and what was expected
 * @param index of the record in its pack; {@code null} when the whole payload was refused
 * @param payload the payload, base64 on the wire, cut at 64 KiB
 */
public record Rejected(
        Instant t,
        String topic,
        String reason,
        String detail,
        @Nullable Integer index,
        byte[] payload) {}

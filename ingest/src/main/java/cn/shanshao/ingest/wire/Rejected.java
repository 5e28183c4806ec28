package cn.shanshao.ingest.wire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
        byte[] payload) {

    /** What is kept of a payload, in bytes. */
    public static final int MAX_PAYLOAD = 64 * 1024;

    public Rejected {
        detail = Shown.clip(detail, 1_000);
        payload = payload.length > MAX_PAYLOAD ? Arrays.copyOf(payload, MAX_PAYLOAD) : payload;
    }

    /** One message for each bad record of a pack; the payload goes with the first alone, or a pack would weigh 10 000 times itself. */
    public static List<Rejected> of(Instant t, String topic, byte[] payload, List<Pack.Bad> bad) {
        var all = new ArrayList<Rejected>(bad.size());
        for (var one : bad) {
            var kept = all.isEmpty() ? payload : new byte[0];
            all.add(new Rejected(t, topic, one.reason(), one.detail(), one.index(), kept));
        }
        return List.copyOf(all);
    }

    public byte[] encode() {
        return Json.write(this);
    }

    /**
     * @throws WireException when the bytes are no such message
     */
    public static Rejected decode(byte[] json) {
        return Json.read(json, Rejected.class);
    }
}

package cn.shanshao.ingest.wire;

import java.time.Instant;
import java.util.List;

/** SenML (RFC 8428), JSON or CBOR, told by the first byte. */
public final class SenMl {
    private SenMl() {}

    /**
     * Reads one payload. Never throws: what cannot be taken is in {@link Pack#bad()}.
     *
     * @param topicId the publisher's id; a record without a device in its name is this device's
     * @param received when it arrived; relative and missing times resolve against it
     */
    public static Pack decode(byte[] payload, String topicId, Instant received) {
        throw new UnsupportedOperationException();
    }

    /** The readings of one device as a SenML JSON array: base name, and unit, value and time of each. */
    public static byte[] encode(String device, List<Reading> readings) {
        throw new UnsupportedOperationException();
    }
}

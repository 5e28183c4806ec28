package cn.shanshao.sim.device;

import cn.shanshao.ingest.wire.Reading;
import java.util.List;

/**
 * One message to publish. Two parcels are never the same one, whatever they hold.
 *
 * @param rows how many records the payload holds
 * @param readings what the payload holds, to be remembered when it is acknowledged; may be empty
 * @param made {@link System#nanoTime()} when it was handed over
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity, and nobody changes the bytes
public record Parcel(String topic, byte[] payload, int rows, List<Reading> readings, long made) {
    public Parcel {
        readings = List.copyOf(readings);
    }

    public static Parcel of(String topic, byte[] payload, int rows) {
        return new Parcel(topic, payload, rows, List.of(), System.nanoTime());
    }

    public static Parcel of(String topic, byte[] payload, List<Reading> readings) {
        return new Parcel(topic, payload, readings.size(), readings, System.nanoTime());
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}

package cn.shanshao.sim.device;

import cn.shanshao.ingest.wire.Reading;
import java.util.List;

/**
 * One message to publish.
 *
 * @param readings what the payload holds, to be remembered when it is acknowledged; may be empty
 * @param made {@link System#nanoTime()} when it was handed over
 */
public record Parcel(String topic, byte[] payload, List<Reading> readings, long made) {
    public Parcel {
        readings = List.copyOf(readings);
    }

    public static Parcel of(String topic, byte[] payload) {
        return new Parcel(topic, payload, List.of(), System.nanoTime());
    }

    public static Parcel of(String topic, byte[] payload, List<Reading> readings) {
        return new Parcel(topic, payload, readings, System.nanoTime());
    }
}

package cn.shanshao.streaming.flow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * One PUBLISH as it came from the broker.
 *
 * @param topic empty for a {@link #pulse}
 * @param received when the broker took it, Unix ms
 */
public record Arrival(String topic, byte[] payload, long received) {
    public static final CodecType<Arrival> TYPE = new CodecType<>(Arrival.class, new OwnCodec());

    /** A sign that the connection to the broker is up, and that silence is the devices' own. */
    public static Arrival pulse(long now) {
        return new Arrival("", new byte[0], now);
    }

    public boolean isPulse() {
        return topic.isEmpty();
    }

    /** Topic, time, payload. */
    public static final class OwnCodec extends Codec<Arrival> {
        private static final long serialVersionUID = 1L;

        @Override
        public void serialize(Arrival arrival, DataOutputView target) throws IOException {
            // not writeUTF: an MQTT topic may be longer in it than the 65 535 bytes that it can write
            var topic = arrival.topic.getBytes(StandardCharsets.UTF_8);
            target.writeInt(topic.length);
            target.write(topic);
            target.writeLong(arrival.received);
            target.writeInt(arrival.payload.length);
            target.write(arrival.payload);
        }

        @Override
        public Arrival deserialize(DataInputView source) throws IOException {
            var topic = new byte[source.readInt()];
            source.readFully(topic);
            var received = source.readLong();
            var payload = new byte[source.readInt()];
            source.readFully(payload);
            return new Arrival(new String(topic, StandardCharsets.UTF_8), payload, received);
        }
    }
}

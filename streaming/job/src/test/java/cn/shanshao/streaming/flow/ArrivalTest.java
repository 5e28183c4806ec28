package cn.shanshao.streaming.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class ArrivalTest {
    /** The longest topic that MQTT carries, in bytes of UTF-8. */
    private static final int LONGEST = 65_535;

    private static Arrival copy(Arrival arrival) throws IOException {
        var codec = new Arrival.OwnCodec();
        var out = new DataOutputSerializer(64);
        codec.serialize(arrival, out);
        var in = new DataInputDeserializer(out.getCopyOfBuffer());
        var copy = codec.deserialize(in);
        assertThat(in.available()).isZero();
        return copy;
    }

    private static void comesBack(String topic, byte[] payload, long received) throws IOException {
        var copy = copy(new Arrival(topic, payload, received));
        assertThat(copy.topic()).isEqualTo(topic);
        assertThat(copy.payload()).isEqualTo(payload);
        assertThat(copy.received()).isEqualTo(received);
    }

    @Test
    void everyTopicThatMqttCarriesComesBack() throws IOException {
        // supplementary characters take six bytes each in Java's own writing
        comesBack("\ud83c\udf0b".repeat(LONGEST / 4), new byte[] {1}, 7);
        comesBack("a".repeat(LONGEST), new byte[0], 0);
        comesBack("", new byte[0], Long.MAX_VALUE);
    }

    @Test
    void anyArrivalComesBack() throws IOException {
        var random = new Random(42);
        for (var i = 0; i < 2_000; i++) {
            var topic = new StringBuilder();
            random.ints(random.nextInt(200), 1, Character.MAX_CODE_POINT + 1)
                    .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                    .forEach(topic::appendCodePoint);
            var payload = new byte[random.nextInt(300)];
            random.nextBytes(payload);
            comesBack(topic.toString(), payload, random.nextLong());
        }
    }
}

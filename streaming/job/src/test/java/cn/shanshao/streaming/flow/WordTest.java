package cn.shanshao.streaming.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.detect.rain.RainNow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.junit.jupiter.api.Test;

class WordTest {
    @Test
    void whatFellComesThroughAsItWasSaid() throws IOException {
        var now = new RainNow(17, new double[] {1.5, 0}, new double[] {0.2, 3}, new double[] {0, 7}, true);
        var bytes = new ByteArrayOutputStream();
        var codec = new Word.OwnCodec();
        codec.serialize(Word.rain("g1", "rain", now), new DataOutputViewStreamWrapper(bytes));
        var read = codec.deserialize(new DataInputDeserializer(bytes.toByteArray()));

        assertThat(read.heard()).isNull();
        var rain = Objects.requireNonNull(read.rain());
        assertThat(rain.device() + " " + rain.quantity()).isEqualTo("g1 rain");
        assertThat(rain.now()).usingRecursiveComparison().isEqualTo(now);
    }
}

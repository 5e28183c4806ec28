package cn.shanshao.streaming.watch;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.wire.Rejected;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.streaming.Board;
import cn.shanshao.streaming.flow.Arrival;
import cn.shanshao.streaming.flow.DevicePack;
import java.nio.charset.StandardCharsets;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DecodeTest {
    private OneInputStreamOperatorTestHarness<Arrival, DevicePack> decode;

    @BeforeEach
    void open() throws Exception {
        decode = ProcessFunctionTestHarnesses.forProcessFunction(new Decode(new Board("decode")));
    }

    @AfterEach
    void close() throws Exception {
        decode.close();
    }

    private Rejected rejected(String topic, String payload, String told) throws Exception {
        decode.processElement(new Arrival(topic, payload.getBytes(StandardCharsets.UTF_8), 7), 0);
        assertThat(decode.extractOutputValues()).isEmpty();
        var outgoing = decode.getSideOutput(Tags.LIVE).remove().getValue();
        assertThat(outgoing.topic()).isEqualTo(told);
        return Rejected.decode(outgoing.payload());
    }

    @Test
    void aMessageThatNobodyCanBeNamedForIsRejectedToo() throws Exception {
        var rejected = rejected(Topics.ROOT + "up/no id!/data", "x", Topics.rejected("_"));
        assertThat(rejected.reason()).isEqualTo("topic");
        assertThat(rejected.payload()).isEqualTo(new byte[] {'x'});
    }

    @Test
    void aSortThatIsNoneIsRejected() throws Exception {
        assertThat(rejected(Topics.ROOT + "up/d1/nonsense", "", Topics.rejected("d1"))
                        .reason())
                .isEqualTo("sort");
    }
}

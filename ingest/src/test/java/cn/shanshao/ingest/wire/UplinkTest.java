package cn.shanshao.ingest.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UplinkTest {
    private static DeviceStatus status(String json) {
        return DeviceStatus.decode(json.getBytes(UTF_8));
    }

    @Test
    void readsAStatusAndALastWill() {
        assertThat(
                        status(
                                "{\"online\":true,\"t\":\"2026-11-23T08:00:00Z\",\"battery\":12.4,\"signal\":-71,\"fw\":\"1.2\",\"new\":[]}"))
                .isEqualTo(new DeviceStatus(true, Instant.parse("2026-11-23T08:00:00Z"), 12.4, -71.0, "1.2"));
        assertThat(status("{\"online\":false}")).isEqualTo(new DeviceStatus(false, null, null, null, null));
    }

    @Test
    void writesWhatItReads() {
        var status = new DeviceStatus(true, Instant.parse("2026-11-23T08:00:00Z"), 12.4, null, "v");
        assertThat(DeviceStatus.decode(status.encode())).isEqualTo(status);
        var ack = new CommandAck("a-1", false, "no power");
        assertThat(CommandAck.decode(ack.encode())).isEqualTo(ack);
    }

    @Test
    void aClockThatWasNeverSetIsNoClockAndAFineOneIsKeptToTheMillisecond() {
        assertThat(status("{\"online\":true,\"t\":\"1970-01-01T00:00:07Z\"}").t())
                .isNull();
        assertThat(status("{\"online\":true,\"t\":\"2026-11-23T16:00:00.123456789+08:00\"}")
                        .t())
                .isEqualTo("2026-11-23T08:00:00.123Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "null",
                "[]",
                "7",
                "{\"online\":null}",
                "{\"online\":\"yes\"}",
                "{\"online\":\"true\"}",
                "{\"online\":1}",
                "{\"online\":true,\"online\":false}",
                "{\"online\":true} x",
                "{\"online\":true,\"battery\":1e999}",
                "{\"online\":true,\"battery\":\"12\"}",
                "{\"online\":true,\"t\":\"yesterday\"}",
                "{\"online\":true,\"t\":9e99}",
                "{\"online\":true,\"t\":\"+12000-01-01T00:00:00Z\"}",
                "{\"online\":true,\"x\":[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]}"
            })
    void refusesAStatusThatIsNotOne(String json) {
        assertThatThrownBy(() -> status(json)).isInstanceOf(WireException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ok\":true}",
                "{\"id\":null,\"ok\":true}",
                "{\"id\":\"\",\"ok\":true}",
                "{\"id\":\"a\"}",
                "{\"id\":\"a\\u0000\",\"ok\":true}"
            })
    void refusesAnAnswerThatIsNotOne(String json) {
        assertThatThrownBy(() -> CommandAck.decode(json.getBytes(UTF_8))).isInstanceOf(WireException.class);
    }

    @Test
    void aRejectedPayloadIsCutAndSentOnce() {
        var payload = new byte[100_000];
        var bad = List.of(new Pack.Bad(0, "unit", "\ud800"), new Pack.Bad(3, "value", "v"));
        var all = Rejected.of(Instant.EPOCH, Topics.data("d1"), payload, bad);
        assertThat(all).extracting(r -> r.payload().length).containsExactly(65_536, 0);
        var read = Rejected.decode(all.get(0).encode());
        assertThat(read).usingRecursiveComparison().isEqualTo(all.get(0));
        assertThat(new String(all.get(1).encode(), UTF_8)).contains("\"index\":3", "\"payload\":\"\"");
    }
}

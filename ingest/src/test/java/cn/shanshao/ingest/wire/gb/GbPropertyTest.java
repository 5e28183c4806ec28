package cn.shanshao.ingest.wire.gb;

import static cn.shanshao.ingest.wire.gb.GbFixture.NOW;
import static cn.shanshao.ingest.wire.gb.GbFixture.frame;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.wire.Channels;
import cn.shanshao.ingest.wire.CommandAck;
import cn.shanshao.ingest.wire.Reading;
import cn.shanshao.ingest.wire.Rejected;
import cn.shanshao.ingest.wire.SenMl;
import cn.shanshao.ingest.wire.Topics;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class GbPropertyTest {
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    @Property(tries = 100)
    void aValueMeansTheSameHoweverItIsWritten(
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double value,
            @ForAll @IntRange(min = 1, max = 9999) int sensor,
            @ForAll("times") Instant at) {
        var forms = List.of("%s", "\"%s\"", "{\"value\":%s}", "{\"VALUE\":\" %s \"}");
        for (var form : forms) {
            var timed = "{\"d1\":{\"L1_LF_%d\":{\"%s\":%s}}}".formatted(sensor, at, form.formatted(value));
            var device = sensor == 1 ? "d1" : "d1-L1_LF-" + sensor;
            assertThat(GbDecoder.decode(frame(2, timed.getBytes(UTF_8)), "gw", NOW)
                            .pack()
                            .readings())
                    .containsExactly(new Reading(device, "crack", value, at, false));
        }
    }

    @Provide
    static Arbitrary<Instant> times() {
        return Arbitraries.longs()
                .between(GbTime.FIRST.toEpochMilli(), LAST.toEpochMilli())
                .map(Instant::ofEpochMilli);
    }

    @Property(tries = 500)
    void anyBytesAreReadOrRefused(@ForAll @Size(max = 300) byte[] bytes) {
        assertSound(bytes);
    }

    @Property(tries = 300)
    void anyBytesInAFrameAreReadOrRefused(@ForAll @Size(max = 300) byte[] bytes) {
        assertSound(frame(2, bytes));
        assertSound(frame(5, "{\"d1\":{\"L1_LF_1\":1}}".getBytes(UTF_8), bytes));
    }

    @Property(tries = 500)
    void aMessageOfAnyKeysIsReadOrRefused(@ForAll("messages") String json) {
        assertSound(json.getBytes(UTF_8));
    }

    @Property(tries = 300)
    void anAnswerOfAnyFieldsIsReadOrRefused(@ForAll("answers") String text) {
        assertSound(text.getBytes(UTF_8));
    }

    @Property(tries = 300)
    void aMessageWithAFewWrongBytesIsReadOrRefused(
            @ForAll("messages") String json,
            @ForAll @Size(max = 4) List<@IntRange(min = 0, max = 10_000) Integer> places,
            @ForAll byte wrong) {
        var payload = frame(2, json.getBytes(UTF_8));
        for (var place : places) {
            payload[place % payload.length] = wrong;
        }
        assertSound(payload);
    }

    @Provide
    static Arbitrary<String> messages() {
        var time = Arbitraries.of(
                "2026-03-14T06:00:00.000Z",
                "2026-03-14T06:00Z",
                "2026-03-14 14:00:00",
                "1970-01-01T00:00:00Z",
                "2026-13-01",
                "20260314140000",
                "1773468000");
        var key = Arbitraries.of(
                "value",
                "gpsTotalX",
                "gZ",
                "X",
                "trend",
                "sensor_state",
                "singal_NB",
                "sw_version",
                "a b",
                "",
                "L1_LF_1");
        var scalar = Arbitraries.of(
                "1",
                "-1.5e3",
                "1e400",
                "true",
                "null",
                "[1,2]",
                "\"1,2,3\"",
                "\"1,,,\"",
                "\"\"",
                "\"x\"",
                "\"\\ud800\"",
                "{}");
        var object = Combinators.combine(key, scalar)
                .as((k, v) -> "\"" + k + "\":" + v)
                .list()
                .ofMaxSize(4)
                .map(all -> "{" + String.join(",", all) + "}");
        var value = Arbitraries.oneOf(scalar, object);
        var timed = Combinators.combine(time, value).as((t, v) -> "{\"" + t + "\":" + v + "}");
        var code = Arbitraries.of(
                "L1_LF_1", "L1_LF_2", "L1_LF", "L1_GP_1", "L1_QJ_1", "L1_JS_1", "L3_YL_1", "L3_QY_1", "S1_ZT_1",
                "L9_QQ_7", "x");
        var sensors = Combinators.combine(code, Arbitraries.oneOf(value, timed))
                .as((c, v) -> "\"" + c + "\":" + v)
                .list()
                .ofMaxSize(5)
                .map(all -> "{" + String.join(",", all) + "}");
        var device = Arbitraries.of("d1", "d2", "no id", "L1_LF_1", "header", "x".repeat(64));
        return Combinators.combine(device, Arbitraries.oneOf(sensors, value))
                .as((d, s) -> "\"" + d + "\":" + s)
                .list()
                .ofMaxSize(3)
                .map(all -> "{" + String.join(",", all) + "}");
    }

    @Provide
    static Arbitrary<String> answers() {
        var field = Arbitraries.of(
                "cmd=reboot",
                "cmd=sample",
                "cmd=getstatus",
                "cmd=",
                "result=succ",
                "result=fail",
                "result=x",
                "msgid=a",
                "msgid=\u0007",
                "apikey=k",
                "datastreams={\"L1_LF_1\":1}",
                "datastreams={",
                "state={\"temp\":1}",
                "state=1",
                "",
                " ");
        return field.list().ofMaxSize(6).map(all -> "$" + String.join("&", all));
    }

    /**
     * Nothing was thrown; every reading keeps the contract, is there once and can be written as SenML; every refusal can
     * be put on the wire and read again; nothing is silent.
     */
    static void assertSound(byte[] payload) {
        var message = GbDecoder.decode(payload, "gw", NOW);
        var pack = message.pack();
        var names = new HashSet<String>();
        for (var reading : pack.readings()) {
            assertThat(Topics.isId(reading.device())).isTrue();
            assertThat(Channels.normal(reading.quantity())).contains(reading.quantity());
            assertThat(reading.value()).isFinite();
            assertThat(reading.at()).isBetween(GbTime.FIRST, LAST);
            assertThat(reading.at().getNano() % 1_000_000).isZero();
            assertThat(names.add(reading.device() + " " + reading.quantity() + " " + reading.at()))
                    .isTrue();
        }
        pack.readings().stream()
                .collect(Collectors.groupingBy(Reading::device))
                .forEach((device, own) -> assertThat(SenMl.decode(SenMl.encode(device, own), "gw", NOW)
                                .bad())
                        .isEmpty());
        for (var rejected : Rejected.of(NOW, Topics.ROOT + "up/gw/gb", payload, pack.bad())) {
            assertThat(rejected.detail()).isNotBlank().hasSizeLessThan(600);
            assertThat(Rejected.decode(rejected.encode()))
                    .usingRecursiveComparison()
                    .isEqualTo(rejected);
        }
        var answer = message.answer();
        if (answer != null) {
            assertThat(CommandAck.decode(answer.encode())).isEqualTo(answer);
        }
        assertThat(pack.readings().isEmpty()
                        && pack.bad().isEmpty()
                        && message.notes().isEmpty()
                        && answer == null)
                .isFalse();
    }
}

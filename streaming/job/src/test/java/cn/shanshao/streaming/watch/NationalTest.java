package cn.shanshao.streaming.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cn.shanshao.ingest.history.Row;
import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Rejected;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.streaming.Board;
import cn.shanshao.streaming.Scene;
import cn.shanshao.streaming.config.Ledger;
import cn.shanshao.streaming.flow.Arrival;
import cn.shanshao.streaming.flow.ConfigEvent;
import cn.shanshao.streaming.flow.DevicePack;
import cn.shanshao.streaming.flow.Finding;
import cn.shanshao.streaming.flow.Outgoing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Devices of the national protocol, from the message to the row. */
class NationalTest {
    private static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");
    private static final String GB = Topics.ROOT + "up/g1/gb";

    private OneInputStreamOperatorTestHarness<Arrival, DevicePack> decode;
    private KeyedBroadcastOperatorTestHarness<String, DevicePack, ConfigEvent, Finding> watch;

    @BeforeEach
    void open() throws Exception {
        decode = ProcessFunctionTestHarnesses.forProcessFunction(new Decode(new Board("national")));
        watch = ProcessFunctionTestHarnesses.forKeyedBroadcastProcessFunction(
                new DeviceWatch(new Board("national")),
                DevicePack::device,
                BasicTypeInfo.STRING_TYPE_INFO,
                Ledger.DOCUMENTS);
        watch.setProcessingTime(NOW.toEpochMilli());
    }

    @AfterEach
    void close() throws Exception {
        decode.close();
        watch.close();
    }

    private void configured(ConfigEvent... more) throws Exception {
        var config = Scene.with(1, Scene.gauge("g1"), Scene.gauge("g1-L1_LF-2", "g1", Clock.REAL));
        watch.processBroadcastElement(
                new ConfigEvent(ConfigEvent.Sort.DOCUMENT, Scene.DIVISION, Json.write(config)), 0);
        for (var event : more) {
            watch.processBroadcastElement(event, 0);
        }
    }

    /** Sends a message all the way. */
    private void send(String topic, String json, Instant received) throws Exception {
        var before = decode.extractOutputValues().size();
        decode.processElement(new Arrival(topic, json.getBytes(StandardCharsets.UTF_8), received.toEpochMilli()), 0);
        for (var pack : decode.extractOutputValues()
                .subList(before, decode.extractOutputValues().size())) {
            watch.processElement(pack, 0);
        }
    }

    private List<Row> rows() {
        return records(watch.getSideOutput(Tags.LOTS)).stream()
                .flatMap(lot -> lot.rows().stream())
                .toList();
    }

    private static List<Rejected> rejected(Queue<StreamRecord<Outgoing>> live) {
        return records(live).stream()
                .filter(one -> one.topic().equals(Topics.rejected("g1")))
                .map(one -> Rejected.decode(one.payload()))
                .toList();
    }

    private static <X> List<X> records(Queue<StreamRecord<X>> output) {
        return output == null
                ? List.of()
                : output.stream().map(StreamRecord::getValue).toList();
    }

    @Test
    void theSensorsOfAStationAreStoredUnderTheirDevices() throws Exception {
        configured();
        send(
                GB,
                "{\"g1\":{\"L1_LF_1\":{\"2026-06-30T23:59:58.000Z\":1.5},\"L1_LF_2\":{\"2026-06-30T23:59:58.000Z\":2.5}}}",
                NOW);

        assertThat(rows())
                .extracting(Row::device, Row::quantity, Row::value, Row::flag, Row::at)
                .containsExactly(
                        tuple("g1", "crack", 1.5, 1, NOW.minusSeconds(2)),
                        tuple("g1-L1_LF-2", "crack", 2.5, 1, NOW.minusSeconds(2)));
        assertThat(rejected(decode.getSideOutput(Tags.LIVE))).isEmpty();
    }

    @Test
    void aBadValueIsRejectedByItselfAndTheOthersFlow() throws Exception {
        configured();
        send(GB, "{\"g1\":{\"L1_GP_1\":\"1,2\",\"L1_LF_1\":1.5}}", NOW);

        assertThat(rows()).extracting(Row::value, Row::approximate).containsExactly(tuple(1.5, true));
        assertThat(rejected(decode.getSideOutput(Tags.LIVE)))
                .extracting(Rejected::topic, Rejected::reason, Rejected::index)
                .containsExactly(tuple(GB, "value", 0));
    }

    @Test
    void aStationThatNamesAnotherIsRejected() throws Exception {
        configured(ConfigEvent.ready(true));
        send(Topics.ROOT + "up/g2/gb", "{\"g1\":{\"L1_LF_1\":55}}", NOW);

        assertThat(rows()).isEmpty();
        assertThat(watch.extractOutputValues()).isEmpty();
        assertThat(records(watch.getSideOutput(Tags.LIVE)))
                .filteredOn(one -> one.topic().equals(Topics.rejected("g2")))
                .extracting(one -> Rejected.decode(one.payload()).reason())
                .containsExactly("not-its-gateway");
    }

    /** Eight hours ahead: Beijing time, with a Z. */
    @Test
    void beijingTimeWithAZIsPutRightFlaggedAndTold() throws Exception {
        configured(ConfigEvent.ready(true));
        send(GB, "{\"g1\":{\"L1_LF_1\":{\"2026-07-01T07:59:58.000Z\":55}}}", NOW);

        assertThat(rows())
                .extracting(Row::value, Row::flag, Row::at, Row::written)
                .containsExactly(tuple(55.0, 3, NOW, Instant.parse("2026-07-01T07:59:58Z")));
        assertThat(watch.extractOutputValues())
                .extracting(Finding::alert)
                .filteredOn(alert -> alert.ruleId().equals(ClockFault.RULE))
                .singleElement()
                .satisfies(alert -> assertThat(alert.text().zh()).contains("-28800"));
    }

    @Test
    void anAnswerInTheWordsOfTheProtocolIsNoFault() throws Exception {
        configured();
        send(Topics.ack("g1"), "$cmd=reboot&result=succ&msgid=a-1", NOW);
        send(Topics.ack("g1"), "$cmd=sample&datastreams={\"L1_LF_1\":\"3.5\"}&msgid=a-2", NOW);
        send(Topics.ack("g1"), "$cmd=reboot&result=perhaps&msgid=a-3", NOW);

        assertThat(rows()).extracting(Row::value).containsExactly(3.5);
        assertThat(rejected(decode.getSideOutput(Tags.LIVE)))
                .extracting(Rejected::reason)
                .containsExactly("answer");
    }
}

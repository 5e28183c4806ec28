package cn.shanshao.streaming.watch;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.DeviceConfig;
import cn.shanshao.ingest.wire.DeviceConfig.Mask;
import cn.shanshao.ingest.wire.Evidence;
import cn.shanshao.ingest.wire.Reading;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.ingest.wire.Severity;
import cn.shanshao.streaming.Scene;
import cn.shanshao.streaming.flow.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** A logger that goes on speaking when its crack gauge has been torn off. */
class MutenessTest {
    private static final int MINUTE = 60;

    private static final DeviceConfig.Channel CRACK = channel("crack", "mm");

    private static DeviceConfig.Channel channel(String quantity, String unit) {
        return new DeviceConfig.Channel(quantity, unit, null, List.of(), null);
    }

    /** Every ten minutes. */
    private static DeviceConfig logger(Clock clock, DeviceConfig.Channel... channels) {
        return Scene.device("g1", null, clock, 600, Realm.EXERCISE, List.of(channels));
    }

    private static DeviceConfig logger() {
        return logger(Clock.REAL, CRACK, channel("temperature", "Cel"), channel("battery", "V"));
    }

    /** A pack every ten minutes, from and until those minutes. */
    private static void send(WatchBench bench, int from, int until, String... quantities) throws Exception {
        for (var minute = from; minute < until; minute += 10) {
            var readings = new ArrayList<Reading>();
            for (var quantity : quantities) {
                readings.add(WatchBench.reading("g1", quantity, minute * MINUTE, 1 + minute % 3 / 10.0));
            }
            bench.send("g1", readings, minute * MINUTE);
        }
    }

    @Test
    void aChannelThatFallsSilentIsToldOnceWithThePeopleThatNobodySees() throws Exception {
        try (var bench = new WatchBench(logger())) {
            send(bench, 0, 60, "crack", "temperature");
            send(bench, 60, 90, "temperature");
            assertThat(bench.alerts()).as("three intervals").isEmpty();
            send(bench, 90, 130, "temperature");
            assertThat(bench.alerts()).singleElement().satisfies(alert -> {
                assertThat(alert.kind()).isEqualTo(AlertKind.QUALITY);
                assertThat(alert.ruleId()).isEqualTo("mute");
                assertThat(alert.target()).isEqualTo("g1");
                assertThat(alert.level()).isNull();
                assertThat(alert.severity()).isEqualTo(Severity.MEDIUM);
                assertThat(alert.since()).isEqualTo(WatchBench.NOW.plusSeconds(50 * MINUTE));
                assertThat(alert.text().zh()).contains("仍在线", "裂缝", "40分钟", "86人");
                assertThat(alert.text().en()).contains("crack", "40 min", "86");
                assertThat(alert.evidence()).extracting(Evidence::quantity).containsExactly("crack");
            });
            assertThat(bench.words()).contains(Word.mute("g1", Set.of("crack")));

            bench.restart();
            send(bench, 130, 140, "crack", "temperature");
            assertThat(bench.alerts()).extracting(Alert::state).containsExactly(AlertState.RAISED, AlertState.CLEARED);
            assertThat(bench.alerts())
                    .extracting(Alert::id)
                    .containsOnly(bench.alerts().get(0).id());
        }
    }

    @Test
    void aMemoryOfBeforeThereWereRhythmsIsStillRead() throws Exception {
        var out = new DataOutputSerializer(256);
        var memory = new DeviceMemory();
        memory.newest = 7;
        memory.write(out);
        var before = out.length() - 3 * Integer.BYTES;
        var read = DeviceMemory.read(new DataInputDeserializer(out.getSharedBuffer(), 0, before));
        assertThat(read.newest).isEqualTo(7);
        assertThat(read.rhythms).isEmpty();
    }

    @Test
    void aChannelWhoseRhythmNobodyKnowsYetIsWaitedForADay() throws Exception {
        try (var bench = new WatchBench(logger())) {
            send(bench, 0, 20, "crack", "temperature");
            send(bench, 20, 23 * 60, "temperature");
            bench.restart();
            send(bench, 23 * 60, 24 * 60 + 10, "temperature");
            assertThat(bench.alerts()).as("heard twice").isEmpty();
            send(bench, 24 * 60 + 10, 24 * 60 + 40, "temperature");
            assertThat(bench.alerts()).extracting(Alert::ruleId).containsExactly("mute");
        }
    }

    @Test
    void aChannelThatSpeaksOnceADayIsNotMuteInBetween() throws Exception {
        try (var bench = new WatchBench(logger())) {
            for (var day = 0; day < 4; day++) {
                send(bench, day * 1_440, day * 1_440 + 10, "crack", "temperature");
                send(bench, day * 1_440 + 10, (day + 1) * 1_440, "temperature");
            }
            assertThat(bench.alerts()).isEmpty();
        }
    }

    @Test
    void afterARestartTheRollCallHearsOfItAgain() throws Exception {
        try (var bench = new WatchBench(logger())) {
            send(bench, 0, 60, "crack", "temperature");
            send(bench, 60, 130, "temperature");
            bench.restart();
            bench.words();
            send(bench, 130, 140, "temperature");
            assertThat(bench.words()).contains(Word.mute("g1", Set.of("crack")));
            send(bench, 140, 150, "crack");
            assertThat(bench.words()).contains(Word.mute("g1", Set.of()));
        }
    }

    @Test
    void whereARuleStillSeesAnotherChannelNobodyIsUnseen() throws Exception {
        var other = channel("crack/2", "mm");
        try (var bench = new WatchBench(logger(Clock.REAL, CRACK, other))) {
            bench.rule("crack/2", logger(Clock.REAL, CRACK, other));
            send(bench, 0, 60, "crack", "crack/2");
            send(bench, 60, 130, "crack/2");
            assertThat(bench.alerts()).singleElement().satisfies(alert -> {
                assertThat(alert.severity()).isEqualTo(Severity.LOW);
                assertThat(alert.text().zh()).doesNotContain("86");
            });
        }
    }

    @Test
    void aChannelThatSpeaksSeldomHasItsOwnPatience() throws Exception {
        try (var bench = new WatchBench(logger())) {
            for (var hour = 0; hour < 12; hour++) {
                send(bench, hour * 60, hour * 60 + 10, "crack", "temperature");
                send(bench, hour * 60 + 10, hour * 60 + 60, "temperature");
            }
            assertThat(bench.alerts())
                    .filteredOn(alert -> alert.since().isAfter(WatchBench.NOW.plusSeconds(3_600 * 4)))
                    .isEmpty();
        }
    }

    @Test
    void aRecordThatIsHandedInChannelByChannelMissesNobody() throws Exception {
        try (var bench = new WatchBench(logger())) {
            send(bench, 0, 10, "crack", "temperature");
            for (var quantity : List.of("temperature", "crack")) {
                var day = new ArrayList<Reading>();
                for (var minute = 10; minute < 600; minute += 10) {
                    day.add(WatchBench.reading("g1", quantity, minute * MINUTE, 1));
                }
                bench.send("g1", day, 20 * MINUTE);
            }
            assertThat(bench.alerts())
                    .filteredOn(alert -> alert.ruleId().equals("mute"))
                    .isEmpty();
        }
    }

    @Test
    void whatIsMaskedOfARecordedPastIsToldAtItsOwnTime() throws Exception {
        var mask = new Mask(WatchBench.NOW, WatchBench.NOW.plusSeconds(3_600), "拉线断裂", "li.min");
        try (var bench = new WatchBench(logger(Clock.REPLAY, CRACK.masked(List.of(mask))))) {
            send(bench, 10, 20, "crack");
            assertThat(bench.words()).contains(Word.mute("g1", Set.of("crack")));
            send(bench, 60, 70, "crack");
            assertThat(bench.words()).contains(Word.mute("g1", Set.of()));
        }
    }
}

package cn.shanshao.streaming.watch;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.DeviceConfig;
import cn.shanshao.ingest.wire.DeviceState;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.ingest.wire.Severity;
import cn.shanshao.streaming.Scene;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EquipmentTest {
    private static final int HOUR = 3_600;
    private static final int LIVELY = 40;

    private final Random random = new Random(5);

    private int hour;

    /** A gauge that scatters by the hour, and then says the same for some hours. */
    private void stuck(WatchBench bench, int hours) throws Exception {
        for (var i = 0; i < LIVELY; i++) {
            crack(bench, 1 + 0.1 * random.nextGaussian());
        }
        for (var i = 0; i < hours; i++) {
            crack(bench, 1);
        }
    }

    private void crack(WatchBench bench, double value) throws Exception {
        bench.send("g1", "crack", hour++ * HOUR, value);
    }

    @Test
    void aStuckChannelIsToldOnceWithThePeopleThatNothingElseWatches() throws Exception {
        try (var bench = new WatchBench(Scene.gauge("g1"))) {
            stuck(bench, 97);
            assertThat(bench.alerts()).isEmpty();
            crack(bench, 1);
            crack(bench, 1);

            assertThat(bench.alerts()).singleElement().satisfies(alert -> {
                assertThat(alert.kind()).isEqualTo(AlertKind.QUALITY);
                assertThat(alert.ruleId()).isEqualTo("stuck");
                assertThat(alert.target()).isEqualTo("g1~crack");
                assertThat(alert.deviceId()).isEqualTo("g1");
                assertThat(alert.level()).isNull();
                assertThat(alert.severity()).isEqualTo(Severity.MEDIUM);
                assertThat(alert.text().zh()).contains("裂缝", "97小时", "86人");
                assertThat(alert.text().en()).contains("97 h", "86");
            });
        }
    }

    @Test
    void whereAnotherInstrumentWatchesNobodyIsUnseen() throws Exception {
        try (var bench = new WatchBench(Scene.gauge("g1"), Scene.gauge("g2"))) {
            stuck(bench, 98);
            assertThat(bench.alerts()).singleElement().satisfies(alert -> {
                assertThat(alert.severity()).isEqualTo(Severity.LOW);
                assertThat(alert.text().zh()).doesNotContain("86");
            });
        }
    }

    @Test
    void whenItMovesAgainItIsOverUnderTheSameId() throws Exception {
        try (var bench = new WatchBench(Scene.gauge("g1"))) {
            stuck(bench, 98);
            bench.restart();
            crack(bench, 1);
            crack(bench, 1.1);

            assertThat(bench.alerts()).extracting(Alert::state).containsExactly(AlertState.RAISED, AlertState.CLEARED);
            assertThat(bench.alerts())
                    .extracting(Alert::id)
                    .containsOnly(bench.alerts().get(0).id());
        }
    }

    @Test
    void whenTheStateIsLostItIsTakenOverAndEndsWhenItMoves() throws Exception {
        Alert open;
        try (var bench = new WatchBench(Scene.gauge("g1"))) {
            stuck(bench, 98);
            open = bench.alerts().get(0);
        }
        try (var bench = new WatchBench(Scene.gauge("g1"))) {
            bench.adopt("g1", open);
            crack(bench, 1);
            crack(bench, 1);
            assertThat(bench.alerts()).isEmpty();

            crack(bench, 1.2);
            assertThat(bench.alerts()).singleElement().satisfies(alert -> {
                assertThat(alert.id()).isEqualTo(open.id());
                assertThat(alert.ruleId()).isEqualTo("stuck");
                assertThat(alert.state()).isEqualTo(AlertState.CLEARED);
            });
        }
    }

    @Test
    void aDeviceThatGoesIntoMaintenanceHasNoFaults() throws Exception {
        try (var bench = new WatchBench(Scene.gauge("g1"))) {
            stuck(bench, 98);
            bench.configure(Scene.in(DeviceState.MAINTENANCE, null, Scene.gauge("g1")));
            crack(bench, 1);
            assertThat(bench.alerts()).extracting(Alert::state).containsExactly(AlertState.RAISED, AlertState.CLEARED);
        }
    }

    private static DeviceConfig withBattery(@Nullable Map<Level, Double> limits) {
        var battery = new DeviceConfig.Channel("battery", "V", null, List.of(), limits);
        return Scene.device("g1", null, Clock.REAL, 600, Realm.EXERCISE, List.of(battery));
    }

    private void volts(WatchBench bench, double... volts) throws Exception {
        for (var volt : volts) {
            bench.send("g1", "battery", hour++ * HOUR, volt);
        }
    }

    @Test
    void aLowBatteryIsToldWhenThreeReadingsSaySoAndEndsWhenItIsWellAboveAgain() throws Exception {
        try (var bench = new WatchBench(Scene.gauge("g1"))) {
            volts(bench, 12.6, 11.7, 11.9, 11.7, 11.7);
            assertThat(bench.alerts()).isEmpty();
            volts(bench, 11.6);
            assertThat(bench.alerts()).singleElement().satisfies(alert -> {
                assertThat(alert.kind()).isEqualTo(AlertKind.QUALITY);
                assertThat(alert.ruleId()).isEqualTo("battery");
                assertThat(alert.target()).isEqualTo("g1");
                assertThat(alert.text().zh()).contains("11.6 V", "86人");
            });
            bench.restart();
            volts(bench, 11.7, 12.0, 12.2);
            assertThat(bench.alerts()).hasSize(1);

            volts(bench, 12.5);
            assertThat(bench.alerts()).extracting(Alert::state).containsExactly(AlertState.RAISED, AlertState.CLEARED);
        }
    }

    @Test
    void aBatteryOfAnotherVoltageHasNoLimitUnlessItIsRegistered() throws Exception {
        try (var bench = new WatchBench(Scene.gauge("g1"))) {
            volts(bench, 3.7, 3.6, 3.6, 3.6, 3.6);
            assertThat(bench.alerts()).isEmpty();
        }
        try (var bench = new WatchBench(withBattery(Map.of(Level.YELLOW, 3.5)))) {
            volts(bench, 3.7, 3.45, 3.45, 3.45);
            assertThat(bench.alerts()).hasSize(1);
        }
    }

    @Test
    void aBatteryThatFallsFastIsToldBeforeItIsLow() throws Exception {
        try (var bench = new WatchBench(Scene.gauge("g1"))) {
            for (var i = 0; i <= 24; i++) {
                volts(bench, 13.2 - 0.05 * i);
            }
            assertThat(bench.alerts())
                    .singleElement()
                    .satisfies(alert -> assertThat(alert.text().zh()).contains("下降过快"));
        }
    }

    @Test
    void dayAndNightAreNoFall() throws Exception {
        try (var bench = new WatchBench(Scene.gauge("g1"))) {
            for (var i = 0; i <= 96; i++) {
                volts(bench, 13.2 + Math.sin(i * Math.PI / 12));
            }
            assertThat(bench.alerts()).isEmpty();
        }
    }

    @Test
    void aFaultStaysWithTheDeviceThatHasIt() throws Exception {
        try (var bench = new WatchBench(Scene.gauge("g1"), Scene.gauge("g2"))) {
            volts(bench, 12.6, 11.5, 11.5, 11.5);
            bench.send("g2", "battery", hour * HOUR, 12.6);
            assertThat(bench.alerts()).extracting(Alert::deviceId).containsExactly("g1");
        }
    }

    /** An inclinometer of twelve depths, of which the logger repeats itself for some hours. */
    private void inclinometer(WatchBench bench, int hours, boolean still) throws Exception {
        for (var i = 0; i < hours; i++) {
            var second = hour++ * HOUR;
            bench.send(
                    "g1",
                    IntStream.rangeClosed(1, 12)
                            .mapToObj(depth -> WatchBench.reading(
                                    "g1",
                                    "displacement.deep.x/" + depth,
                                    second,
                                    still ? 5 : 5 + 0.1 * random.nextGaussian()))
                            .toList(),
                    second);
        }
    }

    @Test
    void aLoggerThatRepeatsItselfIsToldOnceAndNotForEachChannel() throws Exception {
        try (var bench = new WatchBench(Scene.gauge("g1"))) {
            inclinometer(bench, LIVELY, false);
            inclinometer(bench, 99, true);
            assertThat(bench.alerts()).singleElement().satisfies(alert -> {
                assertThat(alert.target()).isEqualTo("g1");
                assertThat(alert.ruleId()).isEqualTo("stuck");
                assertThat(alert.quantity()).isNull();
                assertThat(alert.text().zh()).contains("12个测项", "86人");
            });
            volts(bench, 12.6, 11.5, 11.5, 11.5);
            inclinometer(bench, 1, false);
            assertThat(bench.alerts())
                    .extracting(alert -> alert.ruleId() + " " + alert.state().name())
                    .containsExactly("stuck RAISED", "battery RAISED", "stuck CLEARED");
        }
    }
}

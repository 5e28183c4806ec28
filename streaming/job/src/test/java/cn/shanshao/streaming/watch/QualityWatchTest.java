package cn.shanshao.streaming.watch;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.history.Row;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.DeviceConfig;
import cn.shanshao.ingest.wire.DeviceState;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Reading;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.streaming.Scene;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QualityWatchTest {
    private static final int QUIET = 60;
    private static final int HOUR = 3_600;

    private final Random random = new Random(5);

    /** A crack gauge has been quiet at 1 mm, below all limits. */
    private WatchBench quiet(int interval) throws Exception {
        var bench = new WatchBench(Scene.gauge("g1"));
        for (var i = 0; i < QUIET; i++) {
            crack(bench, i * interval, 1 + 0.1 * random.nextGaussian());
        }
        return bench;
    }

    private static void crack(WatchBench bench, int second, double value) throws Exception {
        bench.send("g1", "crack", second, value);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, HOUR, 24 * HOUR})
    void aSpikeRaisesAtOnceInDoubtAndIsWithdrawnWhenItHasFailed(int interval) throws Exception {
        try (var bench = quiet(interval)) {
            var spike = QUIET * interval;
            crack(bench, spike, 55);
            assertThat(bench.flags(spike)).containsExactly(3);
            assertThat(bench.alerts()).singleElement().satisfies(alert -> {
                assertThat(alert.level()).isEqualTo(Level.RED);
                assertThat(alert.confidence()).isEqualTo(0.5);
            });
            crack(bench, spike + interval, 1);
            crack(bench, spike + 2 * interval, 1.1);

            assertThat(bench.flags(spike - interval, spike, spike + interval, spike + 2 * interval))
                    .containsExactly(1, 4, 1, 1);
            var last = bench.alerts().get(bench.alerts().size() - 1);
            assertThat(last.state()).isEqualTo(AlertState.CLEARED);
            assertThat(last.highest()).as("it never was").isNull();
        }
    }

    @Test
    void theStoredRowOfASuspectChangesItsFlagAlone() throws Exception {
        try (var bench = quiet(60)) {
            crack(bench, QUIET * 60, 55);
            var before = bench.rows().get(bench.rows().size() - 1);
            crack(bench, QUIET * 60 + 60, 1);
            bench.restart();
            crack(bench, QUIET * 60 + 120, 1);

            assertThat(bench.rows().get(bench.rows().size() - 1))
                    .isEqualTo(new Row(
                            before.device(),
                            before.quantity(),
                            before.value(),
                            4,
                            before.at(),
                            before.written(),
                            before.received(),
                            before.approximate()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 24 * HOUR})
    void aStepThatIsConfirmedIsInNoDoubtAnyMore(int interval) throws Exception {
        try (var bench = quiet(interval)) {
            var step = QUIET * interval;
            for (var i = 0; i < 5; i++) {
                crack(bench, step + i * interval, 55 + 0.1 * i);
            }
            assertThat(bench.flags(step, step + interval, step + 2 * interval, step + 3 * interval))
                    .containsExactly(1, 1, 1, 1);
            assertThat(bench.alerts()).extracting(Alert::confidence).containsExactly(0.5, 1.0);
            assertThat(bench.alerts()).extracting(Alert::level).containsOnly(Level.RED);
            assertThat(bench.alerts())
                    .extracting(Alert::id)
                    .containsOnly(bench.alerts().get(0).id());
        }
    }

    @Test
    void inOnePackEachReadingIsStoredOnceWithItsFinalFlag() throws Exception {
        try (var bench = quiet(60)) {
            var at = QUIET * 60;
            var before = bench.rows().size();
            bench.send(
                    "g1",
                    List.of(
                            WatchBench.reading("g1", "crack", at + 120, 1),
                            WatchBench.reading("g1", "crack", at, 55),
                            WatchBench.reading("g1", "crack", at + 60, 1)),
                    at + 120);

            assertThat(bench.rows()).hasSize(before + 3);
            assertThat(bench.flags(at, at + 60, at + 120)).containsExactly(4, 1, 1);
        }
    }

    /** Readings a minute apart in one pack, in this order of arrival. */
    private static void pack(WatchBench bench, int from, int[] order, double... values) throws Exception {
        var readings = new ArrayList<Reading>();
        for (var i : order) {
            readings.add(WatchBench.reading("g1", "crack", from + i * 60, values[i]));
        }
        bench.send("g1", readings, from + 60 * (values.length - 1));
    }

    @Test
    void aSpikeThatItsOwnPackContradictsIsNeverTold() throws Exception {
        try (var bench = quiet(60)) {
            pack(bench, QUIET * 60, new int[] {0, 1, 2}, 55, 1, 1.1);
            assertThat(bench.flags(QUIET * 60)).containsExactly(4);
            assertThat(bench.alerts()).isEmpty();
        }
    }

    @Test
    void aSpikeWhoseOnlyNextReadingIsBackWaitsForOneMore() throws Exception {
        try (var bench = quiet(60)) {
            pack(bench, QUIET * 60, new int[] {0, 1}, 55, 1);
            assertThat(bench.alerts()).isEmpty();
            bench.restart();
            crack(bench, QUIET * 60 + 120, 1.1);
            assertThat(bench.flags(QUIET * 60)).containsExactly(4);
            assertThat(bench.alerts()).isEmpty();
        }
    }

    @Test
    void aSpikeThatWasHeldBackIsToldWithItsOwnTimeWhenItWasTrue() throws Exception {
        try (var bench = quiet(60)) {
            pack(bench, QUIET * 60, new int[] {0, 1}, 55, 1);
            crack(bench, QUIET * 60 + 120, 56);
            assertThat(bench.alerts()).isNotEmpty();
            assertThat(bench.alerts())
                    .as("the first was true")
                    .anySatisfy(alert -> assertThat(alert.since()).isEqualTo(at(0)));
        }
    }

    @Test
    void aLeapThatItsOwnPackConfirmsRaisesOnceWithoutDoubtAsOfItsOwnTime() throws Exception {
        try (var bench = quiet(60)) {
            pack(bench, QUIET * 60, new int[] {2, 0, 1}, 55, 56, 58);
            assertThat(bench.alerts()).singleElement().satisfies(alert -> {
                assertThat(alert.level()).isEqualTo(Level.RED);
                assertThat(alert.since()).isEqualTo(at(0));
                assertThat(alert.confidence()).isEqualTo(1);
            });
        }
    }

    @Test
    void aLateSpikeThatIsContradictedAlreadyIsNeverTold() throws Exception {
        try (var bench = quiet(60)) {
            pack(bench, QUIET * 60 + 60, new int[] {0, 1}, 1, 1.1);
            crack(bench, QUIET * 60 + 30, 55);
            assertThat(bench.flags(QUIET * 60 + 30)).containsExactly(4);
            assertThat(bench.alerts()).isEmpty();
        }
    }

    @Test
    void aDerivedSpikeIsHeldBackWithItsPart() throws Exception {
        try (var bench = new WatchBench(Scene.gauge("g1"))) {
            bench.rule("displacement", Scene.gauge("g1"));
            for (var i = 0; i < QUIET; i++) {
                gnss(bench, i * 60, new double[] {1 + 0.1 * random.nextGaussian()});
            }
            gnss(bench, QUIET * 60, new double[] {55, 1});
            assertThat(bench.alerts()).isEmpty();
            gnss(bench, QUIET * 60 + 120, new double[] {56});
            assertThat(bench.alerts()).isNotEmpty().allMatch(alert -> "displacement".equals(alert.quantity()));
        }
    }

    private static void gnss(WatchBench bench, int from, double[] east) throws Exception {
        var readings = new ArrayList<Reading>();
        for (var i = 0; i < east.length; i++) {
            readings.add(WatchBench.reading("g1", "displacement.e", from + i * 60, east[i]));
            readings.add(WatchBench.reading("g1", "displacement.n", from + i * 60, 0));
            readings.add(WatchBench.reading("g1", "displacement.u", from + i * 60, 0));
        }
        bench.send("g1", readings, from + 60 * (east.length - 1));
    }

    private static Instant at(int second) {
        return WatchBench.NOW.plusSeconds(QUIET * 60 + second);
    }

    @Test
    void aRepeatKeepsTheFlagThatItHad() throws Exception {
        try (var bench = quiet(60)) {
            var at = QUIET * 60;
            crack(bench, at, 55);
            crack(bench, at + 60, 1);
            crack(bench, at + 120, 1);
            crack(bench, at, 55);

            assertThat(bench.rows().get(bench.rows().size() - 1).flag()).isEqualTo(4);
        }
    }

    @Test
    void aReplacedSensorIsNotASpike() throws Exception {
        var datum = new DeviceConfig.Datum(WatchBench.NOW.plusSeconds(QUIET * 60), 101);
        var channel = new DeviceConfig.Channel("crack", "mm", null, List.of(datum), null);
        try (var bench = new WatchBench(Scene.device("g1", null, Clock.REAL, 600, Realm.EXERCISE, List.of(channel)))) {
            for (var i = 0; i < 2 * QUIET; i++) {
                crack(bench, i * 60, (i < QUIET ? 1 : -100) + 0.1 * random.nextGaussian());
            }
            assertThat(bench.rows())
                    .filteredOn(row -> row.written().equals(datum.from()))
                    .as("never in doubt")
                    .extracting(Row::flag)
                    .containsExactly(1);
        }
    }

    @Test
    void aDeviceInMaintenanceIsFlaggedAndStoredAndRaisesNothing() throws Exception {
        try (var bench = quiet(60)) {
            bench.configure(
                    Scene.in(DeviceState.MAINTENANCE, Instant.parse("2027-01-01T00:00:00Z"), Scene.gauge("g1")));
            var at = QUIET * 60;
            crack(bench, at, 55);
            crack(bench, at + 60, 1);
            crack(bench, at + 120, 1);

            assertThat(bench.flags(at, at + 60, at + 120)).containsExactly(4, 1, 1);
            assertThat(bench.alerts()).isEmpty();
        }
    }

    @Test
    void afterTheEndOfAMaintenanceItRaisesAgain() throws Exception {
        var end = WatchBench.NOW.plusSeconds(600);
        try (var bench = new WatchBench(Scene.in(DeviceState.MAINTENANCE, end, Scene.gauge("g1")))) {
            crack(bench, 599, 55);
            assertThat(bench.alerts()).isEmpty();
            crack(bench, 600, 55);
            assertThat(bench.alerts()).extracting(Alert::level).containsExactly(Level.RED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"COMMISSIONING", "RETIRED"})
    void aDeviceThatIsNotInServiceRaisesNothing(DeviceState state) throws Exception {
        try (var bench = new WatchBench(Scene.in(state, null, Scene.gauge("g1")))) {
            crack(bench, 0, 55);
            assertThat(bench.rows()).hasSize(1);
            assertThat(bench.alerts()).isEmpty();
        }
    }

    /** 1 January, in seconds after the beginning. */
    private static final int WINTER = 184 * 24 * HOUR;

    private static List<Integer> rainAt(WatchBench bench, int hour, double celsius) throws Exception {
        var second = WINTER + hour * HOUR;
        bench.send(
                "g1",
                List.of(
                        WatchBench.reading("g1", "rain", second + 1, 0.2),
                        WatchBench.reading("g1", "rain.total", second + 2, hour),
                        WatchBench.reading("g1", "temperature", second, celsius)),
                second + 2);
        return bench.flags(second + 1, second + 2);
    }

    @Test
    void aTippingBucketInFrostIsNotEvaluatedAndInDoubtWhenItThaws() throws Exception {
        try (var bench = new WatchBench(Scene.gauge("g1"))) {
            assertThat(rainAt(bench, 0, 4)).containsExactly(1, 1);
            assertThat(rainAt(bench, 1, 0.5)).as("one stray reading").containsExactly(1, 1);
            assertThat(rainAt(bench, 2, -3)).containsExactly(2, 2);
            bench.restart();
            assertThat(rainAt(bench, 3, 2)).containsExactly(3, 3);
            assertThat(rainAt(bench, 7, 6)).containsExactly(3, 3);
            assertThat(rainAt(bench, 9, 6)).containsExactly(1, 1);
        }
    }

    @Test
    void aThermometerThatTellsOfFrostInJulyIsBrokenAndRainIsRain() throws Exception {
        try (var bench = new WatchBench(Scene.gauge("g1"))) {
            for (var minute = 0; minute < 30; minute++) {
                bench.send("g1", "temperature", minute * 60, -20);
            }
            bench.send("g1", "rain", 31 * 60, 12);
            assertThat(bench.flags(31 * 60)).containsExactly(1);
        }
    }

    @Test
    void aThermometerThatHasLongBeenSilentDoesNotSilenceTheRain() throws Exception {
        try (var bench = new WatchBench(Scene.gauge("g1"))) {
            bench.send("g1", "temperature", WINTER - 60, -5);
            bench.send("g1", "temperature", WINTER, -5);
            bench.send("g1", "rain", WINTER + 20 * HOUR, 0.2);
            bench.send("g1", "rain", WINTER + 25 * HOUR, 0.2);
            assertThat(bench.flags(WINTER + 20 * HOUR, WINTER + 25 * HOUR)).containsExactly(2, 1);
        }
    }

    @Test
    void anotherThermometerOfThePointIsBelievedWhereItHasNone() throws Exception {
        try (var bench = new WatchBench(Scene.gauge("g1"))) {
            bench.aside("g1", "temperature", WINTER - 60, -5);
            bench.aside("g1", "temperature", WINTER, -5);
            bench.send("g1", "rain", WINTER + 60, 0.2);
            bench.send("g1", "temperature", WINTER + 120, 9);
            bench.aside("g1", "temperature", WINTER + 180, -5);
            bench.send("g1", "rain", WINTER + 8 * HOUR, 0.2);

            assertThat(bench.flags(WINTER + 60, WINTER + 8 * HOUR)).containsExactly(2, 1);
            assertThat(bench.rows()).as("the air of others is not its own").hasSize(3);
        }
    }
}

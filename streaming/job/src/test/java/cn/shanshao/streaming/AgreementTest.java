package cn.shanshao.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.Level;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages through the broker and the job come to the same as a back-test over the record: rule, target, highest, since. */
class AgreementTest {
    private static final List<String> NAMES = List.of("E1", "E2", "E3");
    private static final Instant LAST_DAY = Instant.parse("2012-05-14T00:00:00Z");

    @TempDir
    static Path dir;

    private static Road road;

    @BeforeAll
    static void build() throws Exception {
        road = new Road(dir);
    }

    @AfterAll
    static void takeDown() {
        road.close();
    }

    @AfterEach
    void stop() {
        road.killJob();
    }

    private static void start(String name, String sentinel) throws Exception {
        road.startJob(Serial.settings(road.settings(name, road.store.uri())));
        road.send(sentinel, "crack", 12, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        road.awaitAlert("it judges", one -> sentinel.equals(one.deviceId()));
    }

    private static void agrees(String device, List<Creep.Point> record) throws Exception {
        var expected = Creep.backTest(device, record);
        assertThat(expected).isNotEmpty();
        try {
            Road.await(
                    device + " agrees",
                    () -> Creep.outcomes(road.alerts(), device).equals(expected));
        } finally {
            assertThat(Creep.outcomes(road.alerts(), device)).isEqualTo(expected);
        }
    }

    @Test
    void preonzoOfThreeInstrumentsIsRedByTheLastDay() throws Exception {
        road.configure(version -> Creep.with(
                version,
                Creep.rules(),
                Creep.gauge("E1", Clock.REPLAY, 86_400),
                Creep.gauge("E2", Clock.REPLAY, 86_400),
                Creep.gauge("E3", Clock.REPLAY, 86_400),
                Creep.apart(Scene.gauge("p0"))));
        start("p", "p0");
        var isRed = false;
        for (var day = 0; day < Creep.preonzo("E1").size(); day++) {
            for (var name : NAMES) {
                var point = Creep.preonzo(name).get(day);
                isRed |= point.at().isAfter(LAST_DAY) && isRedByTheLastDay();
                road.send(name, Creep.QUANTITY, point.value(), point.at());
            }
        }
        assertThat(isRed).isTrue();
        for (var name : NAMES) {
            agrees(name, Creep.preonzo(name));
        }
    }

    private static boolean isRedByTheLastDay() throws Exception {
        var red = road.awaitAlert(
                "the point is red",
                one -> one.kind() == AlertKind.FUSED
                        && one.level() == Level.RED
                        && one.evidence().stream().allMatch(from -> NAMES.contains(from.deviceId())));
        assertThat(red.target()).isEqualTo(Scene.POINT);
        assertThat(red.at()).isBeforeOrEqualTo(LAST_DAY);
        assertThat(red.since()).isBeforeOrEqualTo(LAST_DAY);
        return true;
    }

    /** A reading a minute of a slope that will fail, a millimetre to a few hundred a day. */
    private static List<Creep.Point> creep() {
        var start = Instant.parse("2024-06-01T00:00:00Z");
        var noise = new Random(11);
        var failure = 2_300.0;
        return IntStream.range(0, 2_200)
                .mapToObj(minute -> new Creep.Point(
                        start.plus(minute, ChronoUnit.MINUTES),
                        -30 * Math.log(1 - minute / failure) + noise.nextGaussian() * 0.2))
                .toList();
    }

    @Test
    void messagesInDisorderComeToTheSame() throws Exception {
        road.configure(version -> Creep.with(
                version,
                Creep.rules(),
                Creep.gauge("d1", Clock.REPLAY, 60),
                Creep.gauge("d2", Clock.REPLAY, 60),
                Creep.apart(Scene.gauge("d0"))));
        start("d", "d0");
        var record = creep();
        for (var point : record) {
            road.send("d1", Creep.QUANTITY, point.value(), point.at());
        }
        for (var point : shuffled(record)) {
            road.send("d2", Creep.QUANTITY, point.value(), point.at());
        }
        agrees("d1", record);
        agrees("d2", record);
    }

    /** Each is late by up to ten minutes. */
    private static List<Creep.Point> shuffled(List<Creep.Point> record) {
        var random = new Random(42);
        record Late(Creep.Point point, long arrives) {}
        var late = new ArrayList<Late>();
        record.forEach(point -> late.add(new Late(point, point.at().toEpochMilli() + random.nextInt(590_000))));
        late.sort(Comparator.comparingLong(Late::arrives));
        return late.stream().map(Late::point).toList();
    }
}

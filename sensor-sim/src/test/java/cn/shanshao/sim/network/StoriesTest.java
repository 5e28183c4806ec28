package cn.shanshao.sim.network;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.wire.Quantity;
import cn.shanshao.ingest.wire.Reading;
import cn.shanshao.sim.demo.DemoDevice;
import cn.shanshao.sim.demo.DemoPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.function.DoublePredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoriesTest {
    private static final Instant BEGAN = Instant.parse("2026-05-20T20:00:00Z");
    private static final double HOUR = 3_600;
    private static final Network NETWORK = Network.jilin(1);

    static List<Story> stories() {
        return Stories.all();
    }

    @Test
    void areEightEachAtAPointOfItsKind() {
        assertThat(Stories.all())
                .extracting(story -> story.bill().name())
                .containsExactly(
                        "creep-to-failure",
                        "creep-without-failure",
                        "debris-flow",
                        "thaw",
                        "tilted-pole",
                        "spider-on-the-radar",
                        "silent-gateway",
                        "technician-at-the-mast");
        assertThat(Stories.named("thaw")).isPresent();
        assertThat(Stories.named("earthquake")).isEmpty();
        for (var story : Stories.all()) {
            assertThat(Network.first(12, 1).points())
                    .extracting(DemoPoint::id)
                    .contains(story.bill().pointId());
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void changesNothingElsewhereStaysWithinTheContractAndIsTheSameEachTime(Story story) {
        var scene = new Scene(story, BEGAN);
        var twelve = Network.first(12, 1);
        var steps = 24;
        for (var i = 0; i <= steps; i++) {
            var at = BEGAN.plus(story.bill().length().multipliedBy(i).dividedBy(steps));
            for (var device : twelve.devices()) {
                var readings = NETWORK.measure(device, at, scene);
                assertThat(twelve.measure(device, at, new Scene(story, BEGAN))).isEqualTo(readings);
                assertThat(readings).allSatisfy(reading -> {
                    var row = Quantity.of(reading.quantity()).orElseThrow();
                    assertThat(reading.value()).isBetween(row.min(), row.max());
                });
                if (!device.pointId().equals(story.bill().pointId())) {
                    assertThat(readings).isEqualTo(NETWORK.measure(device, at, Scene.quiet()));
                }
            }
        }
    }

    // ---- creep

    /** 1/v is a straight line that meets zero at the failure, as measured, noise and all. */
    @Test
    void creepToFailureFollowsVoightsLaw() {
        var story = new CreepToFailure();
        for (var hour : List.of(10.0, 40.0, 60.0, 66.0)) {
            var span = (CreepToFailure.FAILS - hour * HOUR) / 4;
            var t = hour * HOUR;
            var moved = value(story, "wire1", "displacement", t + span) - value(story, "wire1", "displacement", t);
            var left = CreepToFailure.FAILS - t;
            var expected = CreepToFailure.SCALE * Math.log(left / (left - span));
            assertThat(moved).isCloseTo(expected, Offset.offset(0.6));
        }
        var early = rate(story, 20 * HOUR);
        var late = rate(story, 60 * HOUR);
        assertThat(late / early).isCloseTo(5, Offset.offset(0.01)); // 50 h left against 10 h
    }

    private static double rate(Story story, double t) {
        return (story.show("wire1", "displacement", 0, t + 1) - story.show("wire1", "displacement", 0, t - 1)) / 2;
    }

    @Test
    void theDeepestSensorStaysBelowTheSlipSurfaceAndTheCrownHardlyMoves() {
        var story = new CreepToFailure();
        var end = CreepToFailure.FAILS - 120;
        assertThat(value(story, "incl1", "displacement.deep.x/16", end)).isBetween(-2.0, 2.0);
        assertThat(value(story, "incl1", "displacement.deep.x/8", end)).isGreaterThan(20);
        assertThat(value(story, "gnss2", "displacement.e", end))
                .isGreaterThan(5 * value(story, "gnss1", "displacement.e", end));
    }

    @Test
    void whatStoodOnTheSlopeIsHeardNoMoreAfterTheFailureAndTheRestIs() {
        var story = new CreepToFailure();
        var after = BEGAN.plus(Duration.ofHours(71));
        var heard = heard(story, after);
        assertThat(heard).contains("gw1", "gnss1", "weather1").doesNotContain("gnss2", "wire1", "crack1");
        assertThat(heard(story, BEGAN.plus(Duration.ofHours(69)))).contains("gnss2", "wire1", "crack1");
    }

    @Test
    void creepWithoutFailureStepsWithTheRainSlowsDownAndRests() {
        var rained = 0.0;
        for (var push : CreepWithoutFailure.PUSHES) {
            var begins = push.storm().begins();
            var during = CreepWithoutFailure.moved(begins + 15 * HOUR) - CreepWithoutFailure.moved(begins);
            var afterwards =
                    CreepWithoutFailure.moved(begins + 48 * HOUR) - CreepWithoutFailure.moved(begins + 33 * HOUR);
            assertThat(during).isGreaterThan(0.6 * push.step());
            assertThat(afterwards).isLessThan(0.1 * push.step());
            rained += push.storm().fallen(push.storm().ends());
        }
        var story = new CreepWithoutFailure();
        var all = CreepWithoutFailure.PUSHES.stream()
                .mapToDouble(CreepWithoutFailure.Push::step)
                .sum();
        var last = 10 * 24 * HOUR;
        assertThat(CreepWithoutFailure.moved(last)).isCloseTo(all, Offset.offset(0.1));
        assertThat(story.show("weather1", "rain.total", 0, last)).isCloseTo(rained, Offset.offset(1e-6));
        // rate never rises while there is no rain: no run towards a failure
        for (var t = 0.0; t < last; t += HOUR) {
            var at = t;
            var isNew = CreepWithoutFailure.PUSHES.stream()
                    .anyMatch(p -> Math.abs(at - p.storm().begins() - 3 * HOUR) <= 2 * HOUR);
            if (!isNew) {
                var before = CreepWithoutFailure.moved(t) - CreepWithoutFailure.moved(t - HOUR);
                var now = CreepWithoutFailure.moved(t + HOUR) - CreepWithoutFailure.moved(t);
                assertThat(now).isLessThanOrEqualTo(before + 1e-9);
            }
        }
        var wet = CreepWithoutFailure.PUSHES.get(1).storm().ends();
        assertThat(story.show("pore1", "pore.pressure/6", 8, wet) - 8).isGreaterThan(3);
    }

    // ---- debris flow

    @Test
    void theFrontReachesTheLowerStationDistanceOverSpeedLaterAndWithinAMinute() {
        var story = new DebrisFlow();
        var upper = first(story, "mud1", "mud.level", v -> v > 1.2);
        var lower = first(story, "mud2", "mud.level", v -> v > 1.2);
        assertThat(upper).isBetween(DebrisFlow.ARRIVES, DebrisFlow.ARRIVES + 30);
        assertThat(lower - upper)
                .isCloseTo(DebrisFlow.REACH / DebrisFlow.SPEED, Offset.offset(6.0))
                .isBetween(10.0, 60.0);
        assertThat(value(story, "mud1", "flow.speed", upper + 10)).isBetween(5.0, 15.0);
    }

    @Test
    void theGroundShakesBeforeTheFrontComesAndTheRainFellBeforeThat() {
        var story = new DebrisFlow();
        var shaken = first(story, "geo1", "vibration", v -> v > 2);
        var heard = first(story, "infra1", "infrasound", v -> v > 1.2);
        var lower = first(story, "mud2", "mud.level", v -> v > 0.8);
        assertThat(shaken).isLessThan(DebrisFlow.ARRIVES - 10).isGreaterThan(DebrisFlow.ARRIVES - 120);
        assertThat(heard).isLessThan(lower - 10);
        var fallen = value(story, "rain1", "rain.total", DebrisFlow.ARRIVES) - value(story, "rain1", "rain.total", 0);
        assertThat(fallen).isGreaterThan(50);
        assertThat(value(story, "mud1", "mud.level", DebrisFlow.ARRIVES + 1_800))
                .isLessThan(0.7);
    }

    @Test
    void aRadarMeasuresTheDistanceOfWhichTheLevelIsTheRest() {
        for (var t = 7_150; t < 7_400; t += 10) {
            assertThat(value(new DebrisFlow(), "mud1", "mud.level", t)
                            + value(new DebrisFlow(), "mud1", "radar.distance", t))
                    .isCloseTo(Network.RADAR_HEIGHT, Offset.offset(0.002));
        }
    }

    private static double first(Story story, String role, String quantity, DoublePredicate reached) {
        return DoubleStream.iterate(6_000, t -> t < 9_000, t -> t + 1)
                .filter(t -> reached.test(value(story, role, quantity, t)))
                .findFirst()
                .orElseThrow();
    }

    // ---- thaw

    @Test
    void theThawCrossesZeroMeltsTheSnowAndRaisesThePorePressure() {
        var story = new Thaw();
        var end = 72 * HOUR;
        assertThat(value(story, "weather1", "temperature", 4 * HOUR)).isLessThan(-5);
        assertThat(value(story, "weather1", "temperature", 62 * HOUR)).isGreaterThan(5);
        assertThat(value(story, "weather1", "snow.depth", 0)).isEqualTo(Thaw.SNOW);
        assertThat(value(story, "weather1", "snow.depth", end)).isLessThan(0.5 * Thaw.SNOW);
        assertThat(series(story, "weather1", "snow.depth")).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        var rise = value(story, "pore1", "pore.pressure/6", end) - value(story, "pore1", "pore.pressure/6", 0);
        assertThat(rise).isGreaterThan(8);
        // at night it freezes again, and nothing melts
        assertThat(Thaw.air(24 * HOUR)).isNegative();
        assertThat(story.show("weather1", "snow.depth", 0, 21 * HOUR))
                .isEqualTo(story.show("weather1", "snow.depth", 0, 26 * HOUR));
    }

    @Test
    void meltwaterOfTheFunnelIsCountedAlthoughNoRainFallsAndOnlyWhenItIsWarm() {
        var story = new Thaw();
        var firstWarm = IntStream.range(0, 432)
                        .filter(i -> Thaw.air(i * 600.0) > 0)
                        .findFirst()
                        .orElseThrow()
                * 600.0;
        var dry = value(story, "weather1", "rain.total", 0);
        assertThat(value(story, "weather1", "rain.total", firstWarm)).isEqualTo(dry);
        assertThat(value(story, "weather1", "rain.total", 72 * HOUR) - dry)
                .isCloseTo(Thaw.FUNNEL, Offset.offset(Network.TIP));
        assertThat(series(story, "weather1", "rain.total")).isSorted();
    }

    /** In the wettest month the gauge of the thaw counts its funnel alone, and begins where it stood. */
    @Test
    void noRainFallsIntoAThawThatIsPlayedInSummer() {
        var story = new Thaw();
        var gauge = devices(story).stream()
                .filter(device -> story.role(device).equals("weather1"))
                .findFirst()
                .orElseThrow();
        for (var day = 0; day < 30; day += 3) {
            var began = Instant.parse("2026-07-01T00:00:00Z").plus(Duration.ofDays(day));
            var scene = new Scene(story, began);
            var before = counter(gauge, began.minusSeconds(60), scene);
            assertThat(counter(gauge, began, scene) - before).isBetween(0.0, 0.5);
            assertThat(counter(gauge, began.plus(Duration.ofHours(72)), scene) - before)
                    .isBetween(Thaw.FUNNEL - 0.3, Thaw.FUNNEL + 0.5);
        }
    }

    private static double counter(DemoDevice gauge, Instant at, Scene scene) {
        return NETWORK.measure(gauge, at, scene).get(0).value();
    }

    private static List<Double> series(Story story, String role, String quantity) {
        return IntStream.rangeClosed(0, 72)
                .mapToObj(h -> value(story, role, quantity, h * HOUR))
                .toList();
    }

    // ---- what is no hazard

    @Test
    void onlyTheTiltOfThePoleJumpsAndItStays() {
        var story = new TiltedPole();
        var jump =
                value(story, "tilt1", "tilt.x", TiltedPole.AT + 1) - value(story, "tilt1", "tilt.x", TiltedPole.AT - 1);
        assertThat(jump).isCloseTo(TiltedPole.X, Offset.offset(0.02));
        assertThat(value(story, "tilt1", "tilt.x", 1_700)).isGreaterThan(1.5);
        assertThat(changed(story, DoubleStream.iterate(0, t -> t < 1_800, t -> t + 7)))
                .containsExactly("tilt1 tilt.x", "tilt1 tilt.y");
    }

    @Test
    void onlyOneStationSeesTheSpiderEachTimeInASingleSample() {
        var story = new SpiderOnTheRadar();
        for (var offset : List.of(0.0, 3.7, 9.9)) {
            var seen = IntStream.range(0, 180)
                    .filter(i -> value(story, "mud2", "mud.level", i * 10 + offset) > 3)
                    .boxed()
                    .toList();
            assertThat(seen).hasSize(SpiderOnTheRadar.VISITS.size());
            for (var i = 1; i < seen.size(); i++) {
                assertThat(seen.get(i) - seen.get(i - 1)).isGreaterThan(1);
            }
        }
        assertThat(changed(story, DoubleStream.iterate(0, t -> t < 1_800, t -> t + 10)))
                .containsExactly("mud2 mud.level", "mud2 radar.distance");
    }

    @Test
    void aSilentGatewayTakesThoseBehindItAlongAndNobodyElse() {
        var story = new SilentGateway();
        var during = heard(story, BEGAN.plusSeconds(600));
        assertThat(during).containsExactlyInAnyOrder("gnss1", "gnss2", "weather1");
        assertThat(heard(story, BEGAN.plusSeconds(299))).hasSize(12);
        assertThat(heard(story, BEGAN.plusSeconds(1_020))).hasSize(12);
        assertThat(changed(story, DoubleStream.of(0, 200, 1_100))).isEmpty();
    }

    @Test
    void aTechnicianDisturbsTheMastForTwentyMinutesAndLeavesNothingBehind() {
        var story = new TechnicianAtTheMast();
        var work =
                DoubleStream.iterate(TechnicianAtTheMast.FROM + 60, t -> t < TechnicianAtTheMast.TO - 60, t -> t + 10);
        assertThat(changed(story, work))
                .contains("vib1 vibration.x", "tilt1 tilt.x", "gnss2 displacement.e")
                .allMatch(channel -> TechnicianAtTheMast.AT_THE_MAST.contains(channel.split(" ")[0]));
        assertThat(changed(story, DoubleStream.of(0, 299, 1_501, 2_000))).isEmpty();
        var shaken = IntStream.range(0, 100)
                .mapToDouble(i -> value(story, "vib1", "vibration.x", 400 + 10 * i))
                .max();
        assertThat(shaken.orElseThrow()).isGreaterThan(3);
        var tilted = IntStream.range(0, 100)
                .mapToDouble(i -> value(story, "tilt1", "tilt.x", 400 + 10 * i))
                .max();
        assertThat(tilted.orElseThrow()).isGreaterThan(0.3);
    }

    // ---- reading the scene

    /** Role and quantity of every channel of the point that ever shows anything else than on a quiet day. */
    private static TreeSet<String> changed(Story story, DoubleStream times) {
        var changed = new TreeSet<String>();
        times.forEach(t -> {
            var at = BEGAN.plusMillis(Math.round(t * 1_000));
            for (var device : devices(story)) {
                var quiet = NETWORK.measure(device, at, Scene.quiet());
                var shown = NETWORK.measure(device, at, new Scene(story, BEGAN));
                for (var i = 0; i < shown.size(); i++) {
                    if (shown.get(i).value() != quiet.get(i).value()) {
                        changed.add(story.role(device) + " " + shown.get(i).quantity());
                    }
                }
            }
        });
        return changed;
    }

    private static List<String> heard(Story story, Instant at) {
        return devices(story).stream()
                .filter(device ->
                        !NETWORK.measure(device, at, new Scene(story, BEGAN)).isEmpty())
                .map(story::role)
                .toList();
    }

    private static List<DemoDevice> devices(Story story) {
        return NETWORK.devices().stream()
                .filter(device -> device.pointId().equals(story.bill().pointId()))
                .toList();
    }

    private static double value(Story story, String role, String quantity, double t) {
        var device = devices(story).stream()
                .filter(each -> story.role(each).equals(role))
                .findFirst()
                .orElseThrow();
        return NETWORK.measure(device, BEGAN.plusMillis(Math.round(t * 1_000)), new Scene(story, BEGAN)).stream()
                .filter(reading -> reading.quantity().equals(quantity))
                .mapToDouble(Reading::value)
                .findFirst()
                .orElseThrow();
    }
}

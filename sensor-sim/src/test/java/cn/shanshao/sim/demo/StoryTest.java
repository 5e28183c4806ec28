package cn.shanshao.sim.demo;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.wire.Level;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StoryTest {
    private static final Instant EPOCH = Instant.parse("2026-07-20T12:00:00Z");
    private static final Demo DEMO = Demo.jilin();

    @Test
    void theSlopeTurnsRedOnTwoInstrumentsBehindDifferentGatewaysBeforeTheEighthMinute() {
        var told = play(0, 600, 0);
        var crack = told.get("jl-0417-crack1~crack");
        var tilt = told.get("jl-0417-tilt1~tilt.x");
        for (var judge : new Judge[] {crack, tilt}) {
            assertThat(judge.reached).containsOnlyKeys(Level.values());
            assertThat(judge.reached.get(Level.BLUE)).isBetween(90.0, 180.0);
            assertThat(judge.reached.get(Level.YELLOW)).isBetween(180.0, 270.0);
            assertThat(judge.reached.get(Level.ORANGE)).isBetween(300.0, 380.0);
            assertThat(judge.reached.get(Level.RED)).isBetween(360.0, 450.0);
        }
        assertThat(device("jl-0417-crack1").gateway()).isNotNull();
        assertThat(device("jl-0417-tilt1").gateway()).isNull();
        assertThat(device("jl-0417-tilt1").power())
                .isNotEqualTo(device("jl-0417-crack1").power());
    }

    @Test
    void nothingElseTurnsRedInEightRoundsAndEverythingIsQuietAtTheEndOfEach() {
        for (var round = 0; round < 8; round++) {
            var told = play(round * Moment.ROUND, (round + 1) * Moment.ROUND, 0);
            told.forEach((channel, judge) -> {
                if (!channel.equals("jl-0417-crack1~crack") && !channel.equals("jl-0417-tilt1~tilt.x")) {
                    assertThat(judge.reached).as(channel).doesNotContainKey(Level.RED);
                } else {
                    assertThat(judge.reached).as(channel).containsKey(Level.RED);
                }
                assertThat(judge.level()).as(channel).isNull();
            });
        }
    }

    @Test
    void aYearLaterTheStoryStillBeginsInQuiet() {
        var year = 17_520 * Moment.ROUND;
        play(year, year + 25, -1e6)
                .forEach((channel, judge) ->
                        assertThat(judge.reached).as(channel).isEmpty());
        assertThat(play(year, year + Moment.ROUND, -1e6).get("jl-0417-crack1~crack").reached)
                .containsKey(Level.RED);
    }

    @Test
    void theFirstYellowComesInTheFirstMinuteAndSomethingNewInEveryMinuteOfTheFirstSeven() {
        var news = new TreeMap<Double, String>();
        play(0, 600, 0)
                .forEach((channel, judge) -> judge.reached.forEach((level, at) -> news.put(at, channel + " " + level)));
        assertThat(news.firstKey()).isBetween(25.0, 45.0);
        for (var minute = 0; minute < 7; minute++) {
            if (minute != 1) {
                assertThat(news.subMap(minute * 60.0, (minute + 1) * 60.0))
                        .as("minute %d", minute)
                        .isNotEmpty();
            }
        }
        assertThat(news.values()).anyMatch(each -> each.equals("jl-0204-vib1~vibration YELLOW"));
    }

    @Test
    void theRockFallIsPlayedSoonAfterARestartToo() {
        var start = 1_000.0;
        assertThat(play(start, start + 60, start).get("jl-0204-vib1~vibration").reached)
                .containsKey(Level.YELLOW);
    }

    @Test
    void noValueJumpsWhereOneRoundMeetsTheNext() {
        for (var device : DEMO.devices()) {
            for (var channel : device.channels()) {
                var signal = Signals.of(device, channel.quantity());
                for (var round = 1; round < 20; round++) {
                    var before = signal.at(moment(round * Moment.ROUND - 0.001));
                    var after = signal.at(moment(round * Moment.ROUND));
                    assertThat(after)
                            .as(device.id() + " " + channel.quantity())
                            .isCloseTo(before, org.assertj.core.data.Offset.offset(jump(channel.quantity())));
                }
            }
        }
    }

    /** What the noise alone may do: seven standard deviations, and a degree or two where there is none to alarm. */
    private static double jump(String quantity) {
        return switch (quantity) {
            case "displacement.u" -> 11;
            case "displacement.e", "displacement.n" -> 5.2;
            case "signal", "ground.sound" -> 11;
            case "pore.pressure/6", "settlement", "soil.moisture/0.5", "soil.moisture/1" -> 1.6;
            default -> 0.8;
        };
    }

    @Test
    void rainCountersNeverFallAndCountAWholeStormEachRound() {
        var gauge = Signals.of(device("jl-0417-rain1"), "rain.total");
        var last = gauge.at(moment(-3_600));
        for (var s = -3_600.0; s < 10 * Moment.ROUND; s += 5) {
            var now = gauge.at(moment(s));
            assertThat(now).isGreaterThanOrEqualTo(last);
            assertThat((now - last) / 5 * 3_600).as("mm/h at %s s", s).isLessThan(250);
            last = now;
        }
        var round = gauge.at(moment(Moment.ROUND)) - gauge.at(moment(0));
        assertThat(round).isBetween(5.0, 7.0);
    }

    @Test
    void asksNothingOfTheClockButTheMomentItself() {
        var device = new Instrument(device("jl-0417-gnss2"));
        assertThat(device.measure(moment(333.25))).isEqualTo(device.measure(moment(333.25)));
        assertThat(device.next(EPOCH)).isAfter(EPOCH).isEqualTo(device.next(EPOCH.plusMillis(1)));
    }

    /** Between 2 and 15 m/s two stations in flow order have seen one flow; the readings come every other second. */
    @Test
    void theFlowPassesTheStationsOfToudaogouInOrderInEveryFourthRoundAndInNoOther() {
        var gully = DEMO.gullies().get(0);
        var reach = gully.flow().stations().get(1).chainage();
        for (var round = 0; round < 8; round++) {
            var told = play(round * Moment.ROUND, (round + 1) * Moment.ROUND, 0);
            var upper = told.get("jl-0502-mud1~mud.level").reached.get(Level.YELLOW);
            var lower = told.get("jl-0502-mud2~mud.level").reached.get(Level.YELLOW);
            if (round % Signal.FLOWS_EVERY == 0) {
                assertThat(reach / (lower - upper)).as("m/s in round %d", round).isBetween(5.0, 13.0);
            } else {
                assertThat(upper).as("round %d", round).isNull();
                assertThat(lower).as("round %d", round).isNull();
            }
        }
    }

    @Test
    void whatOneStationOfChunhuaSeesTheOtherDoesNotBearOut() {
        var told = play(0, Moment.ROUND, 0);
        assertThat(told.get("jl-2411-mud1~mud.level").reached)
                .containsKey(Level.YELLOW)
                .doesNotContainKey(Level.RED);
        assertThat(told.get("jl-2411-infra1~infrasound").reached).isEmpty();
    }

    private static Moment moment(double s) {
        return Moment.of(EPOCH, EPOCH, EPOCH.plusMillis(Math.round(s * 1000)));
    }

    private static DemoDevice device(String id) {
        return DEMO.devices().stream()
                .filter(d -> d.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Every rule on every channel it applies to, from one second to another, with the process started at {@code start}. */
    private static Map<String, Judge> play(double from, double to, double start) {
        var judges = new LinkedHashMap<String, Judge>();
        var begin = EPOCH.plusMillis((long) (start * 1000));
        for (var device : DEMO.devices()) {
            var instrument = new Instrument(device);
            for (var at = instrument.next(EPOCH.plusMillis((long) (from * 1000)));
                    at.isBefore(EPOCH.plusMillis((long) (to * 1000)));
                    at = instrument.next(at)) {
                var moment = Moment.of(EPOCH, begin, at);
                if (Trouble.of(device.id(), moment) == Trouble.DEAD || Trouble.dropped(device.id(), moment)) {
                    continue;
                }
                for (var reading : instrument.measure(moment)) {
                    DEMO.rules().stream()
                            .filter(rule -> rule.method().equals("threshold"))
                            .filter(rule -> applies(rule.appliesTo().quantity(), reading.quantity()))
                            .forEach(rule -> judges.computeIfAbsent(
                                            device.id() + "~" + reading.quantity(), none -> new Judge(rule))
                                    .take(moment.s(), reading.value()));
                }
            }
        }
        return judges;
    }

    private static boolean applies(String rule, String quantity) {
        return quantity.equals(rule) || quantity.startsWith(rule + "/");
    }
}

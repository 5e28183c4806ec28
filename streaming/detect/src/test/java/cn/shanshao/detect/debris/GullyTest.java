package cn.shanshao.detect.debris;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.PointConfig.Flow;
import cn.shanshao.ingest.wire.PointConfig.Station;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GullyTest {
    private static final Instant START = Instant.parse("2026-07-20T18:00:00Z");

    private static Gully gully(@Nullable Double village) {
        return Gully.of(
                new Flow(List.of(new Station("low", 1_000), new Station("high", 0), new Station("mid", 600)), village));
    }

    private static Front front(String device, double seconds) {
        return front(device, seconds, true);
    }

    private static Front front(String device, double seconds, boolean clean) {
        var at = START.toEpochMilli() + Math.round(seconds * 1_000);
        return new Front(device, "mud.level", 0.8, at, Level.ORANGE, clean, true);
    }

    private static boolean passes(Front... fronts) {
        return gully(3_000.0)
                .passage(List.of(fronts), true, START.toEpochMilli())
                .isPresent();
    }

    @ParameterizedTest(name = "600 m in {0} s: {1}")
    @CsvSource({"300, true", "300.001, false", "40, true", "39.999, false", "100, true", "0, false", "-100, false"})
    void aFlowRunsAtTwoToFifteenMetresASecond(double seconds, boolean isFlow) {
        assertThat(passes(front("high", 0), front("mid", seconds))).isEqualTo(isFlow);
    }

    @Test
    void theArrivalAtTheVillageIsTheWayThatIsLeftOverTheSpeed() {
        var passage = gully(3_000.0)
                .passage(List.of(front("high", 0), front("mid", 120)), true, START.toEpochMilli())
                .orElseThrow();
        assertThat(passage.speed()).isCloseTo(5, within(1e-9));
        assertThat(passage.left()).isEqualTo(2_400);
        var arrival = Objects.requireNonNull(passage.arrival());
        assertThat(arrival.failureAt()).isEqualTo(START.plusSeconds(120 + 480));
        assertThat(arrival.earliest()).isEqualTo(START.plusSeconds(120 + 160));
        assertThat(arrival.latest()).isEqualTo(START.plusSeconds(120 + 1_200));
    }

    @Test
    void nobodySaysWhenItComesToAVillageThatNobodyHasMeasured() {
        var fronts = List.of(front("high", 0), front("mid", 120));
        assertThat(gully(null)
                        .passage(fronts, true, START.toEpochMilli())
                        .orElseThrow()
                        .arrival())
                .isNull();
        assertThat(gully(500.0)
                        .passage(fronts, true, START.toEpochMilli())
                        .orElseThrow()
                        .arrival())
                .as("the village lies above")
                .isNull();
    }

    @Test
    void theThirdStationTellsTheSpeedAnewAndTheBeginningStays() {
        var passage = gully(3_000.0)
                .passage(List.of(front("high", 0), front("mid", 120), front("low", 160)), true, START.toEpochMilli())
                .orElseThrow();
        assertThat(passage.upper().device()).isEqualTo("mid");
        assertThat(passage.speed()).isCloseTo(10, within(1e-9));
        assertThat(passage.since()).isEqualTo(START.plusSeconds(120).toEpochMilli());
    }

    @Test
    void aSpiderOnOneRadarIsNoFlow() {
        assertThat(passes(front("mid", 0), front("mid", 60), front("mid", 120))).isFalse();
    }

    @Test
    void aTechnicianWhoWalksFromStationToStationIsNoFlow() {
        assertThat(passes(front("high", 0), front("mid", 600 / 1.4), front("low", 1_000 / 1.4)))
                .isFalse();
    }

    @Test
    void thunderThatShakesAllAtOnceIsNoFlow() {
        assertThat(passes(front("high", 0), front("mid", 0.2), front("low", 2))).isFalse();
    }

    @Test
    void whoeverIsNoStationSaysNothing() {
        assertThat(passes(front("high", 0), front("stranger", 120))).isFalse();
    }

    @Test
    void twoSensorsOfOneMastAreOneStation() {
        var mast = Gully.of(new Flow(List.of(new Station("radar", 100), new Station("geophone", 105)), null));
        assertThat(mast.passage(List.of(front("radar", 0), front("geophone", 1)), true, START.toEpochMilli()))
                .isEmpty();
    }

    @Test
    void doubtfulFrontsAreSeenAndDoNotCount() {
        var fronts = List.of(front("high", 0), front("mid", 120, false));
        assertThat(gully(3_000.0).passage(fronts, true, START.toEpochMilli())).isEmpty();
        assertThat(gully(3_000.0).passage(fronts, false, START.toEpochMilli())).isPresent();
    }

    @Test
    void theOrderOfArrivalDoesNotMatter() {
        var fronts = new ArrayList<>(List.of(
                front("high", 0),
                front("high", 400),
                front("mid", 120),
                front("mid", 430),
                front("low", 160),
                front("low", 520, false)));
        var expected = gully(3_000.0).passage(fronts, true, START.toEpochMilli());
        for (var seed = 0; seed < 50; seed++) {
            Collections.shuffle(fronts, new Random(seed));
            assertThat(gully(3_000.0).passage(fronts, true, START.toEpochMilli()))
                    .isEqualTo(expected);
        }
    }

    @Test
    void aFrontIsRememberedAsLongAsTheSlowestFlowAndTheLatestReadingTake() {
        assertThat(gully(null).memory()).isEqualTo(500_000 + 600_000);
    }

    @Test
    void aPassageIsOverWhenTheMemoryHasRunOutThoughTheMudStands() {
        var gully = gully(null);
        var fronts = List.of(front("high", 0), front("mid", 120));
        var last = START.plusSeconds(120).toEpochMilli() + gully.memory();
        assertThat(gully.passage(fronts, true, last)).isPresent();
        assertThat(gully.passage(fronts, true, last + 1)).isEmpty();
    }
}

package cn.shanshao.ingest.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QualityTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;

    private final Random random = new Random(7);

    private static long[] every(long interval, int count) {
        return IntStream.range(0, count).mapToLong(i -> i * interval).toArray();
    }

    private static double[] quiet(Random random, int count) {
        return IntStream.range(0, count)
                .mapToDouble(i -> 100 + random.nextGaussian())
                .toArray();
    }

    /** Sixty quiet readings with a scatter of 1 and these after them, then ten more quiet ones. */
    private int[] after(String quantity, double... strange) {
        var values = quiet(random, 70 + strange.length);
        System.arraycopy(strange, 0, values, 60, strange.length);
        var flags = Quality.flags(quantity, every(10 * MINUTE, values.length), values);
        return Arrays.copyOfRange(flags, 60, 60 + strange.length);
    }

    @Test
    void aSingleSpikeFailsAndItsNeighboursPass() {
        var failed = 0;
        var neighbours = 0;
        for (var seed = 0; seed < 2_000; seed++) {
            var seeded = new Random(seed);
            var values = quiet(seeded, 80);
            var i = 40 + seeded.nextInt(30);
            values[i] += (seeded.nextBoolean() ? 1 : -1) * (5 + 95 * seeded.nextDouble());
            var flags = Quality.flags("crack", every(10 * MINUTE, 80), values);
            failed += flags[i] == Flag.FAIL ? 1 : 0;
            neighbours += IntStream.of(i - 2, i - 1, i + 1, i + 2).allMatch(j -> flags[j] == Flag.PASS) ? 1 : 0;
        }
        assertThat(failed / 2_000.0).isGreaterThan(0.95);
        assertThat(neighbours / 2_000.0).isGreaterThan(0.99);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rain", "mud.level", "vibration", "ground.sound", "infrasound", "flow.speed", "x.anything"})
    void whereTheJumpIsThePhenomenonNothingIsComparedWithItsNeighbours(String quantity) {
        assertThat(Checks.of(quantity).isNone()).isTrue();
    }

    @Test
    void aDepthDoesNotMatter() {
        assertThat(Checks.of("displacement.deep.x/12.5")).isEqualTo(Checks.of("displacement.deep.x"));
    }

    @Test
    void aStepIsSuspectAtFirstAndPassesWhenTwoMoreConfirmIt() {
        var quality = new Quality(Checks.of("crack"));
        for (var i = 0; i < 60; i++) {
            quality.look(i * MINUTE, 100 + random.nextGaussian(), Flag.PASS);
        }
        assertThat(quality.look(60 * MINUTE, 130, Flag.PASS).flag()).isEqualTo(Flag.SUSPECT);
        assertThat(quality.look(61 * MINUTE, 131, Flag.PASS).amended()).isEmpty();
        assertThat(quality.look(62 * MINUTE, 130, Flag.PASS))
                .isEqualTo(new Quality.Verdict(
                        Flag.PASS, java.util.List.of(new Quality.Amendment(60 * MINUTE, 130, Flag.PASS))));
        assertThat(quality.flag(60 * MINUTE, Flag.PASS)).isEqualTo(Flag.PASS);
    }

    @Test
    void twoSpikesInARowFailBoth() {
        assertThat(after("crack", 130, 129)).containsExactly(Flag.FAIL, Flag.FAIL);
        assertThat(after("crack", 130, 130, 130)).as("and three are believed").doesNotContain(Flag.FAIL);
    }

    @Test
    void aPulseOfWaterMayBeRealAndStaysSuspect() {
        assertThat(after("pore.pressure", 130)).containsExactly(Flag.SUSPECT);
    }

    @Test
    void aReadingInDoubtForAnotherReasonIsNotPromotedAboveIt() {
        var quality = new Quality(Checks.of("crack"));
        for (var i = 0; i < 60; i++) {
            quality.look(i * MINUTE, 100 + random.nextGaussian(), Flag.PASS);
        }
        assertThat(quality.look(60 * MINUTE, 130, Flag.SUSPECT).flag()).isEqualTo(Flag.SUSPECT);
        quality.look(61 * MINUTE, 131, Flag.SUSPECT);
        assertThat(quality.look(62 * MINUTE, 130, Flag.SUSPECT).amended()).isEmpty();
        assertThat(quality.flag(60 * MINUTE, Flag.PASS)).isEqualTo(Flag.SUSPECT);
    }

    @Test
    void whatIsOutOfRangeDoesNotDisturbTheOthers() {
        assertThat(after("crack", 9_999, 9_999, 9_999)).containsOnly(Flag.FAIL);
        var values = quiet(random, 80);
        values[60] = 9_999;
        assertThat(Quality.flags("crack", every(MINUTE, 80), values)[61]).isEqualTo(Flag.PASS);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 10, 30, 100})
    void anotherScatterThanBeforeIsLearntAndFewReadingsAreLost(int times) {
        var failed = 0L;
        for (var seed = 0; seed < 100; seed++) {
            var seeded = new Random(seed);
            var values = quiet(seeded, 200);
            for (var i = 100; i < 200; i++) {
                values[i] = 100 + times * seeded.nextGaussian();
            }
            failed += IntStream.of(Quality.flags("displacement", every(MINUTE, 200), values))
                    .filter(flag -> flag == Flag.FAIL)
                    .count();
        }
        assertThat(failed / 100.0).as("of a hundred readings").isLessThan(1.3);
    }

    @Test
    void aCoarseGaugeThatGoesOnByOneStepIsNotSuspect() {
        var values = IntStream.range(0, 300).mapToDouble(i -> i / 40 * 0.1).toArray();
        assertThat(Quality.flags("crack", every(MINUTE, 300), values)).containsOnly(Flag.PASS);
    }

    @Test
    void theFirstReadingAfterAGapIsComparedWithNothing() {
        var quality = new Quality(Checks.of("crack"));
        for (var i = 0; i < 60; i++) {
            quality.look(i * MINUTE, 100 + random.nextGaussian(), Flag.PASS);
        }
        assertThat(quality.look(90 * MINUTE, 130, Flag.PASS).flag()).isEqualTo(Flag.PASS);
    }

    private Quality quietMinutes(int count) {
        var quality = new Quality(Checks.of("crack"));
        for (var i = 0; i < count; i++) {
            quality.look(i * MINUTE, 100 + random.nextGaussian(), Flag.PASS);
        }
        return quality;
    }

    private static Quality.Verdict amending(long at, double value, int flag) {
        return new Quality.Verdict(Flag.SUSPECT, java.util.List.of(new Quality.Amendment(at, value, flag)));
    }

    @Test
    void aLateSpikeFailsAtOnceByTheReadingsOnBothSidesOfIt() {
        var at = 57 * MINUTE + 1;
        assertThat(quietMinutes(60).look(at, 130, Flag.PASS)).isEqualTo(amending(at, 130, Flag.FAIL));
    }

    @Test
    void aLateReadingThatTheNextOnesConfirmPasses() {
        var quality = quietMinutes(60);
        quality.look(61 * MINUTE, 130, Flag.PASS);
        quality.look(62 * MINUTE, 131, Flag.PASS);
        var late = quality.look(60 * MINUTE, 130, Flag.PASS);
        assertThat(late.amended()).contains(new Quality.Amendment(60 * MINUTE, 130, Flag.PASS));
        assertThat(late.amended()).extracting(Quality.Amendment::flag).containsOnly(Flag.PASS);
    }

    @Test
    void aLateReadingDecidesOnASuspectBeforeIt() {
        var quality = quietMinutes(60);
        quality.look(60 * MINUTE, 130, Flag.PASS);
        quality.look(62 * MINUTE, 100, Flag.PASS);
        assertThat(quality.look(61 * MINUTE, 100, Flag.PASS).amended())
                .containsExactly(new Quality.Amendment(60 * MINUTE, 130, Flag.FAIL));
    }

    @Test
    void aReadingThatIsOlderThanAllThatAreRememberedIsComparedWithNothing() {
        assertThat(quietMinutes(60).look(40 * MINUTE + 1, 130, Flag.PASS))
                .isEqualTo(new Quality.Verdict(Flag.PASS, java.util.List.of()));
    }

    @Test
    void aSuspectIsContradictedOnceTheChannelIsBackAndOnlyWhileNobodyKnows() {
        var quality = quietMinutes(60);
        quality.look(60 * MINUTE, 130, Flag.PASS);
        assertThat(quality.isContradicted(60 * MINUTE)).isFalse();
        quality.look(61 * MINUTE, 100, Flag.PASS);
        assertThat(quality.isContradicted(60 * MINUTE)).isTrue();
        quality.look(62 * MINUTE, 130, Flag.PASS);
        assertThat(quality.isContradicted(60 * MINUTE)).isFalse();
    }

    @Test
    void theAirWarmsNoFasterThanThreeDegreesInAMinute() {
        var quality = new Quality(Checks.of("temperature"));
        quality.look(0, 10, Flag.PASS);
        assertThat(quality.look(MINUTE, 12.9, Flag.PASS).flag()).isEqualTo(Flag.PASS);
        assertThat(quality.look(2 * MINUTE, 16, Flag.PASS).flag()).isEqualTo(Flag.SUSPECT);
    }

    /** A channel that scatters, and from then on stands still for some hours. */
    private int stuckFor(int hours) {
        var values = quiet(random, 100 + hours);
        Arrays.fill(values, 100, 100 + hours, 100);
        var flags = Quality.flags("crack", every(HOUR, values.length), values);
        return flags[flags.length - 1];
    }

    @Test
    void aLivelyChannelThatStandsStillIsSuspectAndThenFails() {
        assertThat(stuckFor(48)).isEqualTo(Flag.PASS);
        assertThat(stuckFor(50)).isEqualTo(Flag.SUSPECT);
        assertThat(stuckFor(98)).isEqualTo(Flag.FAIL);
    }

    @Test
    void aCoarseGaugeOnAQuietSlopeIsNotStuck() {
        var values = IntStream.range(0, 1_500).mapToDouble(i -> i / 60 * 0.1).toArray();
        Arrays.fill(values, 1_300, 1_400, values[1_299]);
        assertThat(Quality.flags("crack", every(HOUR, values.length), values)).containsOnly(Flag.PASS);
    }

    @Test
    void aChannelThatHasNeverMovedIsNotCalledStuck() {
        assertThat(Quality.flags("crack", every(HOUR, 2_000), new double[2_000]))
                .containsOnly(Flag.PASS);
    }

    @Test
    void aRestartChangesNothingAndTheMemoryIsSmall() throws IOException {
        var quality = new Quality(Checks.of("crack"));
        var other = new Quality(Checks.of("crack"));
        for (var i = 0; i < 300; i++) {
            var value = 100 + random.nextGaussian() + (i % 23 == 0 ? 30 : 0);
            assertThat(other.look(i * MINUTE, value, Flag.PASS)).isEqualTo(quality.look(i * MINUTE, value, Flag.PASS));
            var bytes = new ByteArrayOutputStream();
            other.write(new DataOutputStream(bytes));
            assertThat(bytes.size()).isLessThanOrEqualTo(300);
            other = Quality.read(
                    Checks.of("crack"), new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        }
    }
}

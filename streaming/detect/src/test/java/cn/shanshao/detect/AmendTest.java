package cn.shanshao.detect;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.quality.Flag;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.DeviceConfig;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.RuleConfig;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reading whose flag changes after it has been judged. */
class AmendTest {
    private static final long MINUTE = 60_000;
    private static final long DAY = 1_440 * MINUTE;

    private final Channel channel = new Channel("g1", "crack");
    private final List<Change> said = new ArrayList<>();
    private Rule rule = Rule.of(Gauge.config(0, 0, 0, Map.of()), null);

    private static Sample sample(long at, double value, int flag) {
        return new Sample(Gauge.START + at, value, true, flag);
    }

    private void judge(long at, double value, int flag) {
        channel.judge(sample(at, value, flag), List.of(rule), Gauge.START + at)
                .forEach(word -> said.add(word.change()));
    }

    private void amend(long at, double value, int flag, long now) {
        channel.amend(sample(at, value, flag), List.of(rule), Gauge.START + now)
                .forEach(word -> said.add(word.change()));
    }

    @ParameterizedTest
    @ValueSource(longs = {MINUTE, 60 * MINUTE, DAY})
    void aSuspectReadingRaisesAtOnceAndIsWithdrawnWhenItFails(long interval) {
        judge(0, 1, Flag.PASS);
        judge(interval, 55, Flag.SUSPECT);
        assertThat(said).singleElement().satisfies(change -> {
            assertThat(change.episode().level()).isEqualTo(Level.RED);
            assertThat(change.episode().last().clean()).isFalse();
        });
        judge(2 * interval, 1, Flag.PASS);
        judge(3 * interval, 1, Flag.PASS);
        amend(interval, 55, Flag.FAIL, 3 * interval);

        assertThat(said.get(said.size() - 1).state()).isEqualTo(AlertState.CLEARED);
        assertThat(said.get(said.size() - 1).withdrawn()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {MINUTE, DAY})
    void whenTheDoubtIsGoneItIsToldOnceMore(long interval) {
        judge(0, 1, Flag.PASS);
        judge(interval, 12, Flag.SUSPECT);
        judge(2 * interval, 12, Flag.SUSPECT);
        assertThat(said).hasSize(1);

        judge(3 * interval, 12, Flag.PASS);
        amend(interval, 12, Flag.PASS, 3 * interval);
        amend(2 * interval, 12, Flag.PASS, 3 * interval);
        assertThat(said).hasSize(2);
        assertThat(said.get(1).episode().last().clean()).isTrue();
        assertThat(said.get(1).id()).isEqualTo(said.get(0).id());
    }

    @Test
    void whatIsOverIsNotToldOnceMore() {
        judge(0, 1, Flag.PASS);
        judge(MINUTE, 12, Flag.SUSPECT);
        judge(2 * MINUTE, 1, Flag.SUSPECT);
        assertThat(said).hasSize(2);

        amend(MINUTE, 12, Flag.PASS, 3 * MINUTE);
        amend(2 * MINUTE, 1, Flag.PASS, 3 * MINUTE);
        assertThat(said).hasSize(2);
    }

    @Test
    void whatNeverWasJudgedIsNotAmended() {
        judge(0, 1, Flag.PASS);
        amend(-MINUTE, 55, Flag.PASS, 0);
        assertThat(said).isEmpty();
    }

    private static Rule speed() {
        return Rule.of(
                new RuleConfig(
                        "speed",
                        1,
                        "velocity",
                        new RuleConfig.AppliesTo("crack", null, null, null),
                        Map.of(),
                        Map.of(Level.BLUE, 5.0, Level.YELLOW, 10.0, Level.ORANGE, 30.0, Level.RED, 50.0),
                        0,
                        0,
                        0,
                        null,
                        false,
                        null),
                null);
    }

    /** Reads a creeping mark of which the sensor is replaced in the middle: 2 mm/d, and another zero. */
    private void replaced(List<DeviceConfig.Datum> datum) {
        rule = speed();
        var seen = new DeviceConfig.Channel("crack", "mm", null, datum, null);
        var random = new Random(3);
        for (var hour = 0; hour < 240; hour++) {
            var crept = 2.0 * hour / 24 + 0.05 * random.nextGaussian();
            var raw = hour < 120 ? crept : crept + 60;
            var at = hour * 60 * MINUTE;
            judge(at, raw + seen.offset(Instant.ofEpochMilli(Gauge.START + at)), Flag.PASS);
        }
    }

    @Test
    void aReplacedSensorLeavesNoStepInTheVelocity() {
        replaced(List.of(new DeviceConfig.Datum(Instant.ofEpochMilli(Gauge.START + 120 * 60 * MINUTE), -60)));
        assertThat(said).isEmpty();
    }

    /** The new zero is registered five days after the sensor was replaced: the trail begins anew, and nothing runs. */
    @Test
    void aDatumThatIsRegisteredLateIsNoMovement() {
        rule = speed();
        var random = new Random(5);
        for (var hour = 0; hour < 480; hour++) {
            channel.isRebased(hour < 240 ? 0 : 1);
            var raw = 2.0 * hour / 24 + 0.05 * random.nextGaussian() + (hour < 120 ? 0 : 60);
            if (hour == 240) {
                said.clear();
            }
            judge(hour * 60 * MINUTE, hour < 240 ? raw : raw - 60, Flag.PASS);
        }
        assertThat(said).allMatch(change -> change.state() == AlertState.CLEARED || change.state() == AlertState.EASED);
    }

    @Test
    void withoutItsDatumItWould() {
        replaced(List.of());
        assertThat(said).isNotEmpty();
    }
}

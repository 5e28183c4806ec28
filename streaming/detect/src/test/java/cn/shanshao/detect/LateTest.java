package cn.shanshao.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LateTest {
    private record Timed(double second, double value) {}

    @Test
    void aLateReadingAmendsTheBeginning() {
        var gauge = Gauge.plain().at(0, 1).at(120, 12).at(60, 12);

        assertThat(gauge.words()).containsExactly("raised yellow", "raised yellow");
        assertThat(gauge.ids()).hasSize(1);
        assertThat(gauge.said.get(1).episode().since()).isEqualTo(Gauge.START + 60_000);
    }

    @Test
    void aLateReadingAmendsTheHighestLevel() {
        var gauge = Gauge.plain().at(0, 12).at(120, 12).at(60, 55);

        assertThat(gauge.outcomes()).containsExactly("0 RED true");
        assertThat(gauge.ids()).hasSize(1);
    }

    @Test
    void aLateSpikeIsToldAsAnEpisodeThatIsOver() {
        var gauge = Gauge.plain().at(0, 1).at(120, 1).at(60, 12);

        assertThat(gauge.words()).containsExactly("raised yellow", "cleared");
    }

    @Test
    void aReadingMoreThanTenMinutesLateChangesNothing() {
        var gauge = Gauge.plain().at(0, 1).at(900, 1).at(299, 55);
        assertThat(gauge.words()).isEmpty();

        gauge.at(300, 55);
        assertThat(gauge.words()).containsExactly("raised red", "cleared");
    }

    @Test
    void aRepeatWithAnotherValueTakesItsPlace() {
        var gauge = Gauge.plain().at(0, 12).at(60, 12).at(60, 55);
        assertThat(gauge.words()).containsExactly("raised yellow", "escalated red");
    }

    @Property(tries = 400)
    void theEpisodesDoNotDependOnTheOrderOfArrival(
            @ForAll @Size(min = 2, max = 120) List<@DoubleRange(min = 0, max = 60) Double> values,
            @ForAll @IntRange(min = 5, max = 60) int interval,
            @ForAll @IntRange(min = 0, max = 2) int onDelay,
            @ForAll @IntRange(min = 0, max = 2) int offDelay,
            @ForAll @IntRange(min = 0, max = 5) int deadband,
            @ForAll long seed) {
        var rule = Gauge.config(onDelay * 45, offDelay * 45, deadband, Map.of());
        var inOrder = new ArrayList<Timed>();
        for (var i = 0; i < values.size(); i++) {
            inOrder.add(new Timed(i * interval, values.get(i)));
        }
        var straight = new Gauge(rule);
        inOrder.forEach(one -> straight.at(one.second, one.value));

        var mixed = new Gauge(rule);
        mixed(inOrder, seed).forEach(one -> mixed.at(one.second, one.value));

        assertThat(mixed.outcomes()).isEqualTo(straight.outcomes());
    }

    @Property(tries = 200)
    void theEpisodesDoNotDependOnTicksAndRestarts(
            @ForAll @Size(min = 2, max = 40) List<@DoubleRange(min = 0, max = 60) Double> values, @ForAll long seed) {
        var rule = Gauge.config(45, 45, 1, Map.of());
        var random = new Random(seed);
        var plain = new Gauge(rule);
        var disturbed = new Gauge(rule);
        for (var i = 0; i < values.size(); i++) {
            plain.at(i * 60, values.get(i));
            disturbed.at(i * 60, values.get(i));
            if (random.nextBoolean()) {
                disturbed.tick(i * 60 + random.nextInt(60));
            }
            if (random.nextInt(5) == 0) {
                disturbed.restart();
            }
        }
        var end = values.size() * 60 + 60;
        assertThat(disturbed.at(end, 0).at(end + 60, 0).outcomes())
                .isEqualTo(plain.at(end, 0).at(end + 60, 0).outcomes());
    }

    /** Every reading up to nine minutes late. */
    private static List<Timed> mixed(List<Timed> inOrder, long seed) {
        var random = new Random(seed);
        record Arriving(Timed timed, double when) {}
        return inOrder.stream()
                .map(timed -> new Arriving(timed, timed.second + random.nextInt(540)))
                .sorted(Comparator.comparingDouble(Arriving::when))
                .map(Arriving::timed)
                .toList();
    }
}

package cn.shanshao.sim.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TroubleTest {
    private static final Instant EPOCH = Instant.parse("2026-07-20T12:00:00Z");

    @Test
    void oneDeviceDiesForElevenMinutesOfEachRound() {
        assertThat(Trouble.of("jl-0284-crack1", at(239))).isEqualTo(Trouble.NONE);
        assertThat(Trouble.of("jl-0284-crack1", at(240))).isEqualTo(Trouble.DEAD);
        assertThat(Trouble.of("jl-0284-crack1", at(899))).isEqualTo(Trouble.DEAD);
        assertThat(Trouble.of("jl-0284-crack1", at(900))).isEqualTo(Trouble.NONE);
        assertThat(Trouble.of("jl-0284-crack1", at(Moment.ROUND + 240))).isEqualTo(Trouble.DEAD);
        assertThat(Trouble.of("jl-0417-crack1", at(240))).isEqualTo(Trouble.NONE);
    }

    @Test
    void oneIsCutOffForAMinute() {
        assertThat(Trouble.of("jl-0284-soil1", at(650))).isEqualTo(Trouble.CUT_OFF);
        assertThat(Trouble.of("jl-0284-soil1", at(700))).isEqualTo(Trouble.NONE);
    }

    @Test
    void oneClockIsAnHourAheadAndItsTimesAreNeverThoseOfAnotherRound() {
        assertThat(Trouble.clockError("jl-0323-gnss1", at(179))).isZero();
        assertThat(Trouble.clockError("jl-0323-gnss1", at(180))).isGreaterThan(Duration.ofHours(1));
        var gnss = Demo.jilin().devices().stream()
                .filter(d -> d.id().equals("jl-0323-gnss1"))
                .map(Instrument::new)
                .findFirst()
                .orElseThrow();
        var times = new ArrayList<Instant>();
        for (var t = gnss.next(EPOCH); t.isBefore(EPOCH.plusSeconds(5 * 1_800)); t = gnss.next(t)) {
            times.add(gnss.measure(Moment.of(EPOCH, EPOCH, t)).get(0).at());
        }
        assertThat(times).doesNotHaveDuplicates();
    }

    @Test
    void oneSendsRubbishOfThreeKinds() {
        var rubbish = new ArrayList<String>();
        for (var s = 2.5; s < Moment.ROUND; s += 5) {
            rubbish.addAll(Trouble.rubbish("jl-0112-crack1", at(s), 5));
        }
        assertThat(rubbish)
                .hasSize(4)
                .contains("{\"x\":")
                .anyMatch(each -> each.contains("kg"))
                .anyMatch(each -> each.contains("99999"));
        assertThat(Trouble.rubbish("jl-0417-crack1", at(152.5), 5)).isEqualTo(List.of());
    }

    @Test
    void aFewReadingsInAThousandAreLost() {
        var lost = 0;
        for (var i = 0; i < 10_000; i++) {
            lost += Trouble.dropped("jl-0417-crack1", at(i * 2)) ? 1 : 0;
        }
        assertThat(lost).isBetween(20, 70);
    }

    private static Moment at(double s) {
        return Moment.of(EPOCH, EPOCH, EPOCH.plusMillis(Math.round(s * 1000)));
    }
}

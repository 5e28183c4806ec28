package cn.shanshao.sim.demo;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.quality.Checks;
import cn.shanshao.ingest.quality.Flag;
import cn.shanshao.ingest.quality.GrossRange;
import cn.shanshao.ingest.quality.Quality;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the quality control makes of the demonstration, which knows nothing of it. */
class DemoQualityTest {
    private static final Instant EPOCH = Instant.parse("2026-07-01T00:00:00Z");
    private static final Duration PAST = Duration.ofHours(2);
    private static final Duration PLAY = Duration.ofHours(2);

    private final Map<String, Integer> failed = new TreeMap<>();
    private int suspect;
    private int all;

    @Test
    void nothingThatItsSlopesDoIsTakenForASpike() {
        Demo.jilin().devices().forEach(device -> play(new Instrument(device)));
        assertThat(failed).isEmpty();
        assertThat(suspect / (double) all).isLessThan(0.01);
    }

    private void play(Instrument instrument) {
        var channels = new HashMap<String, Quality>();
        for (var at = EPOCH.minus(PAST); at.isBefore(EPOCH); at = at.plusSeconds(300)) {
            look(instrument, at, channels);
        }
        for (var at = instrument.next(EPOCH); at.isBefore(EPOCH.plus(PLAY)); at = instrument.next(at)) {
            look(instrument, at, channels);
        }
    }

    private void look(Instrument instrument, Instant at, Map<String, Quality> channels) {
        for (var reading : instrument.measure(Moment.of(EPOCH, EPOCH, at))) {
            var quality = channels.computeIfAbsent(reading.quantity(), name -> new Quality(Checks.of(name)));
            var verdict = quality.look(
                    reading.at().toEpochMilli(),
                    reading.value(),
                    GrossRange.flag(reading.quantity(), reading.value(), null));
            all++;
            suspect += verdict.flag() == Flag.SUSPECT ? 1 : 0;
            verdict.amended().stream()
                    .filter(amendment -> amendment.flag() == Flag.FAIL)
                    .forEach(amendment -> failed.merge(reading.device() + " " + reading.quantity(), 1, Integer::sum));
        }
    }
}

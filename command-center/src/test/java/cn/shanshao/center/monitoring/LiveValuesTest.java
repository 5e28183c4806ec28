package cn.shanshao.center.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.history.Sample;
import cn.shanshao.ingest.wire.Observed;
import cn.shanshao.ingest.wire.Realm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveValuesTest {
    private static final Instant NOON = Instant.parse("2026-07-20T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final LiveValues values = new LiveValues();

    private static Observed said(double value, Instant at, Instant received) {
        var one = new Observed.Value("crack", value, "mm", at, 1);
        return new Observed("d", "p", Realm.LIVE, received, List.of(one));
    }

    private double latest() {
        return values.of("d").get("crack").value();
    }

    @Test
    void aBacklogDoesNotTakeThePlaceOfWhatIsNewer() {
        values.put(said(2, NOON, NOON), false);
        values.put(said(1, NOON.minus(HOUR), NOON.plusSeconds(5)), false);

        assertThat(latest()).isEqualTo(2);
        assertThat(values.lastSeen("d")).contains(NOON.plusSeconds(5));

        values.put(said(3, NOON, NOON.plusSeconds(6)), false);
        assertThat(latest()).as("the same time, corrected").isEqualTo(3);
    }

    @Test
    void whatTheStoreKnowsAtTheStartIsNotNewerThanWhatHasJustCome() {
        values.put(said(2, NOON, NOON), false);
        var old = NOON.minus(HOUR);
        values.put(new Sample("d", "crack", 1, 1, old, old, NOON.plusSeconds(9)), false);

        assertThat(latest()).isEqualTo(2);
    }

    @Test
    void aRecordedPastMayBeginAgain() {
        values.put(said(2, NOON, NOON), true);
        values.put(said(1, NOON.minus(HOUR), NOON.plusSeconds(5)), true);

        assertThat(latest()).isEqualTo(1);
    }
}

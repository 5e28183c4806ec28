package cn.shanshao.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoadTest {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @TempDir
    Path dir;

    @Test
    void aReadingAboveALimitBecomesAnAlertAndIsStored() throws Exception {
        try (var road = new Road(dir)) {
            road.configure(Scene.DIVISION, Scene.of(1));
            road.startJob();

            road.send(Scene.GAUGE, "crack", 12.5, NOW);

            var alert = road.awaitAlert("a yellow alert", one -> one.level() == Level.YELLOW);
            assertThat(alert.state()).isEqualTo(AlertState.RAISED);
            assertThat(alert.target()).isEqualTo("sl-crack1~crack");
            assertThat(alert.since()).isEqualTo(NOW);
            assertThat(alert.limit()).isEqualTo(10);
            Road.await(
                    "the reading is stored",
                    () -> road.history.count(Scene.GAUGE, "crack", NOW.minusSeconds(1), NOW.plusSeconds(1)) == 1);
            Road.await(
                    "the screen is told",
                    () -> road.heard.stream().anyMatch(one -> one.topic().endsWith("obs/220283/sl-crack1")));
        }
    }
}

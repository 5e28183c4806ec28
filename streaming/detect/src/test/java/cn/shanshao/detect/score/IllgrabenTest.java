package cn.shanshao.detect.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Debris flows of 2021: from the alarm high up in the gully to that further down. */
class IllgrabenTest {
    private static final Path ALARMS = Path.of("src/test/resources/records/illgraben/2021_debrisflow_alarms.csv");

    @Test
    void theLeadTimesAreThoseOfTheRecord() throws IOException {
        var leads = new ArrayList<Duration>();
        @Nullable LocalTime early = null;
        for (var line : Files.readAllLines(ALARMS)) {
            var cells = line.split(",");
            if (cells.length < 5 || !cells[2].matches("\\d\\d:\\d\\d:\\d\\d")) {
                early = null;
            } else if (cells[4].startsWith("Early")) {
                early = LocalTime.parse(cells[2]);
            } else if (early != null) {
                leads.add(Duration.between(early, LocalTime.parse(cells[2])));
                early = null;
            }
        }
        var lead = LeadTimes.of(leads);
        assertThat(lead.events()).isEqualTo(10);
        assertThat(lead.median()).isCloseTo(39, within(0.5));
        assertThat(lead.least()).isCloseTo(22, within(0.5));
        assertThat(lead.most()).isCloseTo(247, within(0.5));
        assertThat(lead.inTime()).isEqualTo(0.7);
    }
}

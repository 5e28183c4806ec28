package cn.shanshao.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.wire.Text;
import cn.shanshao.streaming.Tally.ConfigState;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobHealthTest {
    private static final JobSettings SETTINGS =
            JobSettings.of("tcp://b:1", "job", "p", URI.create("http://s:1"), "u", "p", Path.of("state"));

    private final Tally tally = new Tally();

    @BeforeEach
    void allIsThere() {
        tally.begun();
        tally.config(ConfigState.READY);
        tally.connected("one", true);
        tally.connected("two", true);
    }

    private List<String> faults(String status, @Nullable Duration sinceRestart) {
        return tally.look(status, 3, sinceRestart, SETTINGS, List.of()).faults();
    }

    private List<String> faults() {
        return faults("RUNNING", null);
    }

    @Test
    void isWellWhenNothingIsWrong() {
        assertThat(faults()).isEmpty();
        assertThat(faults("RUNNING", Duration.ofMinutes(2))).isEmpty();
    }

    @Test
    void tellsOfAJobThatDoesNotRunOrWasJustStartedAgain() {
        assertThat(faults("UNKNOWN", null)).singleElement().asString().contains("UNKNOWN");
        assertThat(faults("RUNNING", Duration.ofSeconds(5)))
                .singleElement()
                .asString()
                .contains("5 s ago", "3. time");
    }

    @Test
    void tellsOfReadingsThatAreJudgedLate() {
        tally.lag("one", 29_000);
        tally.lag("two", 10);
        assertThat(faults()).isEmpty();
        tally.lag("one", 31_000);
        assertThat(faults()).containsExactly("readings are judged 31 s late");

        tally.gone("one");
        assertThat(faults()).containsExactly("1 of 2 connections to the broker are up");
    }

    @Test
    void tellsOfAStoreThatIsAwayAndOfABacklogNearItsBound() {
        tally.store(false);
        tally.backlog("writer", SETTINGS.storeBacklogBytes());
        assertThat(faults()).hasSize(2);
    }

    @Test
    void tellsOfAConfigurationThatIsMissing() {
        tally.config(ConfigState.WAITING);
        assertThat(faults()).singleElement().asString().contains("judged later");
        tally.config(ConfigState.INCOMPLETE);
        assertThat(faults()).singleElement().asString().contains("judged with what is there");
    }

    @Test
    void aTroubleStandsUntilItIsMended() {
        tally.trouble("key", "某事", "something");
        assertThat(faults()).containsExactly("something");
        assertThat(tally.look("RUNNING", 0, null, SETTINGS, List.of()).told())
                .extracting(Text::zh)
                .containsExactly("某事");
        tally.mended("key");
        assertThat(faults()).isEmpty();
    }
}

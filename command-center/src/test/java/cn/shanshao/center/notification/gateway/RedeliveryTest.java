package cn.shanshao.center.notification.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.center.notification.gateway.Incoming.Typed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedeliveryTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final List<Typed> stored = new ArrayList<>();

    private static Typed text(String words) {
        return new Typed("10000000100", words.getBytes(StandardCharsets.UTF_16BE), null);
    }

    private void store(Incoming incoming) {
        stored.add((Typed) incoming);
    }

    private Instant since(int text) {
        return stored.get(text).since();
    }

    @Test
    void whatCameBeforeTheConnectionMayComeAgainAndNothingElseWhileAnswersAreInTime() {
        var before = Instant.now();
        var door = new Redelivery(this::store, HOUR);
        door.arrived(text("1"));
        door.arrived(text("1"));

        assertThat(since(0)).isBetween(before, Instant.now()).isEqualTo(since(1));
    }

    @Test
    void whatWasAnsweredLateMayComeAgain() {
        var door = new Redelivery(this::store, Duration.ofNanos(-1));
        door.arrived(text("1"));
        var late = Instant.now();
        door.arrived(text("2"));
        door.arrived(text("3"));

        assertThat(since(0)).isBefore(late);
        assertThat(since(2)).isAfterOrEqualTo(late);
    }

    @Test
    void theSameIsSentBackWhileItIsBeingStoredAndOthersAreNot() {
        var door = new Redelivery[1];
        door[0] = new Redelivery(
                incoming -> {
                    store(incoming);
                    if (stored.size() == 1) {
                        assertThatThrownBy(() -> door[0].arrived(text("1")))
                                .isInstanceOf(IllegalStateException.class)
                                .hasMessageContaining("being stored");
                        door[0].arrived(text("2"));
                    }
                },
                HOUR);
        door[0].arrived(text("1"));
        door[0].arrived(text("1"));

        assertThat(stored).hasSize(3);
    }

    @Test
    void whatCouldNotBeStoredIsTakenWhenItComesAgain() {
        var door = new Redelivery(
                incoming -> {
                    store(incoming);
                    if (stored.size() == 1) {
                        throw new IllegalArgumentException("away");
                    }
                },
                HOUR);
        assertThatThrownBy(() -> door.arrived(text("1"))).hasMessage("away");
        door.arrived(text("1"));

        assertThat(stored).hasSize(2);
    }
}

package cn.shanshao.center.warning;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds for people after all that they heard. */
class HeardTest {
    private static final Instant NIGHT = Instant.parse("2026-07-21T18:00:00Z");
    private final List<Notice> all = new ArrayList<>();

    private void hear(Act act, Purpose purpose, @Nullable Level level) {
        var n = all.size() + 1;
        all.add(new Notice(
                "n" + n,
                "w",
                n,
                act,
                purpose,
                level,
                "p",
                "老岭沟",
                "220282",
                "220282",
                List.of(),
                Realm.LIVE,
                null,
                "裂缝",
                null,
                null,
                null,
                null,
                false,
                List.of(),
                0,
                0,
                "",
                NoticeState.ISSUED,
                "duty",
                NIGHT,
                NIGHT.plusSeconds(n),
                List.of(),
                null,
                null,
                null));
    }

    private void levels(@Nullable Level evacuation, @Nullable Level publicly) {
        var heard = Heard.of(all);
        assertThat(heard.by(Act.EVACUATION)).isEqualTo(evacuation);
        assertThat(heard.by(Act.PUBLIC)).isEqualTo(publicly);
    }

    @Test
    void eachActHasALevelOfItsOwn() {
        levels(null, null);
        hear(Act.EVACUATION, Purpose.UNVERIFIED, Level.RED);
        levels(null, null);
        hear(Act.PUBLIC, Purpose.ISSUE, Level.ORANGE);
        levels(null, Level.ORANGE);
        hear(Act.EVACUATION, Purpose.ISSUE, Level.RED);
        levels(Level.RED, Level.ORANGE);
        assertThat(Heard.of(all).gravest()).isEqualTo(Level.RED);
        assertThat(Heard.of(all).act()).isEqualTo(Act.PUBLIC);
        hear(Act.EVACUATION, Purpose.DOWNGRADE, Level.ORANGE);
        levels(Level.ORANGE, Level.ORANGE);
        hear(Act.PUBLIC, Purpose.UPGRADE, Level.RED);
        levels(Level.ORANGE, Level.RED);
    }

    @Test
    void aPublicWordThatThingsAreBetterIsHeardByAll() {
        hear(Act.EVACUATION, Purpose.ISSUE, Level.RED);
        hear(Act.PUBLIC, Purpose.ISSUE, Level.ORANGE);
        hear(Act.PUBLIC, Purpose.DOWNGRADE, Level.YELLOW);
        levels(Level.YELLOW, Level.YELLOW);
    }

    @Test
    void aCorrectionSetsItsOwnActRight() {
        hear(Act.EVACUATION, Purpose.ISSUE, Level.RED);
        hear(Act.PUBLIC, Purpose.ISSUE, Level.ORANGE);
        hear(Act.PUBLIC, Purpose.CORRECT, Level.BLUE);
        levels(Level.RED, Level.BLUE);
        hear(Act.EVACUATION, Purpose.CORRECT, Level.YELLOW);
        levels(Level.YELLOW, Level.BLUE);
        hear(Act.PUBLIC, Purpose.CORRECT, null);
        levels(null, null);
    }

    @Test
    void nothingHoldsAfterTheEndAndTheOrderIsThatOfHearing() {
        hear(Act.EVACUATION, Purpose.ISSUE, Level.RED);
        hear(Act.EVACUATION, Purpose.LIFT, null);
        levels(null, null);
        assertThat(Heard.of(all).isEmpty()).isTrue();
        hear(Act.EVACUATION, Purpose.ISSUE, Level.YELLOW);
        levels(Level.YELLOW, null);
        hear(Act.EVACUATION, Purpose.CORRECT, null);
        hear(Act.PUBLIC, Purpose.ISSUE, Level.BLUE);
        Collections.reverse(all);
        levels(null, Level.BLUE);
    }
}

package cn.shanshao.center.alert;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.alert.ShadowAlerts.Said;
import cn.shanshao.center.alert.ShadowSpells.Pair;
import cn.shanshao.center.alert.ShadowSpells.Spell;
import cn.shanshao.ingest.wire.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShadowSpellsTest {
    /** Midnight in Beijing. */
    private static final Instant START = Instant.parse("2026-07-01T16:00:00Z");

    private static final Instant END = hour(240);

    private static Instant hour(double hours) {
        return START.plus(Duration.ofMinutes(Math.round(hours * 60)));
    }

    private static Said said(String rule, String episode, @Nullable Level level, double at) {
        return new Said(rule, "d~crack", episode, "220282", level, false, hour(at));
    }

    private static ShadowSpells compare(List<Said> shadow, List<Said> live) {
        return ShadowSpells.of("d~crack", shadow, live, START, END);
    }

    @Test
    void whatOverlapsIsOneEventAndTheEarlierLeads() {
        var spells = compare(
                List.of(said("s", "s1", Level.YELLOW, 10), said("s", "s1", Level.RED, 12), said("s", "s1", null, 20)),
                List.of(said("l", "l1", Level.ORANGE, 13), said("l", "l1", null, 30)));
        assertThat(spells.both())
                .containsExactly(new Pair(
                        new Spell("s1", "s", Level.RED, hour(10), hour(20)),
                        new Spell("l1", "l", Level.ORANGE, hour(13), hour(30)),
                        3 * 3_600L));
        assertThat(spells.onlyShadow()).isEmpty();
        assertThat(spells.onlyLive()).isEmpty();
    }

    @Test
    void whatStandsAloneIsToldOfWhoRaisedIt() {
        var spells = compare(
                List.of(said("s", "s1", Level.BLUE, 1), said("s", "s1", null, 2)),
                List.of(said("l", "l1", Level.RED, 50)));
        assertThat(spells.onlyShadow()).extracting(Spell::id).containsExactly("s1");
        assertThat(spells.onlyLive()).containsExactly(new Spell("l1", "l", Level.RED, hour(50), null));
        assertThat(spells.both()).isEmpty();
    }

    @Test
    void whatWasWithdrawnNeverWas() {
        var withdrawn = new Said("s", "d~crack", "s1", "220282", null, true, hour(2));
        var spells = compare(List.of(said("s", "s1", Level.RED, 1), withdrawn), List.of());
        assertThat(spells.onlyShadow()).isEmpty();
        assertThat(spells.shadowDaysAt()).containsEntry(Level.RED, 0);
    }

    @Test
    void anEpisodeFromBeforeLeadsNobodyAndIsNoFault() {
        var spells = compare(
                List.of(said("s", "s1", Level.RED, 5), said("s", "s1", null, 6)),
                List.of(
                        said("l", "l1", Level.RED, -40),
                        said("l", "l1", null, 7),
                        said("l", "l2", Level.RED, -9),
                        said("l", "l2", null, -8)));
        assertThat(spells.both()).extracting(Pair::leadSeconds).containsExactly((Long) null);
        assertThat(spells.onlyLive()).isEmpty();
    }

    @Test
    void daysCountByTheGravestLevelThatStood() {
        var spells = compare(
                List.of(
                        said("s", "s1", Level.YELLOW, 20),
                        said("s", "s1", Level.RED, 30),
                        said("s", "s1", Level.BLUE, 40),
                        said("s", "s1", null, 50)),
                List.of(said("l", "l1", Level.ORANGE, 239)));
        assertThat(spells.shadowDaysAt())
                .containsEntry(Level.YELLOW, 1)
                .containsEntry(Level.RED, 1)
                .containsEntry(Level.BLUE, 1);
        assertThat(spells.liveDaysAt()).containsEntry(Level.ORANGE, 2);
    }
}

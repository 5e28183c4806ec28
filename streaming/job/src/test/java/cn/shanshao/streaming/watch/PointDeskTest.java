package cn.shanshao.streaming.watch;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.detect.Change;
import cn.shanshao.detect.Episode;
import cn.shanshao.detect.Sample;
import cn.shanshao.ingest.quality.Flag;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Command;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.PointConfig.StandingOrder;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.streaming.Scene;
import cn.shanshao.streaming.config.Book;
import cn.shanshao.streaming.flow.Finding;
import cn.shanshao.streaming.flow.Outgoing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PointDeskTest {
    private static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");

    private final Book book = new Book();
    private final List<Outgoing> out = new ArrayList<>();
    private PointMemory memory = PointMemory.EMPTY;
    private long version;

    private void order(StandingOrder... orders) {
        var config = Scene.with(
                ++version,
                List.of(orders),
                Scene.gauge("a"),
                Scene.gauge("b"),
                Scene.siren("horn", Realm.EXERCISE),
                Scene.siren("live-horn", Realm.LIVE));
        book.take(Scene.DIVISION, Json.write(config));
    }

    private static StandingOrder orange(String id, Instant until) {
        return new StandingOrder(id, Level.ORANGE, Set.of(AlertKind.THRESHOLD), until, List.of("horn", "live-horn"));
    }

    private PointDesk desk() {
        return new PointDesk(
                book,
                Scene.POINT,
                memory,
                NOW,
                out::add,
                call -> Optional.ofNullable(call.outgoing()).ifPresent(out::add));
    }

    private void find(String device, AlertState state, Level level) {
        find(device, "episode-" + device, state, level);
    }

    private void find(String device, String id, AlertState state, Level level) {
        var last = new Sample(NOW.toEpochMilli(), 1, true, Flag.PASS);
        var episode = new Episode(NOW.toEpochMilli(), NOW.toEpochMilli(), level, level, Long.MAX_VALUE, last);
        var change = new Change(id, 0, state, episode, false);
        var assigned = Objects.requireNonNull(book.device(device));
        Finding finding = Alerts.of(assigned, "crack", Scene.RULE, book.rule(assigned, Scene.RULE), change, null, NOW);
        var desk = desk();
        desk.take(finding);
        memory = desk.memory();
    }

    private List<Alert> alerts() {
        return out.stream()
                .filter(one -> one.topic().contains("/alert/"))
                .map(one -> Json.read(one.payload(), Alert.class))
                .filter(alert -> alert.deviceId() != null)
                .toList();
    }

    private List<Command> commands() {
        return out.stream()
                .filter(one -> one.topic().contains("/down/"))
                .map(one -> Json.read(one.payload(), Command.class))
                .toList();
    }

    @Test
    void twoDevicesBearEachOtherOutAndTheFirstIsToldAgain() {
        order();
        find("a", AlertState.RAISED, Level.RED);
        find("b", AlertState.RAISED, Level.ORANGE);

        assertThat(alerts()).extracting(Alert::deviceId).containsExactly("a", "b", "a");
        assertThat(alerts()).extracting(Alert::corroborated).containsExactly(false, true, true);
        assertThat(alerts()).extracting(Alert::seq).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void whenOneEndsTheOtherStandsAloneAgain() {
        order();
        find("a", AlertState.RAISED, Level.RED);
        find("b", AlertState.RAISED, Level.RED);
        find("b", AlertState.CLEARED, Level.RED);

        assertThat(alerts().get(alerts().size() - 1).deviceId()).isEqualTo("a");
        assertThat(alerts().get(alerts().size() - 1).corroborated()).isFalse();
    }

    @Test
    void aStandingOrderSoundsTheSirensOfItsRealmOnceAndStopsThemAtTheEnd() {
        order(orange("o-1", NOW.plusSeconds(60)));
        find("a", AlertState.RAISED, Level.RED);
        assertThat(commands()).isEmpty();
        find("b", AlertState.RAISED, Level.ORANGE);
        find("a", AlertState.ESCALATED, Level.RED);

        assertThat(commands()).extracting(Command::action).containsOnly("siren");
        assertThat(commands()).hasSize(2);
        assertThat(out.stream().filter(one -> one.topic().contains("live-horn")))
                .isEmpty();
        assertThat(commands()).allMatch(one -> "job".equals(one.by()) && one.fence() == null);
        find("a", AlertState.CLEARED, Level.RED);
        assertThat(commands()).hasSize(2);
        find("b", AlertState.CLEARED, Level.ORANGE);
        assertThat(commands()).last().extracting(Command::action).isEqualTo("stop");
    }

    @Test
    void anExpiredOrALowerOrderMovesNothing() {
        order(orange("o-1", NOW));
        find("a", AlertState.RAISED, Level.RED);
        find("b", AlertState.RAISED, Level.RED);
        assertThat(alerts()).allMatch(alert -> alert.standingOrder() == null);

        order(orange("o-2", NOW.plusSeconds(60)));
        var desk = desk();
        desk.review();
        memory = desk.memory();
        assertThat(alerts())
                .filteredOn(alert -> "o-2".equals(alert.standingOrder()))
                .hasSize(2);
        assertThat(commands()).isNotEmpty();
    }

    @Test
    void theStateOfThePointIsItsWorst() {
        order();
        find("a", AlertState.RAISED, Level.YELLOW);
        find("b", AlertState.RAISED, Level.RED);
        assertThat(desk().state().level()).isEqualTo(Level.RED);
        assertThat(desk().state().rules()).containsExactly(Scene.RULE, Fusing.SLOPE);

        find("b", AlertState.CLEARED, Level.RED);
        assertThat(desk().state().level()).as("it falls slowly").isEqualTo(Level.RED);
    }

    @Test
    void aDeviceThatIsGoneEndsItsEpisode() {
        order();
        find("a", AlertState.RAISED, Level.YELLOW);
        book.take(Scene.DIVISION, Json.write(Scene.with(++version, Scene.gauge("b"))));
        var desk = desk();
        desk.review();

        assertThat(alerts()).extracting(Alert::state).containsExactly(AlertState.RAISED, AlertState.CLEARED);
        assertThat(desk.memory().open()).isEmpty();
    }

    @Test
    void anEpisodeUnderAnotherIdTakesThePlaceOfTheFirst() {
        order(orange("o-1", NOW.plusSeconds(60)));
        find("a", AlertState.RAISED, Level.RED);
        find("b", AlertState.RAISED, Level.RED);
        find("a", "of-the-centre", AlertState.RAISED, Level.RED);
        assertThat(memory.open()).containsOnlyKeys("of-the-centre", "episode-b");
        assertThat(commands()).as("what was set off once is not set off again").hasSize(2);

        find("a", "of-the-centre", AlertState.CLEARED, Level.RED);
        assertThat(desk().state().level()).isEqualTo(Level.RED);
        find("b", AlertState.CLEARED, Level.RED);
        assertThat(desk().state().rules()).doesNotContain(Scene.RULE);
        assertThat(commands()).last().extracting(Command::action).isEqualTo("stop");
    }

    @Test
    void whoeverGoesToAnotherPointTakesItsSirensWithIt() {
        order(orange("o-1", NOW.plusSeconds(60)));
        find("a", AlertState.RAISED, Level.RED);
        find("b", AlertState.RAISED, Level.RED);
        var config = Json.text(
                Scene.with(++version, Scene.gauge("a"), Scene.gauge("b"), Scene.siren("horn", Realm.EXERCISE)));
        book.take(Scene.DIVISION, config.replace(Scene.POINT, "sl-0002").getBytes(StandardCharsets.UTF_8));
        var desk = desk();
        desk.review();

        assertThat(desk.memory().open()).isEmpty();
        assertThat(commands()).last().extracting(Command::action).isEqualTo("stop");
    }
}

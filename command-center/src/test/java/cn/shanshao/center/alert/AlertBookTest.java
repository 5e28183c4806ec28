package cn.shanshao.center.alert;

import static cn.shanshao.center.Scenery.alert;
import static cn.shanshao.center.Scenery.live;
import static cn.shanshao.center.Scenery.second;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.TestDatabase;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class AlertBookTest {
    private final List<Object> told = new ArrayList<>();
    private Episodes episodes;
    private AlertBook book;
    private TransactionTemplate transaction;

    @BeforeEach
    void open() {
        var database = TestDatabase.fresh();
        var jdbc = JdbcClient.create(database);
        var transactions = new JdbcTransactionManager(database);
        episodes = new Episodes(jdbc);
        book = new AlertBook(episodes, new Rises(episodes, jdbc, told::add, transactions), told::add);
        transaction = new TransactionTemplate(transactions);
    }

    private boolean take(Alert alert) {
        return Boolean.TRUE.equals(transaction.execute(status -> book.take(alert)));
    }

    private List<Episode> openOnes() {
        return episodes.open(List.of("220282"));
    }

    @Test
    void takesOnlyWhatRises() {
        assertThat(take(alert("p", 1, 5, AlertState.RAISED, Level.YELLOW))).isTrue();
        assertThat(take(alert("p", 1, 5, AlertState.RAISED, Level.YELLOW))).isFalse();
        assertThat(take(alert("p", 1, 4, AlertState.CLEARED, null))).isFalse();
        assertThat(take(alert("p", 1, 6, AlertState.ESCALATED, Level.RED))).isTrue();

        assertThat(openOnes()).singleElement().extracting(Episode::level).isEqualTo(Level.RED);
        assertThat(told).hasSize(2).hasOnlyElementsOfType(AlertRaised.class);
    }

    @Test
    void whatIsDeliveredAgainBehindNewerIsOnlyRemembered() {
        take(alert("p", 1, 1, AlertState.RAISED, Level.YELLOW));
        take(alert("p", 1, 3, AlertState.ESCALATED, Level.RED));
        told.clear();

        assertThat(take(alert("p", 1, 2, AlertState.ESCALATED, Level.ORANGE))).isFalse();
        assertThat(told).isEmpty();
        assertThat(openOnes()).singleElement().extracting(Episode::level).isEqualTo(Level.RED);
        assertThat(episodes.histories(List.of("p-e1")).get("p-e1"))
                .extracting(Word::level)
                .containsExactly(Level.YELLOW, Level.ORANGE, Level.RED);
    }

    @Test
    void whatIsDeliveredAgainUnderAnotherIdBehindNewerIsRememberedToo() {
        take(alert("p", 1, 1, AlertState.RAISED, Level.YELLOW));
        take(alert("p", 2, 4, AlertState.ESCALATED, Level.RED));

        assertThat(take(alert("p", 2, 3, AlertState.ESCALATED, Level.ORANGE))).isFalse();
        assertThat(take(alert("p", 3, 2, AlertState.RAISED, Level.BLUE))).isFalse();
        assertThat(seqs("p-e1")).containsExactly(1L, 2L, 3L, 4L);
        assertThat(episodes.find("p-e3")).get().extracting(Episode::id).isEqualTo("p-e1");
    }

    @Test
    void whatIsDeliveredAgainAfterTheEndIsRememberedThereAlthoughAnotherIsOpen() {
        take(alert("p", 1, 1, AlertState.RAISED, Level.YELLOW));
        take(alert("p", 1, 4, AlertState.CLEARED, null));
        take(alert("p", 2, 5, AlertState.RAISED, Level.RED));

        assertThat(take(alert("p", 1, 3, AlertState.EASED, Level.BLUE))).isFalse();
        assertThat(seqs("p-e1")).containsExactly(1L, 3L, 4L);
        assertThat(seqs("p-e2")).containsExactly(5L);
    }

    private List<Long> seqs(String episode) {
        return episodes.histories(List.of(episode)).get(episode).stream()
                .map(Word::seq)
                .toList();
    }

    @Test
    void everyWordTellsHowManyInstrumentsItStoodOn() {
        var raised = alert("p", 1, 1, AlertState.RAISED, Level.RED);
        var json = Json.text(raised)
                .replace("\"corroborated\":false", "\"corroborated\":true")
                .replaceFirst("\"evidence\":\\[(\\{.*?})]", "\"evidence\":[$1,$1,$1]")
                .replaceFirst("\"evidence\":\\[\\{\"deviceId\":\"p-gnss\"", "\"evidence\":[{\"deviceId\":\"p-crack\"");
        take(Json.read(json.getBytes(StandardCharsets.UTF_8), Alert.class));
        take(alert("p", 1, 2, AlertState.RAISED, Level.RED));

        var words = episodes.histories(List.of("p-e1")).get("p-e1");
        assertThat(words).extracting(Word::devices).containsExactly(2, 1);
        assertThat(words).extracting(Word::corroborated).containsExactly(true, false);
    }

    @Test
    void easingAmendingAndEndingAreNoRise() {
        take(alert("p", 1, 1, AlertState.RAISED, Level.RED));
        take(alert("p", 1, 2, AlertState.EASED, Level.YELLOW));
        take(alert("p", 1, 3, AlertState.RAISED, Level.YELLOW));
        take(alert("p", 1, 4, AlertState.CLEARED, null));

        assertThat(told)
                .extracting(e -> (Object) e.getClass())
                .containsExactly(AlertRaised.class, AlertChanged.class, AlertChanged.class, AlertChanged.class);
        assertThat(openOnes()).isEmpty();
        assertThat(episodes.histories(List.of("p-e1")).get("p-e1"))
                .extracting(Word::state)
                .containsExactly(AlertState.RAISED, AlertState.EASED, AlertState.RAISED, AlertState.CLEARED);
    }

    @Test
    void mapsAnotherIdOfTheSameRuleAndTargetToTheOpenOne() {
        take(alert("p", 1, 1, AlertState.RAISED, Level.YELLOW));
        take(alert("p", 2, 2, AlertState.ESCALATED, Level.RED));

        assertThat(openOnes()).singleElement().satisfies(e -> {
            assertThat(e.id()).isEqualTo("p-e1");
            assertThat(e.alert().id()).isEqualTo("p-e1");
            assertThat(e.level()).isEqualTo(Level.RED);
        });
        assertThat(episodes.find("p-e2")).get().extracting(Episode::id).isEqualTo("p-e1");

        take(alert("p", 2, 3, AlertState.CLEARED, null));
        assertThat(openOnes()).isEmpty();
    }

    @Test
    void aNewEpisodeAfterTheEndIsANewOne() {
        take(alert("p", 1, 1, AlertState.RAISED, Level.YELLOW));
        take(alert("p", 1, 2, AlertState.CLEARED, null));
        take(alert("p", 2, 3, AlertState.RAISED, Level.YELLOW));

        assertThat(openOnes()).extracting(Episode::id).containsExactly("p-e2");
    }

    @Test
    void aJobThatForgotTheEndOpensTheSameEpisodeAgain() {
        take(alert("p", 1, 1, AlertState.RAISED, Level.YELLOW));
        take(alert("p", 1, 2, AlertState.CLEARED, null));
        take(alert("p", 1, 3, AlertState.RAISED, Level.YELLOW));

        assertThat(openOnes()).extracting(Episode::id).containsExactly("p-e1");
    }

    @Test
    void anOldAlertOfAnEndedEpisodeDoesNotTouchTheOpenOne() {
        take(alert("p", 1, 1, AlertState.RAISED, Level.YELLOW));
        take(alert("p", 1, 4, AlertState.CLEARED, null));
        take(alert("p", 2, 5, AlertState.RAISED, Level.RED));

        assertThat(take(alert("p", 1, 3, AlertState.EASED, Level.BLUE))).isFalse();
        assertThat(take(alert("p", 1, 6, AlertState.CLEARED, null))).isTrue();
        assertThat(openOnes()).singleElement().satisfies(e -> {
            assertThat(e.id()).isEqualTo("p-e2");
            assertThat(e.level()).isEqualTo(Level.RED);
        });
    }

    @Test
    void theEndOfWhatWasNeverSeenIsKeptAsOver() {
        take(alert("p", 1, 1, AlertState.CLEARED, null));

        assertThat(openOnes()).isEmpty();
        assertThat(episodes.find("p-e1")).get().extracting(Episode::open).isEqualTo(false);
    }

    /** As the contract shows it: no device, no quantity, no value. */
    @Test
    void anEpisodeOfThePointItselfStandsBesideThoseOfItsDevices() throws IOException {
        Alert point;
        try (var fixture = Objects.requireNonNull(Alert.class.getResourceAsStream("/contract/alert-point.json"))) {
            point = Json.read(fixture.readAllBytes(), Alert.class);
        }
        take(alert("JL220282-0531", 1, 5, AlertState.RAISED, Level.ORANGE));
        assertThat(take(point)).isTrue();

        assertThat(openOnes()).hasSize(2).extracting(Episode::alert).contains(point);
        assertThat(episodes.peers(episodes.find(point.id()).orElseThrow())).isEmpty();
    }

    @Test
    void whatIsOfTheOtherRealmIsNoPeer() {
        take(alert("p", 1, 1, AlertState.RAISED, Level.RED));
        var other = second(alert("p", 1, 1, AlertState.RAISED, Level.ORANGE));
        take(other);
        assertThat(episodes.peers(episodes.find(other.id()).orElseThrow())).containsExactly("p-e1");

        var real = live(second(alert("p", 2, 1, AlertState.RAISED, Level.ORANGE)));
        var apart = Json.text(real).replace(real.target(), "p-tilt~tilt");
        take(Json.read(apart.getBytes(StandardCharsets.UTF_8), Alert.class));

        assertThat(episodes.peers(episodes.find(real.id()).orElseThrow())).isEmpty();
    }

    private List<String> shown() {
        return episodes.shown(List.of("220282"), false).stream()
                .map(Episode::id)
                .toList();
    }

    private static Alert withHighest(@Nullable Level highest, Alert a) {
        var wire = highest == null ? "null" : "\"" + highest.wire() + "\"";
        var json = Json.text(a).replaceAll("\"highest\":(null|\"[a-z]+\")", "\"highest\":" + wire);
        return Json.read(json.getBytes(StandardCharsets.UTF_8), Alert.class);
    }

    private void acknowledge(String id) {
        var now = episodes.find(id).orElseThrow();
        var seen = new Episode.Acknowledgement("duty", Instant.now(), null);
        episodes.save(now.seen(seen));
    }

    @Test
    void aRedThatEndsBeforeAnybodyAcknowledgedItIsShownUntilSomebodyDoes() {
        take(alert("p", 1, 1, AlertState.RAISED, Level.RED));
        take(alert("p", 1, 2, AlertState.EASED, Level.YELLOW));
        take(alert("p", 1, 3, AlertState.CLEARED, null));
        assertThat(shown()).containsExactly("p-e1");

        acknowledge("p-e1");
        assertThat(shown()).isEmpty();
    }

    @Test
    void aRedThatWasWithdrawnIsShownUntilSomebodyAcknowledgesIt() {
        take(alert("p", 1, 1, AlertState.RAISED, Level.RED));
        take(withHighest(null, alert("p", 1, 2, AlertState.CLEARED, null)));

        assertThat(shown()).containsExactly("p-e1");
    }

    @Test
    void whatReturnedToNormalBeforeAnybodyAcknowledgedItIsShownUntilSomebodyDoes() {
        take(withHighest(Level.YELLOW, alert("p", 1, 1, AlertState.RAISED, Level.YELLOW)));
        take(withHighest(Level.YELLOW, alert("p", 1, 2, AlertState.CLEARED, null)));
        assertThat(shown()).containsExactly("p-e1");
        assertThat(episodes.find("p-e1").orElseThrow().annunciation()).isEqualTo(Annunciation.RTNUN);

        acknowledge("p-e1");
        assertThat(shown()).isEmpty();
        assertThat(episodes.find("p-e1").orElseThrow().annunciation()).isEqualTo(Annunciation.NORM);
    }

    @Test
    void anInboxThatNobodyLooksIntoStaysBoundedAndLosesNoRed() {
        take(alert("red", 1, 1, AlertState.RAISED, Level.RED));
        take(alert("red", 1, 2, AlertState.CLEARED, null));
        for (var i = 0; i <= Episodes.MOST_RETURNED; i++) {
            take(withHighest(Level.BLUE, alert("p" + i, 1, 1, AlertState.RAISED, Level.BLUE)));
            take(withHighest(Level.BLUE, alert("p" + i, 1, 2, AlertState.CLEARED, null)));
        }

        assertThat(shown())
                .hasSize(Episodes.MOST_RETURNED + 1)
                .contains("red-e1")
                .doesNotContain("p0-e1");
    }

    @Test
    void equipmentThatIsWellAgainNeedsNobodysWord() {
        take(silent(AlertState.RAISED, 1));
        take(silent(AlertState.CLEARED, 2));

        assertThat(shown()).isEmpty();
        assertThat(episodes.find("p-e1").orElseThrow().annunciation()).isEqualTo(Annunciation.NORM);
    }

    private static Alert silent(AlertState state, long seq) {
        var json =
                Json.text(withHighest(null, alert("p", 1, seq, state, null))).replace("\"threshold\"", "\"offline\"");
        return Json.read(json.getBytes(StandardCharsets.UTF_8), Alert.class);
    }

    @Test
    void whatWasAcknowledgedIsNotShownWhenItIsOver() {
        take(alert("q", 1, 1, AlertState.RAISED, Level.RED));
        acknowledge("q-e1");
        take(withHighest(Level.RED, alert("q", 1, 2, AlertState.EASED, Level.BLUE)));
        take(alert("q", 1, 3, AlertState.CLEARED, null));
        take(withHighest(Level.BLUE, alert("r", 1, 1, AlertState.RAISED, Level.BLUE)));

        assertThat(shown()).containsExactly("r-e1");
    }

    @Test
    void aHeightWhoseOwnWordNeverCameIsNotAcknowledgedYet() {
        take(withHighest(Level.YELLOW, alert("p", 1, 1, AlertState.RAISED, Level.YELLOW)));
        acknowledge("p-e1");
        take(withHighest(Level.RED, alert("p", 1, 3, AlertState.EASED, Level.YELLOW)));

        assertThat(episodes.find("p-e1").orElseThrow().acknowledgement()).isNull();
        assertThat(told.get(told.size() - 1)).isInstanceOf(AlertChanged.class);
    }

    @Test
    void whoeverSawAWordHasSeenTheLaterOnesUnlessOneRose() {
        take(alert("p", 1, 2, AlertState.RAISED, Level.YELLOW));
        take(alert("p", 1, 4, AlertState.ESCALATED, Level.RED));
        take(alert("p", 1, 6, AlertState.EASED, Level.YELLOW));

        assertThat(Rise.isAny(episodes.wordsSince("p-e1", 3))).isTrue();
        assertThat(Rise.isAny(episodes.wordsSince("p-e1", 4))).isFalse();
        assertThat(episodes.wordsSince("p-e1", 5)).extracting(Alert::seq).containsExactly(4L, 6L);
        assertThat(Rise.isAny(episodes.wordsSince("p-e1", 6))).isFalse();
    }
}

package cn.shanshao.center.alert;

import static cn.shanshao.center.Scenery.alert;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.LotTransaction;
import cn.shanshao.center.TestDatabase;
import cn.shanshao.ingest.mqtt.Delivery;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class AlertLotTest {
    private final DataSource database = TestDatabase.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final JdbcTransactionManager transactions = new JdbcTransactionManager(database);
    private final TransactionTemplate transaction = new TransactionTemplate(transactions);
    private final Episodes episodes = new Episodes(jdbc);
    private final List<Object> told = new ArrayList<>();
    private @Nullable Runnable follower;
    private final Rises rises = new Rises(episodes, jdbc, this::tell, transactions);
    private final AlertLot lots =
            new AlertLot(new AlertBook(episodes, rises, this::tell), episodes, new LotTransaction(transaction));

    private void tell(Object event) {
        if (event instanceof AlertRaised raised && follower != null) {
            jdbc.sql("insert into early_receipt (carrier_id, state) values (:id, 'half a draft')")
                    .param("id", raised.episode().id())
                    .update();
            follower.run();
        }
        told.add(event);
    }

    private static Delivery delivery(Alert alert) {
        return new Delivery(null, 1, 1, false, Topics.alert(alert), Json.write(alert), Instant.now());
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    @Test
    void anAlertIsStoredAndShownAlthoughWhatMustFollowFailsAndThatIsTriedAgain() {
        follower = () -> {
            throw new IllegalStateException("no draft");
        };

        assertThat(lots.store(List.of(
                        delivery(alert("p", 1, 1, AlertState.RAISED, Level.ORANGE)),
                        delivery(alert("q", 1, 1, AlertState.RAISED, Level.ORANGE)))))
                .isZero();
        assertThat(episodes.open(List.of("220282"))).hasSize(2);
        assertThat(told).hasSize(2).hasOnlyElementsOfType(AlertChanged.class);
        assertThat(count("alert_dead_letter")).isZero();
        assertThat(count("early_receipt")).as("the half of it is undone").isZero();
        assertThat(rises.untold()).isPositive();

        rises.tellAgain();
        assertThat(rises.untold()).isEqualTo(2);
        assertThat(count("early_receipt")).isZero();

        follower = () -> {};
        told.clear();
        rises.tellAgain();
        assertThat(told).hasSize(2).hasOnlyElementsOfType(AlertRaised.class);
        assertThat(count("early_receipt")).isEqualTo(2);
        assertThat(rises.untold()).isZero();
        assertThat(count("untold_rise")).isZero();
    }

    @Test
    void aStatementThatFailsAndAnErrorAreContainedToo() {
        follower = () -> jdbc.sql("select 1 from no_such_table").query().singleValue();
        lots.store(List.of(delivery(alert("p", 1, 1, AlertState.RAISED, Level.ORANGE))));
        follower = () -> {
            throw new NoClassDefFoundError("a jar is missing");
        };
        lots.store(List.of(delivery(alert("q", 1, 1, AlertState.RAISED, Level.ORANGE))));

        assertThat(episodes.open(List.of("220282"))).hasSize(2);
        assertThat(count("untold_rise")).isEqualTo(2);
    }

    @Test
    void oneWhoFailsForOneEpisodeHoldsUpNoOther() {
        follower = () -> {
            throw new IllegalStateException("no draft");
        };
        lots.store(List.of(delivery(alert("p", 1, 1, AlertState.RAISED, Level.ORANGE))));
        lots.store(List.of(delivery(alert("q", 1, 1, AlertState.RAISED, Level.ORANGE))));
        follower = () -> {
            if (told.size() < 3) {
                told.add("failed once");
                throw new IllegalStateException("no draft");
            }
        };

        rises.tellAgain();
        assertThat(rises.untold()).isEqualTo(1);
    }

    @Test
    void whatIsOverBeforeItCouldBeToldIsNotToldAnyMore() {
        follower = () -> {
            throw new IllegalStateException("no draft");
        };
        lots.store(List.of(delivery(alert("p", 1, 1, AlertState.RAISED, Level.ORANGE))));
        lots.store(List.of(delivery(alert("p", 1, 2, AlertState.CLEARED, null))));
        told.clear();

        rises.tellAgain();
        assertThat(told).isEmpty();
        assertThat(rises.untold()).isZero();
    }

    @Test
    void whatTheTableCannotHoldIsBuriedAndStopsNobody() {
        var endless = alert("x".repeat(3), 1, 1, AlertState.RAISED, Level.ORANGE);
        var noise = new java.util.Random(1)
                .ints(20_000, 'a', 'z')
                .collect(StringBuilder::new, (s, c) -> s.append((char) c), StringBuilder::append);
        var json = Json.text(endless).replace("xxx-e1", noise);

        var buried = lots.store(List.of(
                new Delivery(
                        null, 1, 1, false, "t", json.getBytes(java.nio.charset.StandardCharsets.UTF_8), Instant.now()),
                delivery(alert("q", 1, 1, AlertState.RAISED, Level.ORANGE))));

        assertThat(buried).isEqualTo(1);
        assertThat(episodes.open(List.of("220282"))).extracting(Episode::id).containsExactly("q-e1");
    }
}

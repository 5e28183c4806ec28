package cn.shanshao.center.notification;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Jam;
import cn.shanshao.center.RoadCenterTest;
import cn.shanshao.center.notification.gateway.Incoming;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.residents.Household.Line;
import cn.shanshao.center.residents.Residents;
import cn.shanshao.center.warning.Notice;
import cn.shanshao.center.warning.NoticeIssued;
import cn.shanshao.center.warning.Purpose;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.nio.charset.StandardCharsets;
import javax.sql.DataSource;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A neighbour answers in the very moment in which the ladder asks the same neighbour anew. */
@RoadCenterTest
class RunnerMeanwhileTest {
    @Autowired
    Registry registry;

    @Autowired
    Residents residents;

    @Autowired
    RollCalls rollCalls;

    @Autowired
    Mailroom mailroom;

    @Autowired
    Climber climber;

    @Autowired
    DataSource database;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    private void issue(NoticeIssued issued) {
        transaction.executeWithoutResult(status -> events.publishEvent(issued));
    }

    /** Next is whoever goes there on foot. */
    private void nearlyOut(Notice notice, String due) {
        jdbc.sql(
                        "update ladder set rung = 'DEPUTY', since = now() - interval '10 minutes', due_at = now() + cast(? as interval)"
                                + " where about = ? and number = ?")
                .params(due, "warning/" + notice.warningId(), notice.number())
                .update();
    }

    @RepeatedTest(5)
    void neitherStopsTheOther(RepetitionInfo round) {
        var point = "foot-" + round.getCurrentRepetition();
        var neighbour = "1000000119" + round.getCurrentRepetition();
        Scene.point(registry, point, Realm.EXERCISE);
        Scene.household(
                residents,
                point,
                "1",
                Realm.EXERCISE,
                new Line("邻居", neighbour),
                new Line("户主", "1000000118" + round.getCurrentRepetition()));
        var warning = Scene.warning(point, Realm.EXERCISE, Level.RED);
        var first = Scene.notice(warning, 1, Purpose.ISSUE, Level.RED);
        issue(first);
        nearlyOut(first.notice(), "0 s");
        eventually(() -> assertThat(jdbc.sql("select state from message where about = ? and purpose = 'runner'")
                        .param("warning/" + warning.id())
                        .query(String.class)
                        .list())
                .containsExactly("simulated"));
        var second = Scene.notice(warning, 2, Purpose.UPGRADE, Level.RED);
        issue(second);
        nearlyOut(second.notice(), "1 hour");

        var typed = new Incoming.Typed(neighbour, "1".getBytes(StandardCharsets.UTF_16BE), null);
        new Jam(database, jdbc)
                .behind(
                        "select * from roll_runner where warning_id = '%s' for update".formatted(warning.id()),
                        () -> {
                            mailroom.take(typed, Realm.EXERCISE);
                            return typed;
                        },
                        () -> {
                            nearlyOut(second.notice(), "0 s");
                            climber.climb();
                            return typed;
                        });

        assertThat(rollCalls.get(warning.id()).households())
                .singleElement()
                .satisfies(home -> assertThat(home.ladder().ending()).isEqualTo(Ladder.Ending.RUNNER));
    }
}

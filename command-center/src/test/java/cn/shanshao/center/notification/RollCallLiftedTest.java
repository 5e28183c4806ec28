package cn.shanshao.center.notification;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.RoadCenterTest;
import cn.shanshao.center.notification.RollCallView.Moved;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.residents.Household.Line;
import cn.shanshao.center.residents.Residents;
import cn.shanshao.center.warning.NoticeIssued;
import cn.shanshao.center.warning.Purpose;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/** What a roll call says once all is clear. */
@RoadCenterTest
class RollCallLiftedTest {
    @Autowired
    Registry registry;

    @Autowired
    Residents residents;

    @Autowired
    RollCalls rollCalls;

    @Autowired
    Caller stranger;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    private void issue(NoticeIssued issued) {
        transaction.executeWithoutResult(status -> events.publishEvent(issued));
    }

    private void mark(String household, String state) {
        var answer = stranger.admin()
                .post("/api/v1/warnings/roll-lifted-w/roll-call/" + household, Map.of("state", state, "note", "点名"));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    }

    @Test
    void whoHadLeftStandsAsItWasWhenAllBecameClear() {
        Scene.point(registry, "roll-lifted", Realm.EXERCISE);
        for (var number = 1; number <= 4; number++) {
            Scene.household(
                    residents,
                    "roll-lifted",
                    String.valueOf(number),
                    Realm.EXERCISE,
                    null,
                    new Line("家" + number, "1000000621" + number));
        }
        var warning = Scene.warning("roll-lifted", Realm.EXERCISE, Level.RED);
        issue(Scene.notice(warning, 1, Purpose.ISSUE, Level.RED));
        mark("roll-lifted-h1", "moved");
        mark("roll-lifted-h2", "moved");
        mark("roll-lifted-h3", "confirmed");
        assertThat(rollCalls.get(warning.id()).movedWhenLifted()).as("it holds").isNull();

        issue(Scene.notice(warning, 2, Purpose.LIFT, null));
        assertThat(rollCalls.get(warning.id()).movedWhenLifted()).isEqualTo(new Moved(2, 6));

        mark("roll-lifted-h1", "returned");
        mark("roll-lifted-h3", "returned");
        mark("roll-lifted-h4", "moved");
        mark("roll-lifted-h4", "returned");
        assertThat(rollCalls.get(warning.id())).satisfies(view -> {
            assertThat(view.movedWhenLifted())
                    .as("what is known since says nothing of then")
                    .isEqualTo(new Moved(2, 6));
            assertThat(view.counts().returned()).isEqualTo(3);
            assertThat(view.unnamed().movedWhenLifted()).isEqualTo(new Moved(2, 6));
        });

        issue(Scene.notice(warning, 3, Purpose.ISSUE, Level.RED));
        assertThat(rollCalls.get(warning.id()).movedWhenLifted())
                .as("it holds again")
                .isNull();
    }
}

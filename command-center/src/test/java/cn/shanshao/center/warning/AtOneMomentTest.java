package cn.shanshao.center.warning;

import static cn.shanshao.center.Scenery.alert;
import static cn.shanshao.center.Scenery.second;
import static cn.shanshao.center.warning.Valley.COUNTY;
import static cn.shanshao.center.warning.Valley.done;
import static cn.shanshao.center.warning.Valley.notice;
import static cn.shanshao.center.warning.Valley.ordered;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.Jam;
import cn.shanshao.center.alert.Alerts;
import cn.shanshao.center.alert.TakenAlert;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Role;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Two people, or people and the slope, act at one moment: neither must stop the other. */
@ValleyTest
class AtOneMomentTest {
    private static final int ROUNDS = 6;

    @Autowired
    Valley valley;

    @Autowired
    Town town;

    @Autowired
    Jam jam;

    @Autowired
    Alerts alerts;

    @Autowired
    TakenAlert inbox;

    private Caller chief() {
        return valley.as("wj-chief", Role.SIGNER, COUNTY);
    }

    private Caller deputy() {
        return valley.as("wj-second", Role.SIGNER, COUNTY);
    }

    private JsonNode proposed(String point, String purpose, @Nullable String level) {
        return done(valley.act(valley.duty(), point, "notices", notice("evacuation", purpose, level)), 201);
    }

    private void verified(String point) {
        valley.settle(point, "1000000" + (3700 + Math.abs(point.hashCode() % 200)));
        valley.alert(point, 1, 1, AlertState.RAISED, Level.ORANGE);
        done(valley.act(valley.duty(), point, "verify", Map.of()), 200);
    }

    /** In the one order and in the other; the warning is what all of them come to need. */
    private List<Caller.Answer> together(
            String point, RepetitionInfo round, Callable<Caller.Answer> one, Callable<Caller.Answer> other) {
        var warning = "select * from warning where id = '%s' for update"
                .formatted(valley.of(point).id());
        return round.getCurrentRepetition() % 2 == 0
                ? jam.behind(warning, one, other)
                : jam.behind(warning, other, one);
    }

    private static void oneWins(List<Caller.Answer> answers) {
        assertThat(answers)
                .extracting(Caller.Answer::status)
                .as(answers.toString())
                .containsExactlyInAnyOrder(200, 409);
    }

    @RepeatedTest(ROUNDS)
    void oneSignsANoticeAndAnotherWithdrawsIt(RepetitionInfo round) {
        var point = "wj-back-" + round.getCurrentRepetition();
        verified(point);
        chief();
        var waiting = proposed(point, "issue", "orange");
        var path = "/api/v1/notices/%s/withdraw".formatted(waiting.get("id").asString());

        oneWins(together(
                point,
                round,
                () -> valley.sign(chief(), waiting),
                () -> valley.duty().post(path, Map.of("comment", "读数有误"))));
        assertThat(town.heardOf(point)).hasSize(valley.notices(point).get(0).state() == NoticeState.ISSUED ? 1 : 0);
    }

    @RepeatedTest(ROUNDS)
    void oneSignsTheAllClearAndAnotherWhatStillWaits(RepetitionInfo round) {
        var point = "wj-clear-" + round.getCurrentRepetition();
        verified(point);
        deputy();
        valley.issue(point, notice("evacuation", "issue", "orange"), chief());
        var lift = done(valley.act(valley.duty(), point, "notices", notice("evacuation", "lift", null)), 201);
        var province = valley.as("wj-province", Role.SIGNER, "22");
        var open = done(valley.act(valley.duty(), point, "notices", notice("public", "issue", "red")), 201);

        var answers = together(point, round, () -> valley.sign(chief(), lift), () -> valley.sign(province, open));
        assertThat(answers)
                .extracting(Caller.Answer::status)
                .as(answers.toString())
                .isSubsetOf(200, 409);
        assertThat(answers).extracting(Caller.Answer::status).contains(200);
    }

    @RepeatedTest(ROUNDS)
    void oneSignsTheAllClearWhileTheSlopeRises(RepetitionInfo round) {
        var point = "wj-rise-" + round.getCurrentRepetition();
        verified(point);
        valley.issue(point, notice("evacuation", "issue", "orange"), chief());
        var lift = proposed(point, "lift", null);
        var red = List.of(alert(point, 1, 2, AlertState.ESCALATED, Level.RED));
        Callable<Integer> rises = () -> {
            inbox.takeLot(red);
            return 200;
        };
        Callable<Integer> signs = () -> valley.sign(chief(), lift).status();
        var warning = "select * from warning where id = '%s' for update"
                .formatted(valley.of(point).id());
        var signedFirst = round.getCurrentRepetition() % 2 == 0;

        var answers = signedFirst ? jam.behind(warning, signs, rises) : jam.behind(warning, rises, signs);
        assertThat(answers).containsExactly(200, signedFirst ? 200 : 409);
        assertThat(valley.of(point)).satisfies(w -> {
            assertThat(w.state()).isEqualTo(signedFirst ? WarningState.DETECTED : WarningState.ISSUED);
            assertThat(w.level()).isEqualTo(Level.RED);
            assertThat(w.clock()).isNotNull();
        });
        assertThat(valley.notices(point)).extracting(Notice::state).doesNotContain(NoticeState.SIGNING);
    }

    @RepeatedTest(ROUNDS)
    void severalInstrumentsSpeakWhileSomebodyVerifiesWhatTheySaidBefore(RepetitionInfo round) {
        var point = "wj-many-" + round.getCurrentRepetition();
        valley.settle(point, "10000003693");
        valley.alert(point, 1, 1, AlertState.RAISED, Level.YELLOW);
        valley.take(second(alert(point, 2, 1, AlertState.RAISED, Level.YELLOW)));
        valley.duty();
        var lot = List.of(
                second(alert(point, 2, 2, AlertState.ESCALATED, Level.ORANGE)),
                alert(point, 1, 2, AlertState.ESCALATED, Level.RED));

        var done = jam.behind(
                "select * from warning where id = '%s' for update"
                        .formatted(valley.of(point).id()),
                () -> {
                    inbox.takeLot(lot);
                    return 200;
                },
                () -> valley.act(valley.duty(), point, "verify", Map.of()).status());
        assertThat(done).as("seen before it rose").containsExactly(200, 409);
        assertThat(valley.of(point).level()).isEqualTo(Level.RED);
    }

    @RepeatedTest(ROUNDS)
    void aStandingOrderActsWhileSomebodyAcknowledges(RepetitionInfo round) {
        var ordering = "wj-order-" + round.getCurrentRepetition();
        var seen = "wj-seen-" + round.getCurrentRepetition();
        valley.settle(ordering, "10000003691");
        valley.settle(seen, "10000003692");
        valley.alert(seen, 1, 1, AlertState.RAISED, Level.ORANGE);
        var lot = List.of(
                ordered(alert(ordering, 1, 1, AlertState.RAISED, Level.RED), "so-1"),
                alert(seen, 1, 2, AlertState.ESCALATED, Level.RED));
        var officer = new CurrentUser("wa-duty", "人", Role.DUTY, COUNTY);

        jam.behind(
                "select * from audit_head for update",
                () -> {
                    inbox.takeLot(lot);
                    return lot;
                },
                () -> alerts.acknowledge(lot.get(1).id(), officer, null, null));
        assertThat(town.heardOf(ordering)).hasSize(1);
        assertThat(valley.of(seen).level()).isEqualTo(Level.RED);
    }
}

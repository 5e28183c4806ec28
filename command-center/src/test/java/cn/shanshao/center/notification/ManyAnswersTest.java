package cn.shanshao.center.notification;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.RoadCenterTest;
import cn.shanshao.center.notification.Letter.Cause;
import cn.shanshao.center.notification.WakeDesk.Call;
import cn.shanshao.center.notification.gateway.Incoming.Typed;
import cn.shanshao.center.residents.Household.Line;
import cn.shanshao.center.warning.Purpose;
import cn.shanshao.center.warning.Warning;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whoever has one number and stands for more than one thing: several households, or a household and a post. */
@RoadCenterTest
class ManyAnswersTest extends NoticeScene {
    private static final String PASSWORD = "a long enough password";

    @Autowired
    Replies replies;

    @Autowired
    RollCall rollCall;

    @Autowired
    LadderRows ladders;

    @Autowired
    WakeDesk wakeDesk;

    /** A point with one household, which was told of a red. */
    private Warning told(String point, String phone) {
        Scene.point(registry, point, Realm.EXERCISE);
        Scene.household(residents, point, "1", Realm.EXERCISE, null, new Line("金顺吉", phone));
        var warning = Scene.warning(point, Realm.EXERCISE, Level.RED);
        transaction.executeWithoutResult(
                status -> events.publishEvent(Scene.notice(warning, 1, Purpose.ISSUE, Level.RED)));
        eventually(() -> assertThat(state(point)).isEqualTo(RollState.REACHED));
        return warning;
    }

    /** How many wait for the transaction of the caller, or for one that waits for it: whatever else goes on here waits for others. */
    private int waiting() {
        return jdbc.sql("""
                        with recursive held (pid) as (
                          select pg_backend_pid()
                          union
                          select l.pid from pg_locks l join held h on h.pid = any (pg_blocking_pids(l.pid))
                          where not l.granted)
                        select count(*) - 1 from held""").query(Integer.class).single();
    }

    @Test
    void whoCriesForTwoHouseholdsOfTwoWarningsAndWhatIsHurriedDoNotWaitForEachOther() throws Exception {
        // the ladder of the second household by name is the older one, and the first one is what was asked last
        var second = told("many-b", "10000009601");
        var first = told("many-a", "10000009601");
        var asked = jdbc.sql("select id from message where about = any (?) and phone_index is not null")
                .param(new String[] {Cause.warning(first.id()), Cause.warning(second.id())})
                .query(Long.class)
                .list();
        assertThat(asked).hasSizeGreaterThanOrEqualTo(2);
        var others = Executors.newFixedThreadPool(2);
        try {
            var both = transaction.execute(status -> {
                assertThat(rollCall.state(second.id(), "many-b-h1")).isPresent();
                Future<?> cry = others.submit(() -> transaction.executeWithoutResult(inner -> replies.arrived(
                        new Typed("10000009601", "2".getBytes(StandardCharsets.UTF_16BE), null), Realm.EXERCISE)));
                eventually(() -> assertThat(waiting()).as("the cry waits").isEqualTo(1));
                Future<?> hurry = others.submit(
                        () -> transaction.executeWithoutResult(inner -> ladders.hurry(asked, Instant.EPOCH)));
                eventually(() -> assertThat(hurry.isDone() || waiting() > 1).isTrue());
                return List.of(cry, hurry);
            });
            for (var one : both) {
                one.get();
            }
        } finally {
            others.shutdownNow();
        }

        assertThat(state("many-a")).isEqualTo(RollState.HELP);
        assertThat(state("many-b")).isEqualTo(RollState.HELP);
        assertThat(jdbc.sql("select ending from ladder where about = any (?)")
                        .param(new String[] {Cause.warning(first.id()), Cause.warning(second.id())})
                        .query(String.class)
                        .list())
                .containsExactly("ANSWERED", "ANSWERED");
    }

    @Test
    void anOfficerWhoIsWokenAndLivesBelowTheSlopeIsHeardAsBoth() {
        var warning = told("many-wake", "10000009602");
        var made = stranger.admin()
                .post(
                        "/api/v1/users",
                        Map.of(
                                "username",
                                "many-officer",
                                "password",
                                PASSWORD,
                                "role",
                                "duty",
                                "division",
                                "220283",
                                "phone",
                                "10000009602"));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        transaction.executeWithoutResult(status -> wakeDesk.wake(
                new Call(
                        Cause.warning("many-other"),
                        1,
                        Realm.EXERCISE,
                        Level.RED,
                        "220283",
                        null,
                        Prompts.wake("警情无人接手", "老岭沟", "演示")),
                List.of("many-officer")));
        eventually(() -> assertThat(carrier.submittedTo("10000009602"))
                .anyMatch(one -> one.text().contains("警情无人接手")));

        carrier.type("10000009602", "0");
        assertThat(rollCall.wrongOf(warning.id()))
                .as("nobody says with that that the notices go to a stranger")
                .isEmpty();
        carrier.type("10000009602", "1");
        assertThat(state("many-wake")).as("awake, and at home").isEqualTo(RollState.REACHED);
        assertThat(jdbc.sql("select ending from ladder where username = 'many-officer'")
                        .query(String.class)
                        .single())
                .isEqualTo("ANSWERED");
        carrier.type("10000009602", "已转移");
        assertThat(state("many-wake")).isEqualTo(RollState.MOVED);

        carrier.type("10000009602", "2");

        assertThat(state("many-wake")).isEqualTo(RollState.HELP);
        assertThat(jdbc.sql("select count(*) from cry where household_id = 'many-wake-h1' and settled_at is null")
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void whyNothingFollowsFromATextStandsInNoTrail() {
        carrier.type("10000009603", "passing by the slope");
        var id = jdbc.sql("select max(id) from reply where message_id is null and contact_id is null"
                        + " and household_id is null")
                .query(Long.class)
                .single();
        assertThat(stranger.admin()
                        .post("/api/v1/replies/" + id + "/settle", Map.of("note", "cousin of Wang Wu at 6"))
                        .status())
                .isEqualTo(204);

        assertThat(jdbc.sql("select a::text from audit_entry a where action = 'reply.note' and object = ?")
                        .param(Long.toString(id))
                        .query(String.class)
                        .single())
                .doesNotContain("Wang Wu");
        assertThat(jdbc.sql("select note from reply where id = ?")
                        .param(id)
                        .query(byte[].class)
                        .single())
                .isNotEmpty();
        assertThat(messages.replies("22", 100))
                .filteredOn(reply -> reply.id().equals(Long.toString(id)))
                .singleElement()
                .extracting(ReplyView::note)
                .isEqualTo("cousin of Wang Wu at 6");
    }
}

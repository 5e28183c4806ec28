package cn.shanshao.center.notification;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.RoadCenterTest;
import cn.shanshao.center.ScriptedCarrier;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.residents.Household.Line;
import cn.shanshao.center.residents.Residents;
import cn.shanshao.center.warning.NoticeIssued;
import cn.shanshao.center.warning.Purpose;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Whoever takes over learns of each household that is not out yet. */
@RoadCenterTest
class RollCallsAtHandoverTest {
    @Autowired
    Registry registry;

    @Autowired
    Residents residents;

    @Autowired
    Caller stranger;

    @Autowired
    ScriptedCarrier carrier;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    private void issue(NoticeIssued issued) {
        transaction.executeWithoutResult(status -> events.publishEvent(issued));
    }

    private List<JsonNode> open(Caller who, String warning) {
        var answer = who.get("/api/v1/duty/open?division=" + Scene.DIVISION);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return of(answer.json(), warning);
    }

    private static List<JsonNode> of(JsonNode matters, String warning) {
        return matters.valueStream()
                .filter(m -> m.get("kind").asString().equals("roll-call")
                        && m.get("id").asString().equals(warning))
                .toList();
    }

    private void mark(Caller who, String warning, String household, String state) {
        var answer = who.post(
                "/api/v1/warnings/" + warning + "/roll-call/" + household, Map.of("state", state, "note", "点名"));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    }

    @Test
    void whoIsNotOutYetGoesOverUntilAllAreOutOrAllIsClear() {
        Scene.point(registry, "hand-out", Realm.EXERCISE);
        for (var number = 1; number <= 4; number++) {
            Scene.household(
                    residents,
                    "hand-out",
                    String.valueOf(number),
                    Realm.EXERCISE,
                    null,
                    new Line("家" + number, "1000000611" + number));
        }
        var warning = Scene.warning("hand-out", Realm.EXERCISE, Level.RED);
        issue(Scene.notice(warning, 1, Purpose.ISSUE, Level.RED));
        var admin = stranger.admin();
        mark(admin, warning.id(), "hand-out-h2", "moved");
        mark(admin, warning.id(), "hand-out-h3", "confirmed");
        mark(admin, warning.id(), "hand-out-h4", "help");

        assertThat(open(admin, warning.id())).singleElement().satisfies(matter -> {
            assertThat(matter.get("title").asString()).isEqualTo("老岭沟");
            assertThat(matter.get("level").asString()).isEqualTo("red");
            assertThat(matter.get("state").asString()).isEqualTo("help");
            assertThat(matter.get("dueAt").isNull())
                    .as("household 1 is being called")
                    .isFalse();
            assertThat(matter.at("/detail/realm").asString()).isEqualTo("exercise");
            assertThat(matter.at("/detail/households").asInt()).isEqualTo(3);
            assertThat(matter.at("/detail/people").asInt()).isEqualTo(9);
            assertThat(matter.at("/detail/help").asInt()).isEqualTo(1);
            assertThat(matter.at("/detail/confirmed").asInt()).isEqualTo(1);
            assertThat(matter.at("/detail/waiting")
                            .valueStream()
                            .map(one -> one.get("number").asString()))
                    .startsWith("4")
                    .endsWith("3")
                    .containsExactlyInAnyOrder("1", "3", "4");
            assertThat(matter.toString()).as("nobody's name").doesNotContain("家", "户主");
        });

        for (var number : List.of(1, 3, 4)) {
            mark(admin, warning.id(), "hand-out-h" + number, "moved");
        }
        assertThat(open(admin, warning.id())).as("all are out").isEmpty();

        mark(admin, warning.id(), "hand-out-h1", "unreached");
        assertThat(open(admin, warning.id())).hasSize(1);
        issue(Scene.notice(warning, 2, Purpose.LIFT, null));
        assertThat(open(admin, warning.id())).as("all is clear").isEmpty();
    }

    @Test
    void whoCriedForHelpGoesOverAlsoWhenAllIsClear() {
        Scene.point(registry, "hand-cries", Realm.EXERCISE);
        for (var number = 1; number <= 2; number++) {
            Scene.household(
                    residents,
                    "hand-cries",
                    String.valueOf(number),
                    Realm.EXERCISE,
                    null,
                    new Line("家" + number, "1000000613" + number));
        }
        var warning = Scene.warning("hand-cries", Realm.EXERCISE, Level.RED);
        issue(Scene.notice(warning, 1, Purpose.ISSUE, Level.RED));
        var admin = stranger.admin();
        mark(admin, warning.id(), "hand-cries-h1", "help");
        issue(Scene.notice(warning, 2, Purpose.LIFT, null));

        assertThat(open(admin, warning.id())).singleElement().satisfies(matter -> {
            assertThat(matter.get("state").asString()).isEqualTo("help");
            assertThat(matter.at("/detail/over").asBoolean()).isTrue();
            assertThat(matter.at("/detail/households").asInt())
                    .as("the other one is asked nothing any more")
                    .isEqualTo(1);
            assertThat(matter.at("/detail/waiting")
                            .valueStream()
                            .map(one -> one.get("number").asString()))
                    .containsExactly("1");
        });
        mark(admin, warning.id(), "hand-cries-h1", "returned");
        assertThat(open(admin, warning.id())).isEmpty();
    }

    @Test
    void repliesThatNobodyHasSettledGoOverAtTheTop() {
        var before = replies();
        var cries = matters("cry");
        carrier.type("10000006199", "路上有石头");
        eventually(() -> assertThat(replies()).isEqualTo(before + 1));
        carrier.type("10000006198", "救命");
        eventually(() -> assertThat(matters("cry")).isEqualTo(cries + 1));
        assertThat(replies()).as("a cry is a matter of its own").isEqualTo(before + 1);
        var ours = stranger.admin().get("/api/v1/duty/open?division=" + Scene.DIVISION);
        assertThat(ours.json().valueStream().map(m -> m.get("kind").asString())).doesNotContain("replies");
    }

    private long matters(String kind) {
        return stranger.admin()
                .get("/api/v1/duty/open")
                .json()
                .valueStream()
                .filter(m -> m.get("kind").asString().equals(kind))
                .count();
    }

    private int replies() {
        return stranger.admin()
                .get("/api/v1/duty/open")
                .json()
                .valueStream()
                .filter(m -> m.get("kind").asString().equals("replies"))
                .mapToInt(m -> m.at("/detail/replies").asInt())
                .sum();
    }

    @Test
    void itStandsWithTheHandoverAndBehindTheWall() {
        Scene.point(registry, "hand-kept", Realm.EXERCISE);
        Scene.household(residents, "hand-kept", "1", Realm.EXERCISE, null, new Line("家", "10000006121"));
        var warning = Scene.warning("hand-kept", Realm.EXERCISE, Level.ORANGE);
        issue(Scene.notice(warning, 1, Purpose.ISSUE, Level.ORANGE));
        for (var user :
                Map.of("hand-far", "220283", "hand-near", Scene.DIVISION).entrySet()) {
            var made = stranger.admin()
                    .post(
                            "/api/v1/users",
                            Map.of(
                                    "username",
                                    user.getKey(),
                                    "password",
                                    "a long enough password",
                                    "role",
                                    "duty",
                                    "division",
                                    user.getValue()));
            assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        }

        var handed = stranger.admin()
                .post(
                        "/api/v1/duty/handovers",
                        Map.of("division", Scene.DIVISION, "taker", "hand-near", "notes", "老岭沟 1 户未叫到"));
        assertThat(handed.status()).as(handed.response().body()).isEqualTo(201);
        assertThat(of(handed.json().get("open"), warning.id())).hasSize(1);
        var path = "/api/v1/duty/handovers/" + handed.json().get("id").asString();
        assertThat(stranger.admin().delete(path).status()).isEqualTo(204);

        var far = stranger.signIn("hand-far", "a long enough password");
        assertThat(of(far.get("/api/v1/duty/open").json(), warning.id())).isEmpty();
        assertThat(far.get("/api/v1/duty/open?division=" + Scene.DIVISION).status())
                .isEqualTo(404);
    }
}

package cn.shanshao.center.notification;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.RoadCenterTest;
import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.ContactRole;
import cn.shanshao.center.residents.Household.Line;
import cn.shanshao.center.warning.NoticeIssued;
import cn.shanshao.center.warning.Purpose;
import cn.shanshao.center.warning.Warning;
import cn.shanshao.center.warning.WarningChanged;
import cn.shanshao.center.warning.WarningState;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A cry for help is a matter of its own, whatever has become of the warning. */
@RoadCenterTest
class CriesTest extends NoticeScene {
    private static final String PASSWORD = "a long enough password";

    @Autowired
    CryClock cryClock;

    private void lift(Warning warning) {
        issue(Scene.notice(warning, 2, Purpose.LIFT, null));
    }

    private void close(Warning w) {
        issue(new WarningChanged(new Warning(
                w.id(),
                9,
                w.pointId(),
                w.division(),
                w.realm(),
                WarningState.CLOSED,
                w.level(),
                w.highest(),
                null,
                true,
                true,
                w.people(),
                w.households(),
                List.of(),
                w.openedAt(),
                w.changedAt(),
                null,
                null,
                null,
                null,
                null)));
    }

    /** A point with one household. */
    private void place(String point, String phone) {
        Scene.point(registry, point, Realm.EXERCISE);
        Scene.household(residents, point, "1", Realm.EXERCISE, null, new Line("金顺吉", phone));
    }

    /** That were told of a red. */
    private Warning told(String point, String phone) {
        place(point, phone);
        var warning = Scene.warning(point, Realm.EXERCISE, Level.RED);
        NoticeIssued issued = Scene.notice(warning, 1, Purpose.ISSUE, Level.RED);
        issue(issued);
        eventually(() -> assertThat(state(point)).isEqualTo(RollState.REACHED));
        return warning;
    }

    private List<JsonNode> open(Caller who) {
        var answer = who.get("/api/v1/cries");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json().valueStream().toList();
    }

    private @Nullable JsonNode cryOf(String household) {
        return open(stranger.admin()).stream()
                .filter(cry -> household.equals(cry.get("householdId").asString("")))
                .findFirst()
                .orElse(null);
    }

    private int post(Caller who, String path, Map<String, Object> body) {
        return who.post(path, body).status();
    }

    private Caller user(String username, String role, String division) {
        var made = stranger.admin()
                .post(
                        "/api/v1/users",
                        Map.of("username", username, "password", PASSWORD, "role", role, "division", division));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        return stranger.signIn(username, PASSWORD);
    }

    private void due(JsonNode cry) {
        jdbc.sql("update cry set due_at = '2000-01-01Z' where id = ?")
                .param(Long.valueOf(cry.get("id").asString()))
                .update();
    }

    @Test
    void afterTheWarningIsClosedItAlarmsAndIsAnsweredAndClimbsUntilSomebodyHasIt() {
        var warning = told("cry-closed", "10000008001");
        carrier.type("10000008001", "1");
        lift(warning);
        close(warning);
        assertThat(cryOf("cry-closed-h1")).as("nobody cries yet").isNull();

        carrier.type("10000008001", "2");

        var cry = cryOf("cry-closed-h1");
        assertThat(cry).isNotNull();
        assertThat(cry.get("isWaiting").asBoolean()).isTrue();
        assertThat(cry.get("warningId").asString()).isEqualTo(warning.id());
        assertThat(cry.get("division").asString()).isEqualTo(Scene.DIVISION);
        assertThat(cry.get("text").asString()).isEqualTo("2");
        eventually(() -> assertThat(textsTo("10000008001")).anyMatch(text -> text.contains("您的求助已收到")));

        var stage = cry.get("stage").asInt();
        due(cry);
        cryClock.look();
        assertThat(cryOf("cry-closed-h1").get("stage").asInt()).isGreaterThan(stage);
        assertThat(jdbc.sql("select count(*) from message where about = ? and purpose = 'wake'")
                        .param("cry/" + cry.get("id").asString())
                        .query(Integer.class)
                        .single())
                .as("officers are called")
                .isPositive();

        var at = "/api/v1/cries/" + cry.get("id").asString();
        assertThat(post(stranger.admin(), at + "/take", Map.of())).isEqualTo(200);
        assertThat(cryOf("cry-closed-h1").get("isWaiting").asBoolean()).isFalse();
        assertThat(cryOf("cry-closed-h1").get("takenBy").asString()).isEqualTo("admin");
        cryClock.look();
        assertThat(cryOf("cry-closed-h1").get("dueAt").isNull())
                .as("nobody else is called")
                .isTrue();

        carrier.type("10000008001", "救命啊");
        assertThat(cryOf("cry-closed-h1").get("isWaiting").asBoolean())
                .as("it was cried again, and somebody must say that it is heard")
                .isTrue();
        assertThat(cryOf("cry-closed-h1").get("times").asInt()).isEqualTo(2);

        assertThat(post(stranger.admin(), at + "/settle", Map.of("note", " "))).isEqualTo(422);
        assertThat(post(stranger.admin(), at + "/settle", Map.of("note", "老宋把他背到小学")))
                .isEqualTo(200);
        assertThat(cryOf("cry-closed-h1")).isNull();
        assertThat(post(stranger.admin(), at + "/settle", Map.of("note", "再办一次")))
                .isEqualTo(409);
        assertThat(stranger.admin().get("/api/v1/cries?open=false").response().body())
                .contains("老宋把他背到小学");
        assertThat(stranger.admin()
                        .get("/api/v1/warnings/cry-closed-w/roll-call/course")
                        .json()
                        .valueStream()
                        .map(line -> line.get("act").asString()))
                .containsSubsequence("cry", "cry-call", "cry-take", "cry", "cry-settle");
    }

    @Test
    void afterTheAllClearItStandsOnTheRollCallAndIsSettledThereWithANote() {
        var warning = told("cry-lifted", "10000008002");
        carrier.type("10000008002", "1");
        lift(warning);

        carrier.type("10000008002", "2");

        assertThat(state("cry-lifted")).isEqualTo(RollState.HELP);
        var cry = cryOf("cry-lifted-h1");
        assertThat(cry).isNotNull();
        assertThat(cry.get("rollCall").asString()).isEqualTo(warning.id());
        assertThat(post(
                        stranger.admin(),
                        "/api/v1/cries/" + cry.get("id").asString() + "/settle",
                        Map.of("note", "好了")))
                .as("the roll call says where they are")
                .isEqualTo(409);
        var row = "/api/v1/warnings/cry-lifted-w/roll-call/cry-lifted-h1";
        assertThat(post(stranger.admin(), row, Map.of("state", "returned", "note", "村医送回家")))
                .isEqualTo(200);
        assertThat(cryOf("cry-lifted-h1")).isNull();
    }

    @Test
    void duringAWarningItHasAnOwnerToo() {
        told("cry-during", "10000008003");
        carrier.type("10000008003", "救命，走不动");
        assertThat(cryOf("cry-during-h1")).isNotNull();
    }

    @Test
    void aHouseholdThatWasNeverWarnedIsHeard() {
        place("cry-never", "10000008004");
        carrier.type("10000008004", "2");

        var cry = cryOf("cry-never-h1");
        assertThat(cry).isNotNull();
        assertThat(cry.get("pointId").asString()).isEqualTo("cry-never");
        assertThat(cry.get("warningId").isNull()).isTrue();
        eventually(() -> assertThat(textsTo("10000008004")).anyMatch(text -> text.contains("您的求助已收到")));
    }

    @Test
    void aVillagerWhoStandsOnNoHouseholdsCardIsHeard() {
        Scene.point(registry, "cry-alone", Realm.EXERCISE);
        registry.saveContact(
                new Contact(
                        "cry-alone-v", "cry-alone", "独居", "10000008005", ContactRole.VILLAGER, "ko", Realm.EXERCISE),
                "test");
        carrier.type("10000008005", "2");

        assertThat(cryOf("contact:cry-alone-v")).isNotNull();
        eventually(() -> assertThat(textsTo("10000008005")).anyMatch(text -> text.contains("구조 요청을 접수")));
    }

    @Test
    void whatNobodyKnowsIsHeardAtTheTopAndGoesToTheHouseholdOnceItIsFound() {
        told("cry-found", "10000008006");
        var far = user("cry-far", "duty", "220283");
        carrier.type("10000008016", "救命！被困在二楼");

        assertThat(open(far)).isEmpty();
        var cry = open(stranger.admin()).stream()
                .filter(one -> one.get("text").asString("").contains("被困在二楼"))
                .findFirst()
                .orElseThrow();
        assertThat(cry.get("householdId").isNull()).isTrue();
        assertThat(post(far, "/api/v1/cries/" + cry.get("id").asString() + "/take", Map.of()))
                .isEqualTo(404);
        eventually(() -> assertThat(textsTo("10000008016")).anyMatch(text -> text.contains("您的求助已收到")));

        var reply = stranger.admin()
                .get("/api/v1/replies/unknown")
                .json()
                .valueStream()
                .filter(one -> one.get("text").asString("").contains("被困在二楼"))
                .findFirst()
                .orElseThrow()
                .get("id")
                .asString();
        assertThat(post(stranger.admin(), "/api/v1/replies/" + reply + "/settle", Map.of("household", "cry-found-h1")))
                .isEqualTo(204);

        assertThat(state("cry-found")).isEqualTo(RollState.HELP);
        assertThat(cryOf("cry-found-h1").get("id").asString())
                .isEqualTo(cry.get("id").asString());
    }

    @Test
    void aRunnerWhoCriesForOthersIsAnsweredInTheirOwnLanguage() {
        Scene.point(registry, "cry-visit", Realm.EXERCISE);
        residents.save(
                Scene.household("cry-visit", "1", Realm.EXERCISE, "ko", null, new Line("김", "10000008021")), "test");
        var korean = new Contact(
                "cry-visit-c", "cry-visit", "박", "10000008023", ContactRole.VILLAGE_CADRE, "ko", Realm.EXERCISE);
        registry.saveContact(korean, "test");
        residents.save(
                Scene.household("cry-visit", "2", Realm.EXERCISE, "zh", null, new Line("李", "10000008024")), "test");
        issue(Scene.notice(Scene.warning("cry-visit", Realm.EXERCISE, Level.RED), 1, Purpose.ISSUE, Level.RED));
        eventually(() -> assertThat(home("cry-visit", 2).state()).isEqualTo(RollState.REACHED));

        goesAndCries("cry-visit-h1", "10000008022");
        goesAndCries("cry-visit-h2", "10000008023");

        eventually(() -> assertThat(textsTo("10000008022")).anyMatch(text -> text.contains("支援请求已收到")));
        eventually(() -> assertThat(textsTo("10000008023")).anyMatch(text -> text.contains("지원 요청을 접수")));
        assertThat(home("cry-visit", 1).state()).isEqualTo(RollState.HELP);
        assertThat(home("cry-visit", 2).state()).isEqualTo(RollState.HELP);
    }

    private void goesAndCries(String household, String runner) {
        var before = carrier.submittedTo(runner).size();
        assertThat(post(
                        stranger.admin(),
                        "/api/v1/warnings/cry-visit-w/roll-call/" + household + "/runner",
                        Map.of("name", "邻居", "phone", runner)))
                .isEqualTo(200);
        eventually(() -> assertThat(
                        textsTo(runner).subList(before, textsTo(runner).size()))
                .anyMatch(text -> text.contains("请上门通知")));
        carrier.type(runner, "1");
        eventually(() -> assertThat(textsTo(runner)).anyMatch(text -> text.contains("已记录由您通知1户")));
        carrier.type(runner, "2");
    }

    @Test
    void whoMustRingSeesTheNumberAndEachLookStandsInTheTrail() {
        place("cry-ring", "10000008007");
        carrier.type("10000008007", "救命");
        var id = cryOf("cry-ring-h1").get("id").asString();
        assertThat(cryOf("cry-ring-h1").toString()).doesNotContain("10000008007");

        var duty = user("cry-duty", "duty", Scene.DIVISION);
        var numbers = duty.get("/api/v1/cries/" + id + "/numbers");
        assertThat(numbers.status()).isEqualTo(200);
        assertThat(numbers.response().body()).contains("10000008007");
        assertThat(jdbc.sql("select count(*) from audit_entry where action = 'cry.read' and object = ? and who ="
                                + " 'cry-duty'")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);

        for (var role : List.of("wall", "reviewer")) {
            var watcher = user("cry-" + role, role, Scene.DIVISION);
            assertThat(watcher.get("/api/v1/cries/" + id + "/numbers").status()).isEqualTo(403);
            assertThat(open(watcher).toString())
                    .as(role)
                    .contains("cry-ring-h1")
                    .doesNotContain("户主1", "10000008007", "*8007", "救命");
        }
    }

    @Test
    void whoeverTakesOverTheShiftLearnsOfIt() {
        place("cry-hand", "10000008008");
        carrier.type("10000008008", "救命");
        assertThat(stranger.admin()
                        .get("/api/v1/duty/open?division=" + Scene.DIVISION)
                        .json()
                        .valueStream()
                        .filter(matter -> matter.get("kind").asString().equals("cry"))
                        .filter(matter ->
                                matter.at("/detail/point").asString("").equals("cry-hand")))
                .singleElement()
                .satisfies(matter -> {
                    assertThat(matter.get("state").asString()).isEqualTo("untaken");
                    assertThat(matter.toString()).doesNotContain("户主1", "10000008008", "*8008");
                });
    }
}

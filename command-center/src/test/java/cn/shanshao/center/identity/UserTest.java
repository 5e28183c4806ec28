package cn.shanshao.center.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CenterTest
class UserTest {
    private static final String PASSWORD = "long enough for us";

    @Autowired
    Caller stranger;

    private Caller made(String username, String role, String division) {
        var form = Map.of("username", username, "password", PASSWORD, "role", role, "division", division);
        assertThat(stranger.admin().post("/api/v1/users", form).status()).isEqualTo(201);
        return stranger.signIn(username, PASSWORD);
    }

    @Test
    void aViewerNeitherMakesUsersNorSeesThem() {
        var viewer = made("us-viewer", "viewer", "2202");
        assertThat(viewer.get("/api/v1/users").status()).isEqualTo(403);
        assertThat(viewer.post("/api/v1/users", Map.of("username", "us-x", "password", PASSWORD, "role", "viewer"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void anAdministratorOfACountyMakesUsersThereAndNowhereElse() {
        var county = made("us-county", "administrator", "220282");
        var abroad = county.post(
                "/api/v1/users",
                Map.of("username", "us-abroad", "password", PASSWORD, "role", "viewer", "division", "220283"));
        assertThat(abroad.status()).isEqualTo(422);
        assertThat(abroad.json().at("/errors/0/field").asString()).isEqualTo("division");
        assertThat(county.get("/api/v1/users")
                        .json()
                        .valueStream()
                        .map(u -> u.get("division").asString()))
                .containsOnly("220282");
        assertThat(county.send("PATCH", "/api/v1/users/admin", Map.of("enabled", false))
                        .status())
                .isEqualTo(404);
        assertThat(county.get("/api/v1/audit/verification").status()).isEqualTo(403);
        assertThat(county.get("/api/v1/divisions")
                        .json()
                        .valueStream()
                        .map(d -> d.get("code").asString()))
                .containsExactly("220282");
    }

    @Test
    void everybodyKeepsTheOwnTelephoneAndNobodyElses() {
        var user = made("us-phone", "duty", "220282");
        assertThat(user.get("/api/v1/session").json().get("phone").isNull()).isTrue();
        assertThat(user.send("PATCH", "/api/v1/users/us-phone", Map.of("phone", "0432-66543210"))
                        .status())
                .isEqualTo(200);
        assertThat(user.get("/api/v1/session").json().get("phone").asString()).isEqualTo("0432-66543210");
        assertThat(user.send("PATCH", "/api/v1/users/us-phone", Map.of("phone", "no number"))
                        .status())
                .isEqualTo(422);
        var named = Map.of("phone", "0432-66543210", "displayName", "别人");
        assertThat(user.send("PATCH", "/api/v1/users/us-phone", named).status()).isEqualTo(403);
        made("us-phone-other", "duty", "220282");
        assertThat(user.send("PATCH", "/api/v1/users/us-phone-other", Map.of("phone", "13800000001"))
                        .status())
                .isEqualTo(403);
        assertThat(user.send("PATCH", "/api/v1/users/us-phone", Map.of("phone", ""))
                        .status())
                .isEqualTo(200);
        assertThat(user.get("/api/v1/session").json().get("phone").isNull()).isTrue();
    }

    @Test
    void whoIsDisabledIsOutAtOnce() {
        var duty = made("us-duty", "duty", "22");
        assertThat(duty.get("/api/v1/session").status()).isEqualTo(200);
        var admin = stranger.admin();
        assertThat(admin.send("PATCH", "/api/v1/users/us-duty", Map.of("enabled", false))
                        .status())
                .isEqualTo(200);
        assertThat(duty.get("/api/v1/session").status()).isEqualTo(401);
        assertThat(stranger.post("/api/v1/session", Map.of("username", "us-duty", "password", PASSWORD))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aNewPasswordEndsTheSessionsOfTheOldOne() {
        var user = made("us-change", "viewer", "22");
        assertThat(user.send(
                                "PATCH",
                                "/api/v1/users/us-change",
                                Map.of("password", "another long one", "oldPassword", PASSWORD))
                        .status())
                .isEqualTo(200);
        assertThat(user.get("/api/v1/session").status()).isEqualTo(401);
        assertThat(stranger.signIn("us-change", "another long one")
                        .get("/api/v1/session")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aNewPasswordOfOnesOwnNeedsTheOldOneWhichCannotBeGuessed() {
        var user = made("us-old", "viewer", "22").with("X-Forwarded-For", "203.0.113.50");
        var path = "/api/v1/users/us-old";
        var without = user.send("PATCH", path, Map.of("password", "another long one"));
        assertThat(without.status()).isEqualTo(422);
        assertThat(without.json().at("/errors/0/field").asString()).isEqualTo("oldPassword");
        var guess = Map.of("password", "another long one", "oldPassword", "a guess of mine");
        var wrong = user.send("PATCH", path, guess);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.response().body()).doesNotContain("a guess of mine");
        assertThat(trail()).contains("account.refuse", "203.0.113.50").doesNotContain("a guess of mine");
        assertThat(IntStream.range(0, 12)
                        .map(i -> user.send("PATCH", path, guess).status()))
                .contains(429);
        assertThat(user.get("/api/v1/session").status()).isEqualTo(200);
    }

    @Test
    void aRefusedChangeLeavesThePasswordAsItWas() {
        made("us-half", "administrator", "220282");
        var admin = stranger.signIn("us-half", PASSWORD);
        var own = admin.send(
                "PATCH",
                "/api/v1/users/us-half",
                Map.of("password", "another long one", "oldPassword", PASSWORD, "role", "viewer"));
        assertThat(own.status()).isEqualTo(409);
        made("us-half-clerk", "duty", "220282");
        var others = admin.send(
                "PATCH", "/api/v1/users/us-half-clerk", Map.of("password", "another long one", "division", "220281"));
        assertThat(others.status()).isEqualTo(422);
        for (var username : List.of("us-half", "us-half-clerk")) {
            assertThat(stranger.signIn(username, PASSWORD)
                            .get("/api/v1/session")
                            .status())
                    .as(username)
                    .isEqualTo(200);
        }
    }

    private String trail() {
        return stranger.admin().get("/api/v1/audit?limit=10").response().body();
    }

    @Test
    void anAdministratorGivesAnotherUserANewPasswordAndTheTokensOfTheOldOneEnd() {
        var user = made("us-reset", "duty", "22");
        var machine = machine(user, "write");
        assertThat(machine.get("/api/v1/points").status()).isEqualTo(200);
        var reset = stranger.admin().send("PATCH", "/api/v1/users/us-reset", Map.of("password", "another long one"));
        assertThat(reset.status()).isEqualTo(200);
        assertThat(machine.get("/api/v1/points").status()).isEqualTo(401);
        assertThat(user.get("/api/v1/session").status()).isEqualTo(401);
    }

    @Test
    void theTokensOfWhoWasDisabledDoNotComeBack() {
        var machine = machine(made("us-again", "duty", "22"), "read");
        var admin = stranger.admin();
        admin.send("PATCH", "/api/v1/users/us-again", Map.of("enabled", false));
        admin.send("PATCH", "/api/v1/users/us-again", Map.of("enabled", true));
        assertThat(machine.get("/api/v1/points").status()).isEqualTo(401);
        assertThat(stranger.signIn("us-again", PASSWORD).get("/api/v1/session").status())
                .isEqualTo(200);
    }

    @Test
    void aTokenChangesNoAccountAndDropsNoToken() {
        var admin = stranger.admin();
        var kept = admin.post("/api/v1/tokens", Map.of("label", "kept"));
        var id = kept.json().get("id").asString();
        made("us-prey", "viewer", "22");
        var machine = machine(admin, "write");
        var form = Map.of("username", "us-bot", "password", PASSWORD, "role", "administrator");
        assertThat(machine.post("/api/v1/users", form).status()).isEqualTo(403);
        for (var change : List.of(Map.of("password", "another long one"), Map.of("enabled", false))) {
            assertThat(machine.send("PATCH", "/api/v1/users/us-prey", change).status())
                    .isEqualTo(403);
        }
        var own = Map.of("password", "another long one", "oldPassword", CenterTest.PASSWORD);
        assertThat(machine.send("PATCH", "/api/v1/users/admin", own).status()).isEqualTo(403);
        assertThat(machine.delete("/api/v1/tokens/" + id).status()).isEqualTo(403);
        assertThat(machine.delete("/api/v1/users/admin/tokens/" + id).status()).isEqualTo(403);
        assertThat(stranger.signIn("us-prey", PASSWORD).get("/api/v1/session").status())
                .isEqualTo(200);
    }

    @Test
    void anAdministratorListsAndDropsTheTokensOfTheUsersBelow() {
        var user = made("us-tokens", "duty", "220282");
        var machine = machine(user, "read");
        var neighbour = made("us-neighbour", "administrator", "220283");
        var above = made("us-above", "administrator", "2202");
        var path = "/api/v1/users/us-tokens/tokens";
        var listed = above.get(path);
        assertThat(listed.json().valueStream().map(t -> t.get("label").asString()))
                .containsExactly("machine");
        assertThat(listed.response().body()).doesNotContain("shan_");
        var id = listed.json().get(0).get("id").asString();

        assertThat(user.get(path).status()).isEqualTo(403);
        assertThat(user.delete(path + "/" + id).status()).isEqualTo(403);
        assertThat(neighbour.get(path).status()).isEqualTo(404);
        assertThat(neighbour.delete(path + "/" + id).status()).isEqualTo(404);
        assertThat(machine.get("/api/v1/points").status()).isEqualTo(200);
        assertThat(above.delete("/api/v1/users/us-above/tokens/" + id).status()).isEqualTo(404);
        assertThat(above.delete(path + "/" + id).status()).isEqualTo(204);
        assertThat(machine.get("/api/v1/points").status()).isEqualTo(401);
    }

    private Caller machine(Caller person, String scope) {
        var made = person.post("/api/v1/tokens", Map.of("label", "machine", "scope", scope));
        return stranger.with(
                "Authorization", "Bearer " + made.json().get("token").asString());
    }

    @Test
    void aTokenActsWithinItsScopeAndMakesNoTokens() {
        var admin = stranger.admin();
        var made = admin.post("/api/v1/tokens", Map.of("label", "collector", "scope", "read", "days", 3));
        assertThat(made.status()).isEqualTo(201);
        var machine = stranger.with(
                "Authorization", "Bearer " + made.json().get("token").asString());
        assertThat(machine.get("/api/v1/devices").status()).isEqualTo(200);
        assertThat(machine.post("/api/v1/devices", Map.of("id", "us-token")).status())
                .isEqualTo(401);

        var writer = admin.post("/api/v1/tokens", Map.of("label", "writer", "scope", "write"));
        var writing = stranger.with(
                "Authorization", "Bearer " + writer.json().get("token").asString());
        assertThat(writing.post("/api/v1/devices", Map.of("id", "us-token")).status())
                .isEqualTo(201);
        assertThat(writing.post("/api/v1/tokens", Map.of("label", "more")).status())
                .isEqualTo(403);

        assertThat(admin.delete("/api/v1/tokens/" + made.json().get("id").asString())
                        .status())
                .isEqualTo(204);
        assertThat(machine.get("/api/v1/devices").status()).isEqualTo(401);
    }

    @Test
    void aShortPasswordIsRefusedWithoutBeingRepeated() {
        var short1 = stranger.admin()
                .post("/api/v1/users", Map.of("username", "us-short", "password", "hunter2", "role", "viewer"));
        assertThat(short1.status()).isEqualTo(422);
        assertThat(short1.json().at("/errors/0/field").asString()).isEqualTo("password");
        assertThat(short1.response().body()).doesNotContain("hunter2");
    }

    @Test
    void anAdministratorMovesAUserWithinTheOwnDivisionAndRemovesIt() {
        made("us-boss", "administrator", "220282");
        var boss = stranger.signIn("us-boss", PASSWORD);
        var clerk = made("us-clerk", "duty", "220282");
        var path = "/api/v1/users/us-clerk";
        assertThat(boss.send("PATCH", path, Map.of("division", "220281")).status())
                .isEqualTo(422);
        var changed = boss.send("PATCH", path, Map.of("role", "expert", "displayName", "专家李"));
        assertThat(changed.json().get("role").asString()).isEqualTo("expert");
        assertThat(changed.json().get("displayName").asString()).isEqualTo("专家李");
        assertThat(clerk.get("/api/v1/session").status())
                .as("with the old role")
                .isEqualTo(401);
        var entry = boss.get("/api/v1/audit?object=us-clerk&action=account.change&personal=true")
                .json()
                .get(0);
        assertThat(entry.at("/before/role").asString()).isEqualTo("duty");
        assertThat(entry.at("/after/person/facts/displayName").asString()).isEqualTo("专家李");

        assertThat(boss.send("PATCH", "/api/v1/users/us-boss", Map.of("role", "wall"))
                        .status())
                .isEqualTo(409);
        assertThat(boss.delete("/api/v1/users/us-boss").status()).isEqualTo(409);
        assertThat(stranger.admin().delete("/api/v1/users/admin").status()).isEqualTo(409);
        assertThat(boss.delete(path).status()).isEqualTo(204);
        assertThat(boss.delete(path).status()).isEqualTo(404);
        assertThat(boss.get("/api/v1/audit?object=us-clerk&personal=true")
                        .response()
                        .body())
                .doesNotContain("专家李");
    }

    @Test
    void everybodyLearnsWhoTheLoginsAreButAWallNoNames() {
        var admin = stranger.admin();
        var duty = new HashMap<String, Object>(Map.of("password", "a long enough password", "division", "220282"));
        duty.putAll(Map.of("username", "names-duty", "displayName", "钱值班", "role", "duty"));
        assertThat(admin.post("/api/v1/users", duty).status()).isEqualTo(201);
        duty.putAll(Map.of("username", "names-wall", "displayName", "大厅屏", "role", "wall"));
        assertThat(admin.post("/api/v1/users", duty).status()).isEqualTo(201);
        duty.putAll(Map.of("username", "names-far", "displayName", "孙邻县", "role", "duty", "division", "220281"));
        assertThat(admin.post("/api/v1/users", duty).status()).isEqualTo(201);

        var seen = stranger.signIn("names-duty", "a long enough password")
                .get("/api/v1/users/names")
                .response()
                .body();
        assertThat(seen).contains("钱值班", "\"admin\"").doesNotContain("孙邻县", "\"phone\"");
        var onTheWall = stranger.signIn("names-wall", "a long enough password").get("/api/v1/users/names");
        assertThat(onTheWall.status()).isEqualTo(200);
        assertThat(onTheWall.response().body()).contains("names-duty").doesNotContain("钱值班");
    }
}

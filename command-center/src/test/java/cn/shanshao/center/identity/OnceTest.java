package cn.shanshao.center.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.China;
import cn.shanshao.center.OwnLimitsTest;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Passwords that were made for somebody, the end of a user's time, and the sessions one has. */
@OwnLimitsTest
class OnceTest {
    private static final String OWN = "a password of my own";

    @Autowired
    Caller stranger;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    AccountStore accounts;

    @Test
    void whoWasLockedMeanwhileIsNotLetInAgainByWhoeverLookedBefore() {
        made("once-locked");
        var seen = accounts.find("once-locked").orElseThrow();
        assertThat(stranger.admin()
                        .send("PATCH", "/api/v1/users/once-locked", Map.of("enabled", false))
                        .status())
                .isEqualTo(200);
        assertThat(accounts.change(seen)).isFalse();
        assertThat(accounts.find("once-locked").orElseThrow().enabled()).isFalse();
    }

    private String made(String username) {
        var made = stranger.admin()
                .post(
                        "/api/v1/users",
                        Map.of("username", username, "displayName", "周岭", "role", "duty", "phone", "138-0013-8000"));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        assertThat(made.header("Cache-Control")).contains("no-store");
        assertThat(made.json().get("once").asBoolean()).isTrue();
        assertThat(made.json().get("phone").asString()).isEqualTo("138-0013-8000");
        return made.json().get("password").asString();
    }

    @Test
    void whoComesWithAPasswordThatWasMadeChoosesAnotherBeforeAnythingElse() {
        var given = made("once-new");
        var user = stranger.signIn("once-new", given);
        assertThat(user.get("/api/v1/session").json().get("once").asBoolean()).isTrue();
        for (var path :
                new String[] {"/api/v1/overview", "/api/v1/sessions", "/%61pi/v1/overview", "/ws", "/v3/api-docs"}) {
            assertThat(user.get(path).status()).as(path).isIn(400, 403, 404);
        }
        assertThat(user.post("/api/v1/tokens", Map.of("label", "x")).status()).isEqualTo(403);
        assertThat(user.send("PATCH", "/api/v1/users/admin", Map.of("password", OWN))
                        .status())
                .isEqualTo(403);
        assertThat(user.get("/login").status()).isEqualTo(200);

        var change = Map.of("password", OWN, "oldPassword", given);
        assertThat(user.send("PATCH", "/api/v1/users/once-new", change).status())
                .isEqualTo(200);
        assertThat(stranger.post("/api/v1/session", Map.of("username", "once-new", "password", given))
                        .status())
                .isEqualTo(401);
        var again = stranger.signIn("once-new", OWN);
        assertThat(again.get("/api/v1/session").json().get("once").asBoolean()).isFalse();
        assertThat(again.get("/api/v1/overview").status()).isEqualTo(200);
    }

    @Test
    void thePasswordThatWasMadeIsNotChosenAgain() {
        var given = made("once-same");
        var user = stranger.signIn("once-same", given);
        var same = user.send("PATCH", "/api/v1/users/once-same", Map.of("password", given, "oldPassword", given));
        assertThat(same.status()).isEqualTo(422);
        assertThat(same.json().at("/errors/0/field").asString()).isEqualTo("password");
        assertThat(same.response().body()).doesNotContain(given);
    }

    @Test
    void aResetEndsSessionsAndTokensAndIsToldOnce() {
        made("once-reset");
        var admin = stranger.admin();
        admin.send("PATCH", "/api/v1/users/once-reset", Map.of("password", OWN));
        var user = stranger.signIn("once-reset", OWN);
        var token = user.post("/api/v1/tokens", Map.of("label", "x"))
                .json()
                .get("token")
                .asString();

        var reset = admin.post("/api/v1/users/once-reset/password", Map.of());
        assertThat(reset.header("Cache-Control")).contains("no-store");
        var given = reset.json().get("password").asString();
        assertThat(user.get("/api/v1/session").status()).isEqualTo(401);
        assertThat(stranger.with("Authorization", "Bearer " + token)
                        .get("/api/v1/overview")
                        .status())
                .isEqualTo(401);
        assertThat(admin.get("/api/v1/users").response().body()).doesNotContain(given);
        assertThat(admin.get("/api/v1/audit?action=account.reset&limit=500")
                        .response()
                        .body())
                .contains("once-reset")
                .doesNotContain(given);
        assertThat(admin.post("/api/v1/users/admin/password", Map.of()).status())
                .as("the own one needs the present one")
                .isEqualTo(409);
    }

    @Test
    void whoseTimeIsOverIsOutAndComesBackWhenItIsPutOff() {
        made("once-until");
        var admin = stranger.admin();
        admin.send("PATCH", "/api/v1/users/once-until", Map.of("password", OWN));
        var user = stranger.signIn("once-until", OWN);
        var today = LocalDate.now(China.ZONE);
        assertThat(end(admin, today.toString())).isEqualTo(200);
        user = stranger.signIn("once-until", OWN);
        jdbc.update("update account set valid_until = ? where username = 'once-until'", today.minusDays(1));
        assertThat(user.get("/api/v1/session").status()).isEqualTo(401);
        assertThat(stranger.post("/api/v1/session", Map.of("username", "once-until", "password", OWN))
                        .status())
                .isEqualTo(401);
        assertThat(end(admin, "")).isEqualTo(200);
        assertThat(stranger.signIn("once-until", OWN).get("/api/v1/overview").status())
                .isEqualTo(200);
        assertThat(end(admin, "2026-02-30")).isEqualTo(422);
        assertThat(admin.send("PATCH", "/api/v1/users/admin", Map.of("validUntil", "2020-01-01"))
                        .status())
                .as("nobody locks oneself out")
                .isEqualTo(409);
    }

    private static int end(Caller admin, String day) {
        return admin.send("PATCH", "/api/v1/users/once-until", Map.of("validUntil", day))
                .status();
    }

    @Test
    void oneSeesTheOwnSessionsAndEndsOne() {
        made("once-mine");
        var admin = stranger.admin();
        admin.send("PATCH", "/api/v1/users/once-mine", Map.of("password", OWN));
        var desk = stranger.with("User-Agent", "desk").signIn("once-mine", OWN);
        var lost = stranger.with("User-Agent", "lost phone").signIn("once-mine", OWN);
        var mine = desk.get("/api/v1/sessions").json();
        var current = mine.get("current").asString();
        var other = mine.get("sessions")
                .valueStream()
                .filter(one -> one.get("agent").asString().equals("lost phone"))
                .findFirst()
                .orElseThrow();
        assertThat(other.get("address").asString()).isEqualTo("127.0.0.1");
        var id = other.get("id").asString();
        assertThat(id).isNotEqualTo(current);
        assertThat(admin.delete("/api/v1/sessions/" + id).status())
                .as("another's")
                .isEqualTo(404);
        assertThat(desk.delete("/api/v1/sessions/" + id).status()).isEqualTo(204);
        assertThat(lost.get("/api/v1/session").status()).isEqualTo(401);
        assertThat(desk.get("/api/v1/session").status()).isEqualTo(200);

        assertThat(admin.get("/api/v1/users/once-mine/sessions").json()).hasSize(1);
        assertThat(admin.delete("/api/v1/users/once-mine/sessions").status()).isEqualTo(204);
        assertThat(desk.get("/api/v1/session").status()).isEqualTo(401);
    }

    @Test
    void aTokenTellsWhenItWasUsedLast() {
        var admin = stranger.admin();
        var made = admin.post("/api/v1/tokens", Map.of("label", "once-used")).json();
        assertThat(used(admin, made.get("id").asString())).isFalse();
        stranger.with("Authorization", "Bearer " + made.get("token").asString()).get("/api/v1/session");
        assertThat(used(admin, made.get("id").asString())).isTrue();
    }

    private static boolean used(Caller admin, String id) {
        return admin.get("/api/v1/tokens")
                .json()
                .valueStream()
                .filter(one -> one.get("id").asString().equals(id))
                .anyMatch(one -> !one.get("usedAt").isNull());
    }

    @Test
    void aTelephoneThatIsNoneIsNamed() {
        var made = stranger.admin()
                .post("/api/v1/users", Map.of("username", "once-phone", "role", "duty", "phone", "call me"));
        assertThat(made.status()).isEqualTo(422);
        assertThat(made.json().at("/errors/0/field").asString()).isEqualTo("phone");
    }

    @Test
    void namesAndTelephonesOfUsersStandNowhereInTheOpen() {
        made("once-sealed");
        assertThat(jdbc.queryForObject("select a::text from account a where username = 'once-sealed'", String.class))
                .doesNotContain("周岭", "138-0013-8000");
    }
}

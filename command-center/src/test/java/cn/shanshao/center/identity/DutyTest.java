package cn.shanshao.center.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CenterTest
class DutyTest {
    private static final String PASSWORD = "a long enough password";
    /** A county that no other test has a roster of. */
    private static final String SHULAN = "220283";

    @Autowired
    Caller stranger;

    @Autowired
    Handovers handovers;

    @Autowired
    JdbcClient jdbc;

    private Caller administrator;
    private String officer = "";
    private String deputy = "";

    @BeforeEach
    void aCounty() {
        administrator = stranger.signIn(user("administrator", SHULAN), PASSWORD);
        officer = user("duty", SHULAN);
        deputy = user("signer", SHULAN);
    }

    private String user(String role, String division) {
        var name = "du-" + role + System.nanoTime();
        var made = stranger.admin()
                .post(
                        "/api/v1/users",
                        Map.of("username", name, "password", PASSWORD, "role", role, "division", division));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        return name;
    }

    private Map<String, Object> shift(Instant begins, Instant ends) {
        return new HashMap<>(Map.of("begins", begins, "ends", ends, "officer", officer, "deputy", deputy));
    }

    private List<String> on() {
        return administrator
                .get("/api/v1/duty/now")
                .json()
                .get("on")
                .valueStream()
                .map(o -> o.get("username").asString())
                .filter(List.of(officer, deputy)::contains)
                .toList();
    }

    @Test
    void whoIsOnNowIsOneCallAndFallsToTheDeputy() {
        var now = Instant.now();
        var made = administrator.post("/api/v1/duty/shifts", shift(now.minusSeconds(60), now.plusSeconds(3600)));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        assertThat(on()).containsExactly(officer);

        var leave = administrator.post(
                "/api/v1/duty/leaves",
                Map.of("username", officer, "begins", now.minusSeconds(60), "ends", now.plusSeconds(600)));
        assertThat(leave.status()).as(leave.response().body()).isEqualTo(201);
        assertThat(on()).containsExactly(deputy);
        assertThat(administrator
                        .delete("/api/v1/duty/leaves/" + leave.json().get("id").asString())
                        .status())
                .isEqualTo(204);
        assertThat(on()).containsExactly(officer);

        var id = made.json().get("id").asString();
        var alone = shift(now.minusSeconds(60), now.plusSeconds(3600));
        alone.put("version", 1);
        alone.remove("officer");
        assertThat(administrator.put("/api/v1/duty/shifts/" + id, alone).status())
                .isEqualTo(200);
        assertThat(administrator.put("/api/v1/duty/shifts/" + id, alone).status())
                .isEqualTo(409);
        assertThat(on()).containsExactly(deputy);
        assertThat(administrator.delete("/api/v1/duty/shifts/" + id).status()).isEqualTo(204);
        assertThat(on()).isEmpty();
    }

    @Test
    void whoIsOnDutyIsRungByThoseWhoHaveTo() {
        var admin = stranger.admin();
        assertThat(admin.send("PATCH", "/api/v1/users/" + officer, Map.of("phone", "13800000432"))
                        .status())
                .isEqualTo(200);
        var now = Instant.now();
        var made = administrator.post("/api/v1/duty/shifts", shift(now.minusSeconds(60), now.plusSeconds(3600)));
        var told = Map.of(
                "administrator", "13800000432",
                "signer", "13800000432",
                "duty", "13800000432",
                "crew", "13800000432",
                "expert", "****0432",
                "reviewer", "****0432",
                "wall", "****0432");
        told.forEach((role, phone) -> {
            var reader = stranger.signIn(user(role, SHULAN), PASSWORD);
            assertThat(reader.get("/api/v1/duty/now").json().at("/on").valueStream())
                    .as(role)
                    .anySatisfy(one -> {
                        assertThat(one.get("username").asString()).isEqualTo(officer);
                        assertThat(one.get("phone").asString()).isEqualTo(phone);
                    });
        });
        administrator.delete("/api/v1/duty/shifts/" + made.json().get("id").asString());
    }

    @Test
    void aRotaOfNightsIsOfChineseTimeAndTakesTheOfficersInTurn() {
        var made = administrator.post(
                "/api/v1/duty/rota",
                Map.of(
                        "division",
                        SHULAN,
                        "first",
                        "2030-07-21",
                        "days",
                        3,
                        "begins",
                        "20:00",
                        "ends",
                        "08:00",
                        "officers",
                        List.of(officer, deputy)));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        var nights = administrator
                .get("/api/v1/duty/shifts?from=2030-07-21T00:00:00Z&to=2030-07-25T00:00:00Z")
                .json();
        assertThat(nights.valueStream().map(n -> n.get("begins").asString()))
                .containsExactly("2030-07-21T12:00:00Z", "2030-07-22T12:00:00Z", "2030-07-23T12:00:00Z");
        assertThat(nights.get(0).get("ends").asString()).isEqualTo("2030-07-22T00:00:00Z");
        assertThat(nights.valueStream().map(n -> n.get("officer").asString()))
                .containsExactly(officer, deputy, officer);
    }

    @Test
    void whoDoesNotServeThereIsNotTaken() {
        var now = Instant.now();
        for (var wrong : List.of(user("wall", SHULAN), user("duty", "220281"), "nobody")) {
            var form = shift(now, now.plusSeconds(60));
            form.put("officer", wrong);
            var refused = administrator.post("/api/v1/duty/shifts", form);
            assertThat(refused.status()).as(wrong).isEqualTo(422);
            assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("officer");
        }
        var twice = shift(now, now.plusSeconds(60));
        twice.put("deputy", officer);
        assertThat(administrator
                        .post("/api/v1/duty/shifts", twice)
                        .json()
                        .at("/errors/0/field")
                        .asString())
                .isEqualTo("deputy");
        assertThat(administrator
                        .post("/api/v1/duty/shifts", shift(now, now.plus(3, ChronoUnit.DAYS)))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aHandOverKeepsItsNotes() {
        var wang = stranger.signIn(officer, PASSWORD);
        var given = wang.post(
                "/api/v1/duty/handovers", Map.of("division", SHULAN, "taker", deputy, "notes", "3 号点裂缝 12 mm，盯住"));
        assertThat(given.status()).as(given.response().body()).isEqualTo(201);
        var newest = administrator.get("/api/v1/duty/handovers?limit=1").json().get(0);
        assertThat(newest.get("giver").asString()).isEqualTo(officer);
        assertThat(newest.get("taker").asString()).isEqualTo(deputy);
        assertThat(newest.get("notes").asString()).contains("12 mm");
    }

    private String give(Caller giver, String taker) {
        var given = giver.post("/api/v1/duty/handovers", Map.of("division", SHULAN, "taker", taker, "notes", "一切正常"));
        assertThat(given.status()).as(given.response().body()).isEqualTo(201);
        return given.json().get("id").asString();
    }

    private static List<String> waiting(Caller who) {
        return who.get("/api/v1/duty/handovers/waiting")
                .json()
                .valueStream()
                .map(h -> h.get("id").asString())
                .toList();
    }

    @Test
    void theDutyGoesOverWhenItIsTakenAndNotBefore() {
        var now = Instant.now();
        var made = administrator.post("/api/v1/duty/shifts", shift(now.minusSeconds(60), now.plusSeconds(3600)));
        var wang = stranger.signIn(officer, PASSWORD);
        var li = stranger.signIn(deputy, PASSWORD);
        var third = stranger.signIn(user("duty", SHULAN), PASSWORD);
        assertThat(wang.post("/api/v1/duty/handovers", Map.of("division", SHULAN, "taker", officer, "notes", "自己"))
                        .json()
                        .at("/errors/0/field")
                        .asString())
                .isEqualTo("taker");

        var first = give(wang, deputy);
        var id = give(wang, deputy);
        assertThat(waiting(li)).as("nobody hands over twice").contains(id).doesNotContain(first);
        assertThat(waiting(wang)).contains(id);
        assertThat(waiting(third)).doesNotContain(id);
        assertThat(on()).containsExactly(officer);
        var path = "/api/v1/duty/handovers/" + id;
        assertThat(third.post(path + "/accept", Map.of()).status()).isEqualTo(403);
        assertThat(wang.post(path + "/accept", Map.of()).status()).isEqualTo(403);
        assertThat(third.delete(path).status()).isEqualTo(403);

        assertThat(li.post(path + "/accept", Map.of()).status()).isEqualTo(200);
        assertThat(on()).containsExactly(deputy);
        assertThat(li.post(path + "/accept", Map.of()).status()).isEqualTo(409);
        assertThat(wang.delete(path).status()).isEqualTo(409);
        assertThat(waiting(li)).doesNotContain(id);
        assertThat(administrator.get("/api/v1/audit?object=" + id).response().body())
                .contains("duty.hand-over", "duty.take-over");
        var shift = "/api/v1/duty/shifts/" + made.json().get("id").asString();
        assertThat(administrator.delete(shift).status()).isEqualTo(204);
    }

    @Test
    void whoCanBeRungUpToTheProvinceIsSeenBeforeTheNight() {
        var now = Instant.now();
        var made = administrator.post("/api/v1/duty/shifts", shift(now.minusSeconds(60), now.plusSeconds(3600)));
        var all = administrator.get("/api/v1/duty/calls?division=" + SHULAN).json();
        assertThat(all.valueStream().map(t -> t.get("division").asString()).distinct())
                .containsExactly(SHULAN, "2202", "22");
        assertThat(lacks()).as("nobody on duty has a number").isNotEmpty().containsOnly("no-number");
        assertThat(stranger.admin()
                        .send("PATCH", "/api/v1/users/" + officer, Map.of("phone", "13800000433"))
                        .status())
                .isEqualTo(200);
        assertThat(lacks()).contains("none");
        var shift = "/api/v1/duty/shifts/" + made.json().get("id").asString();
        assertThat(administrator.delete(shift).status()).isEqualTo(204);
    }

    /** Of the turns of the county. */
    private List<String> lacks() {
        return administrator
                .get("/api/v1/duty/calls?division=" + SHULAN)
                .json()
                .valueStream()
                .filter(t -> t.get("division").asString().equals(SHULAN))
                .map(t -> t.get("lack").isNull() ? "none" : t.get("lack").asString())
                .toList();
    }

    @Test
    void oneHandOverThatCannotBeRungForHoldsUpNoOther() {
        jdbc.sql("""
                        insert into duty_handover (id, division, at, giver, taker, notes, open)
                        select id, ?, now() - interval '10 minutes', ?, ?, '', '[]'
                        from unnest(array['du-bad', 'du-good']) id""").params(SHULAN, officer, deputy).update();
        jdbc.sql("""
            create function du_fail() returns trigger language plpgsql as $$ begin
              if new.id = 'du-bad' then raise exception 'du-bad fails'; end if; return new; end $$\
            """).update();
        jdbc.sql("create trigger du_fail before update on duty_handover for each row execute function du_fail()")
                .update();
        try {
            handovers.look();
            assertThat(rung()).containsExactly("du-good");
        } finally {
            jdbc.sql("drop function du_fail cascade").update();
        }
        handovers.look();
        assertThat(rung()).as("it is tried again").containsExactly("du-bad", "du-good");
    }

    private List<String> rung() {
        return jdbc.sql("select id from duty_handover where id like 'du-%' and rung_at is not null order by id")
                .query(String.class)
                .list();
    }
}

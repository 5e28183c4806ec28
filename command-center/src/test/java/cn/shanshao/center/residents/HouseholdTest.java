package cn.shanshao.center.residents;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who lives below the slope, now and on the night of the 21st; and who may know it. */
@CenterTest
class HouseholdTest {
    @Autowired
    Caller stranger;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Residents residents;

    private Caller user(String username, String role, String division) {
        var form = Map.of("username", username, "password", "long enough for us", "role", role, "division", division);
        assertThat(stranger.admin().post("/api/v1/users", form).status()).isEqualTo(201);
        return stranger.signIn(username, "long enough for us");
    }

    private Caller withPoint(String point) {
        var admin = stranger.admin();
        var form =
                Map.of("id", point, "name", "东沟", "kind", "landslide", "division", "220282", "lon", 126.5, "lat", 43.5);
        assertThat(admin.post("/api/v1/points", form).status()).isEqualTo(201);
        return admin;
    }

    static Map<String, Object> household(String number) {
        var form = new HashMap<String, Object>();
        form.put("number", number);
        form.put("name", "王秀英");
        form.put("people", 3);
        form.put("address", "东沟村 7 号");
        form.put("lines", List.of(Map.of("name", "王秀英", "phone", "137 1234 5678")));
        form.put("members", List.of(Map.of("name", "王秀英", "sex", "f", "age", 62)));
        return form;
    }

    @Test
    void theRosterOfThatNightIsStillKnown() {
        var admin = withPoint("hh-1");
        var made = admin.post("/api/v1/points/hh-1/households", household("1"));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        var id = made.json().get("id").asString();
        var night = Instant.now();

        var form = household("1");
        form.put("people", 5);
        assertThat(admin.put("/api/v1/households/" + id, form).status()).isEqualTo(422);
        form.put("version", 1);
        assertThat(admin.put("/api/v1/households/" + id, form)
                        .json()
                        .get("version")
                        .asLong())
                .isEqualTo(2);
        assertThat(admin.put("/api/v1/households/" + id, form).status())
                .as("somebody who saw version 1 only")
                .isEqualTo(409);

        var now = admin.get("/api/v1/points/hh-1/households").json();
        assertThat(now.get(0).get("people").asInt()).isEqualTo(5);
        var then = admin.get("/api/v1/points/hh-1/households?at=" + night).json();
        assertThat(then.get(0).get("people").asInt()).isEqualTo(3);

        assertThat(admin.delete("/api/v1/households/" + id + "?version=2").status())
                .isEqualTo(204);
        assertThat(admin.get("/api/v1/points/hh-1/households").json().size()).isZero();
        var history = admin.get("/api/v1/households/" + id + "/history").json();
        assertThat(history.size()).isEqualTo(2);
        assertThat(history.get(1).get("until").isNull()).isFalse();
        assertThat(history.get(1).get("by").asString()).isEqualTo("admin");
    }

    @Test
    void numbersAreMaskedAndWhoAsksForThemIsKept() {
        var admin = withPoint("hh-2");
        var made = admin.post("/api/v1/points/hh-2/households", household("1")).json();
        var address = "/api/v1/households/" + made.get("id").asString();
        assertThat(made.get("lines").get(0).get("phone").asString()).isEqualTo("137****5678");
        assertThat(admin.get(address).json().get("lines").get(0).get("phone").asString())
                .isEqualTo("137****5678");

        var whole = admin.get(address + "?reveal=true").json();
        assertThat(whole.get("lines").get(0).get("phone").asString()).isEqualTo("13712345678");
        var kept = jdbc.queryForObject(
                "select count(*) from audit_entry where action = 'household.read' and object = ?",
                Long.class,
                made.get("id").asString());
        assertThat(kept).isEqualTo(1);

        var expert = user("hh-expert", "expert", "220282");
        assertThat(expert.get(address).status()).isEqualTo(200);
        assertThat(expert.get(address + "?reveal=true").status()).isEqualTo(403);
        assertThat(expert.get("/api/v1/points/hh-2/cards").status()).isEqualTo(403);
        var neighbour = user("hh-neighbour", "administrator", "220281");
        assertThat(neighbour.get(address).status()).isEqualTo(404);
        assertThat(neighbour.get(address + "/history").status()).isEqualTo(404);
        assertThat(neighbour.get("/api/v1/points/hh-2/households").status()).isEqualTo(404);
    }

    @Test
    void nothingPersonalStandsInTheDatabase() {
        var admin = withPoint("hh-3");
        admin.post("/api/v1/points/hh-3/households", household("1"));
        var card = Map.of("version", 0, "dutyPhone", "13787654321", "location", "东沟村北");
        assertThat(admin.put("/api/v1/points/hh-3/card", card).status()).isEqualTo(200);
        for (var table : List.of("household_version", "point_card_version", "vault_key", "audit_entry")) {
            var dump = String.join("\n", jdbc.queryForList("select t::text from %s t".formatted(table), String.class));
            var bytes = jdbc.queryForList(
                            "select encode(convert_to(t::text, 'UTF8'), 'escape') from %s t".formatted(table),
                            String.class)
                    .toString();
            assertThat(dump + bytes).as(table).doesNotContain("王秀英", "13712345678", "13787654321", "东沟村 7 号");
        }
        assertThat(residents.householdsByPhone("+86 137-1234-5678"))
                .extracting(Household::pointId)
                .contains("hh-3");
        assertThat(residents.householdsByPhone("13712345679")).isEmpty();
    }

    @Test
    void whatIsErasedIsGoneInEveryVersion() {
        var admin = withPoint("hh-4");
        var id = admin.post("/api/v1/points/hh-4/households", household("1"))
                .json()
                .get("id")
                .asString();
        var night = Instant.now();
        assertThat(admin.delete("/api/v1/households/" + id + "/personal-data").status())
                .isEqualTo(204);
        assertThat(admin.get("/api/v1/households/" + id).status()).isEqualTo(404);
        assertThat(admin.get("/api/v1/points/hh-4/households?at=" + night)
                        .json()
                        .size())
                .isZero();
        var history = admin.get("/api/v1/households/" + id + "/history").json();
        assertThat(history.get(0).get("household").isNull()).isTrue();
        assertThat(admin.delete("/api/v1/households/" + id + "/personal-data").status())
                .isEqualTo(409);
    }

    @Test
    void everyWrongFieldIsNamed() {
        var admin = withPoint("hh-5");
        var form = household("1");
        form.put("kind", "camp");
        form.put("people", 0);
        form.put("lines", List.of(Map.of("name", "工头", "phone", "12")));
        var answer = admin.post("/api/v1/points/hh-5/households", form);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("errors").findValuesAsString("field")).contains("people", "lines[0].phone", "to");
        form.put("lines", List.of(Map.of("name", "工头")));
        assertThat(admin.post("/api/v1/points/hh-5/households", form).status()).isEqualTo(422);
        assertThat(admin.put("/api/v1/points/hh-5/card", Map.of("version", 0, "rescue", Map.of()))
                        .status())
                .isEqualTo(422);
        admin.post("/api/v1/points/hh-5/households", household("1"));
        assertThat(admin.post("/api/v1/points/hh-5/households", household("1")).status())
                .as("the number is taken")
                .isEqualTo(409);
    }

    @Test
    void theCardsSayWhatIsPrinted() {
        var admin = withPoint("hh-6");
        admin.post("/api/v1/points/hh-6/contacts", Map.of("name", "李雷", "phone", "13711112222", "role", "order-giver"));
        admin.post("/api/v1/points/hh-6/households", household("1"));
        var card = Map.of("version", 0, "location", "东沟村北", "rescue", Map.of("place", "东沟消防站", "phone", "119"));
        assertThat(admin.put("/api/v1/points/hh-6/card", card).status())
                .as("a number of three digits")
                .isEqualTo(422);
        var right = Map.of("version", 0, "location", "东沟村北", "signal", "铜锣三声");
        assertThat(admin.put("/api/v1/points/hh-6/card", right)
                        .json()
                        .get("version")
                        .asLong())
                .isEqualTo(1);
        assertThat(admin.put("/api/v1/points/hh-6/card", right).status()).isEqualTo(409);

        var cards = admin.get("/api/v1/points/hh-6/cards").json();
        assertThat(cards.get("card").get("signal").asString()).isEqualTo("铜锣三声");
        assertThat(cards.get("persons").get(0).get("phone").asString()).isEqualTo("13711112222");
        assertThat(cards.get("households")
                        .get(0)
                        .get("lines")
                        .get(0)
                        .get("phone")
                        .asString())
                .isEqualTo("13712345678");
        assertThat(jdbc.queryForObject(
                        "select count(*) from audit_entry where action = 'card.print' and object = 'hh-6'", Long.class))
                .isEqualTo(1);
    }

    @Test
    void planAndFileFillWhatTheCardLeavesEmpty() {
        var admin = stranger.admin();
        var path = "/api/v1/points/hh-7";
        var form = new HashMap<String, Object>(Map.of(
                "id", "hh-7", "name", "东沟", "kind", "landslide", "division", "220282", "lon", 126.5, "lat", 43.5));
        form.put("people", 83);
        form.put("villages", List.of("东沟村"));
        form.put("dossier", Map.of("volume", 120_000, "households", 21, "property", 6_000_000));
        assertThat(admin.post("/api/v1/points", form).status()).isEqualTo(201);
        var plan = new HashMap<String, Object>(
                Map.of("edition", "2026", "author", "周编制", "monitoring", "位移计，人工巡查", "signal", "鸣锣", "route", "沿村道向东"));
        plan.putAll(Map.of("shelter", "村小学", "orderGiver", "郑书记"));
        assertThat(admin.post(path + "/plans", plan).status()).isEqualTo(201);

        var unapproved = admin.get(path + "/cards").json();
        assertThat(unapproved.at("/printed/shelter").isNull())
                .as("nobody is sent where no approved plan says")
                .isTrue();
        assertThat(unapproved.at("/printed/scale").asString()).isEqualTo("中型，12 万立方米");
        assertThat(unapproved.at("/taken/scale").asString()).isEqualTo("file");

        plan.putAll(Map.of("approvedBy", "吴局长", "approvedOn", "2021-03-01", "validUntil", "2999-12-31"));
        admin.post(path + "/plans", plan);
        assertThat(admin.put(path + "/card", Map.of("version", 0, "signal", "高音喇叭"))
                        .status())
                .isEqualTo(200);
        var cards = admin.get(path + "/cards").json();
        var printed = cards.get("printed");
        assertThat(printed.get("shelter").asString()).isEqualTo("村小学");
        assertThat(printed.get("route").asString()).isEqualTo("沿村道向东");
        assertThat(printed.get("methods").asString()).isEqualTo("位移计，人工巡查");
        assertThat(printed.get("signal").asString()).as("its own").isEqualTo("高音喇叭");
        assertThat(printed.get("threatened").asString()).isEqualTo("21 户 83 人");
        assertThat(printed.get("property").asLong()).isEqualTo(6_000_000);
        assertThat(printed.get("location").asString()).isEqualTo("东沟村");
        assertThat(cards.get("orderGiver").asString()).isEqualTo("郑书记");
        assertThat(cards.at("/taken/shelter").asString()).isEqualTo("plan");
        assertThat(cards.get("taken").has("signal")).isFalse();
        assertThat(cards.at("/card/shelter").isNull())
                .as("the card itself stays as it was")
                .isTrue();

        var reminders = admin.get(path + "/reminders").response().body();
        assertThat(reminders)
                .contains("防灾工作明白卡“监测的主要迹象”为空")
                .doesNotContain("防灾工作明白卡“预定避灾地点”为空", "明白卡“疏散命令发布人”为空", "防灾工作明白卡“类型及规模”为空");
        admin.post(path + "/households", household("1"));
        assertThat(admin.get(path + "/cards").json().at("/printed/threatened").isNull())
                .as("the roster says who is threatened")
                .isTrue();
        assertThat(admin.get(path + "/reminders").response().body()).doesNotContain("防灾工作明白卡“威胁对象”为空");
    }
}

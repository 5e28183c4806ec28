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
import tools.jackson.databind.JsonNode;

/** Who is in danger, what is missing, and who changed what. */
@CenterTest
class PointPeopleTest {
    private static final Map<String, Object> ZONE = Map.of(
            "type",
            "Polygon",
            "coordinates",
            List.of(List.of(
                    List.of(126.499, 43.499),
                    List.of(126.503, 43.499),
                    List.of(126.503, 43.502),
                    List.of(126.499, 43.502),
                    List.of(126.499, 43.499))));

    @Autowired
    Caller stranger;

    @Autowired
    Residents residents;

    private static Map<String, Object> point(String id) {
        var form = new HashMap<String, Object>(
                Map.of("id", id, "name", "北坡", "kind", "landslide", "division", "220282", "lon", 126.5, "lat", 43.5));
        form.put("people", 9);
        return form;
    }

    private static String household(Caller caller, String point, String number, int people, Double lon, Double lat) {
        var form = new HashMap<String, Object>(
                Map.of("number", number, "name", "户" + number, "people", people, "address", "沟口"));
        if (lon != null) {
            form.put("lon", lon);
            form.put("lat", lat);
        }
        var made = caller.post("/api/v1/points/" + point + "/households", form);
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        return made.json().get("id").asString();
    }

    @Test
    void whoIsNotKnownToBeOutsideIsWarned() {
        var admin = stranger.admin();
        var form = point("pe-1");
        assertThat(admin.post("/api/v1/points", form).status()).isEqualTo(201);
        household(admin, "pe-1", "1", 4, 126.501, 43.5005);
        household(admin, "pe-1", "2", 3, 126.51, 43.5);
        household(admin, "pe-1", "3", 2, null, null);
        var away = new HashMap<String, Object>(Map.of("number", "4", "name", "已撤", "people", 50, "address", "沟口"));
        away.put("to", "2020-01-01");
        admin.post("/api/v1/points/pe-1/households", away);
        var none = admin.get("/api/v1/points/pe-1/people").json();
        assertThat(none.get("hasZone").asBoolean()).isFalse();
        assertThat(none.at("/toWarn/people").asInt())
                .as("without a zone everybody")
                .isEqualTo(9);

        var before = Instant.now().toString();
        form.put("version", 1);
        form.put("dossier", Map.of("zone", ZONE));
        assertThat(admin.put("/api/v1/points/pe-1", form).status()).isEqualTo(200);
        var people = admin.get("/api/v1/points/pe-1/people").json();
        assertThat(people.at("/declared").asInt()).isEqualTo(9);
        assertThat(people.at("/roster/people").asInt()).isEqualTo(9);
        assertThat(people.at("/inside/people").asInt()).isEqualTo(4);
        assertThat(people.at("/outside/people").asInt()).isEqualTo(3);
        assertThat(people.at("/unplaced/people").asInt()).isEqualTo(2);
        assertThat(people.at("/toWarn/people").asInt()).isEqualTo(6);
        assertThat(people.at("/households/1/where").asString()).isEqualTo("outside");
        assertThat(people.at("/households/1/distance").asInt()).isBetween(555, 575);
        assertThat(residents.peopleBelow("pe-1", Instant.now()).toWarn().households())
                .isEqualTo(2);
        assertThat(admin.get("/api/v1/points/pe-1/people?at=" + before)
                        .json()
                        .at("/toWarn/people")
                        .asInt())
                .isEqualTo(9);
        assertThat(admin.get("/api/v1/points/pe-1/people?at=2001-01-01T00:00:00Z")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aHouseHasBothCoordinatesOrNone() {
        var admin = stranger.admin();
        admin.post("/api/v1/points", point("pe-2"));
        var form = new HashMap<String, Object>(
                Map.of("number", "1", "name", "户", "people", 2, "address", "沟口", "lon", 126.5));
        assertThat(admin.post("/api/v1/points/pe-2/households", form)
                        .json()
                        .at("/errors/0/field")
                        .asString())
                .isEqualTo("lat");
        form.put("lat", 95);
        assertThat(admin.post("/api/v1/points/pe-2/households", form)
                        .json()
                        .at("/errors/0/field")
                        .asString())
                .isEqualTo("lat");
    }

    private static List<String> codes(JsonNode reminders) {
        return reminders.valueStream().map(r -> r.get("code").asString()).toList();
    }

    @Test
    void whatIsMissingOrOverdueIsTold() {
        var admin = stranger.admin();
        var path = "/api/v1/points/pe-3";
        var form = point("pe-3");
        admin.post("/api/v1/points", form);
        assertThat(codes(admin.get(path + "/reminders").json()))
                .contains("plan-none", "zone-none", "survey-none", "number-none", "responsible-none", "card-none")
                .contains("no-monitor", "roster-short", "monitoring-chief-none")
                .doesNotContain("scale-differs");

        form.put("version", 1);
        form.put("unifiedNumber", "220281019999");
        form.put(
                "dossier",
                Map.of(
                        "zone",
                        ZONE,
                        "volume",
                        50_000,
                        "scale",
                        "large",
                        "households",
                        5,
                        "property",
                        8_000_000,
                        "surveyedOn",
                        "2020-05-01"));
        admin.put(path, form);
        var plan = new HashMap<String, Object>(Map.of(
                "edition",
                "2020",
                "author",
                "甲",
                "approvedBy",
                "乙",
                "approvedOn",
                "2020-03-01",
                "validUntil",
                "2020-12-31"));
        admin.post(path + "/plans", plan);
        admin.post(path + "/works", Map.of("measure", "drainage", "name", "截排水沟", "endedOn", "2021-09-01"));
        var household = household(admin, "pe-3", "1", 12, null, null);
        admin.put(path + "/card", Map.of("version", 0, "signal", "鸣锣", "property", 1_000_000));
        var told = admin.get(path + "/reminders");
        assertThat(codes(told.json()))
                .contains("plan-expired", "scale-differs", "survey-old", "number-elsewhere", "households-differ")
                .contains("people-more", "people-unplaced", "work-unaccepted", "card-empty", "card-differs")
                .contains("card-household")
                .doesNotContain("plan-none", "zone-none", "roster-short", "card-none");
        assertThat(told.response().body())
                .contains("防灾工作明白卡“监测的主要迹象”为空", household, "已于 2020-12-31 到期")
                .doesNotContain("防灾工作明白卡“预定报警信号”为空");

        plan.put("approvedOn", "2021-01-01");
        plan.put("validUntil", "2999-12-31");
        admin.post(path + "/plans", plan);
        assertThat(codes(admin.get(path + "/reminders").json())).doesNotContain("plan-expired", "plan-expiring");
    }

    @Test
    void whoChangedWhatIsToldNewestFirst() {
        var admin = stranger.admin();
        var path = "/api/v1/points/pe-4";
        var form = point("pe-4");
        admin.post("/api/v1/points", form);
        var contact = admin.post(
                        path + "/contacts", Map.of("name", "王防灾", "phone", "13712350001", "role", "responsible"))
                .json()
                .get("id")
                .asString();
        var one = household(admin, "pe-4", "10", 4, null, null);
        form.put("version", 1);
        form.put("people", 12);
        form.put("dossier", Map.of("zone", ZONE, "stability", "unstable"));
        admin.put(path, form);
        var moved = new HashMap<String, Object>(
                Map.of("version", 1, "number", "2", "name", "户10", "people", 5, "address", "沟口"));
        admin.put("/api/v1/households/" + one, moved);
        admin.delete(path + "/contacts/" + contact + "?version=1");

        var history = admin.get(path + "/history");
        assertThat(history.response().body()).doesNotContain("13712350001");
        var told = history.json()
                .valueStream()
                .map(c -> "%s %s %s"
                        .formatted(
                                c.get("what").asString(),
                                c.get("verb").asString(),
                                c.get("subject").asString()))
                .toList();
        assertThat(told)
                .containsExactly(
                        "person removed 王防灾",
                        "household changed 户10",
                        "point changed ",
                        "household made 户10",
                        "person made 王防灾",
                        "point made ");
        assertThat(history.json().valueStream().map(c -> c.get("by").asString()))
                .as("also who was taken off")
                .containsOnly("admin");
        var point = history.json().get(2);
        assertThat(point.get("by").asString()).isEqualTo("admin");
        var fields = point.get("fields")
                .valueStream()
                .map(f -> "%s %s→%s".formatted(f.get("field").asString(), f.get("before"), f.get("after")))
                .toList();
        assertThat(fields).contains("people 9→12", "dossier.stability null→\"unstable\"");
        assertThat(fields).anySatisfy(f -> assertThat(f).startsWith("dossier.zone null→10"));
        assertThat(history.json()
                        .get(1)
                        .get("fields")
                        .valueStream()
                        .map(f -> f.get("field").asString()))
                .containsExactlyInAnyOrder("number", "people");
    }
}

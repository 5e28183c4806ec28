package cn.shanshao.center.registry;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Plans, works and responsible persons as they are, and as they were then. */
@CenterTest
class PapersTest {
    @Autowired
    Caller stranger;

    @Autowired
    Registry registry;

    @Autowired
    JdbcTemplate jdbc;

    private String point(Caller caller, String id) {
        var form = new HashMap<String, Object>(
                Map.of("id", id, "name", "北坡", "kind", "landslide", "division", "220282", "lon", 126.5, "lat", 43.5));
        form.put("people", 83);
        form.put("dossier", Map.of("volume", 120_000, "property", 6_000_000, "zone", DossierTest.ZONE));
        assertThat(caller.post("/api/v1/points", form).status()).isEqualTo(201);
        return "/api/v1/points/" + id;
    }

    private static Map<String, Object> plan() {
        return new HashMap<>(Map.of(
                "edition", "2026",
                "author", "周编制",
                "approvedBy", "吴局长",
                "approvedOn", "2026-03-01",
                "validUntil", "2026-12-31",
                "signal", "鸣锣",
                "route", "沿村道向东",
                "shelter", "村小学",
                "orderGiver", "郑书记"));
    }

    @Test
    void aPlanIsChangedByWhoHasSeenItsVersion() {
        var admin = stranger.admin();
        var path = point(admin, "pp-1");
        var made = admin.post(path + "/plans", plan());
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        var one = path + "/plans/" + made.json().get("id").asString();
        var form = plan();
        form.put("shelter", "镇中学");
        assertThat(admin.put(one, form).status()).isEqualTo(422);
        form.put("version", 4);
        assertThat(admin.put(one, form).status()).isEqualTo(409);
        form.put("version", 1);
        var changed = admin.put(one, form);
        assertThat(changed.json().get("version").asLong()).isEqualTo(2);
        assertThat(admin.put(one, form).status()).as("seen once").isEqualTo(409);
        assertThat(admin.delete(one + "?version=1").status()).isEqualTo(409);
        assertThat(admin.delete(one + "?version=2").status()).isEqualTo(204);
        assertThat(admin.get(path + "/plans").json()).isEmpty();
        assertThat(admin.put(one, form).status()).isEqualTo(404);
        var rows = jdbc.queryForList("select p::text from paper_version p where point_id = 'pp-1'", String.class);
        assertThat(rows).hasSize(2).noneMatch(row -> row.contains("吴局长"));
        var trail = admin.get("/api/v1/audit").response().body();
        assertThat(trail).contains("plan.save", "plan.remove", "镇中学").doesNotContain("吴局长");
    }

    @Test
    void everyWrongFieldOfAPlanIsNamed() {
        var admin = stranger.admin();
        var path = point(admin, "pp-2");
        var form = plan();
        form.put("edition", " ");
        form.put("approvedOn", LocalDate.now().plusDays(3).toString());
        form.put("validUntil", "2020-01-01");
        form.put("signal", "咣".repeat(1_001));
        var refused = admin.post(path + "/plans", form);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.response().body()).contains("edition", "approvedOn", "validUntil", "signal");
        form = plan();
        form.remove("validUntil");
        assertThat(admin.post(path + "/plans", form)
                        .json()
                        .at("/errors/0/field")
                        .asString())
                .isEqualTo("validUntil");
        form = plan();
        form.remove("approvedBy");
        assertThat(admin.post(path + "/plans", form)
                        .json()
                        .at("/errors/0/field")
                        .asString())
                .isEqualTo("approvedOn");
    }

    @Test
    void aWorkIsDescribedFromItsBeginningToItsInspection() {
        var admin = stranger.admin();
        var path = point(admin, "pp-3");
        var form = new HashMap<String, Object>(
                Map.of("measure", "anti-slide-pile", "name", "抗滑桩一期", "startedOn", "2025-04-01", "cost", 2_400_000));
        var made = admin.post(path + "/works", form);
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        assertThat(made.json().get("acceptance").asString()).isEqualTo("pending");
        var one = path + "/works/" + made.json().get("id").asString();
        form.put("version", 1);
        form.put("endedOn", "2025-03-01");
        form.put("acceptance", "passed");
        form.put("cost", -1);
        var refused = admin.put(one, form);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.response().body()).contains("endedOn", "acceptedOn", "cost");
        form.put("endedOn", "2025-09-30");
        form.put("acceptedOn", "2025-10-20");
        form.put("cost", 2_450_000);
        assertThat(admin.put(one, form).status()).isEqualTo(200);
        assertThat(admin.get(path + "/plans").json()).isEmpty();
        assertThat(admin.put(path + "/plans/" + made.json().get("id").asString(), plan())
                        .status())
                .as("a work is no plan")
                .isEqualTo(404);
    }

    @Test
    void theWholeFileIsReadAsItStoodThen() {
        var admin = stranger.admin();
        var path = point(admin, "pp-4");
        var contact = admin.post(
                        path + "/contacts", Map.of("name", "王防灾", "phone", "13712340001", "role", "responsible"))
                .json();
        admin.post(path + "/plans", plan());
        var before = admin.get(path + "/dossier").json();
        var then = before.get("at").asString();
        assertThat(before.at("/persons/0/role").asString()).isEqualTo("responsible");
        assertThat(before.at("/persons/0/phone").asString()).isEqualTo("137****0001");
        assertThat(before.get("threat").asString()).isEqualTo("medium");
        assertThat(before.get("scaleByVolume").asString()).isEqualTo("medium");
        assertThat(before.get("zoneArea").asDouble()).isBetween(106_000.0, 109_000.0);

        var form = new HashMap<String, Object>(Map.of(
                "id",
                "pp-4",
                "version",
                1,
                "name",
                "北坡",
                "kind",
                "landslide",
                "division",
                "220282",
                "lon",
                126.5,
                "lat",
                43.5));
        form.put("people", 140);
        assertThat(admin.put(path, form).status()).isEqualTo(200);
        var other = Map.of("version", 1, "name", "李接任", "role", "responsible", "phone", "13712340002");
        assertThat(admin.put(path + "/contacts/" + contact.get("id").asString(), other)
                        .status())
                .isEqualTo(200);
        assertThat(admin.delete(path + "/plans/" + before.at("/plans/0/id").asString() + "?version=1")
                        .status())
                .isEqualTo(204);

        var now = admin.get(path + "/dossier").json();
        assertThat(now.at("/point/people").asInt()).isEqualTo(140);
        assertThat(now.at("/persons/0/name").asString()).isEqualTo("李接任");
        assertThat(now.get("plans")).isEmpty();
        for (var asked : new String[] {path + "/dossier?at=" + then, path + "?at=" + then}) {
            var past = admin.get(asked).json();
            assertThat(past.at("/point/people").asInt()).isEqualTo(83);
            assertThat(past.at("/persons/0/name").asString()).isEqualTo("王防灾");
            assertThat(past.at("/plans/0/shelter").asString()).isEqualTo("村小学");
        }
        assertThat(admin.get(path + "/contacts?at=" + then).json().at("/0/name").asString())
                .isEqualTo("王防灾");
        assertThat(admin.get(path + "?at=2001-01-01T00:00:00Z").status()).isEqualTo(404);
        assertThat(admin.get(path + "?at=yesterday").status()).isEqualTo(400);
    }

    @Test
    void whoWasResponsibleStaysReadableUntilErased() {
        var admin = stranger.admin();
        var path = point(admin, "pp-5");
        var contact = admin.post(
                        path + "/contacts", Map.of("name", "孙包村", "phone", "13712340003", "role", "village-cadre"))
                .json();
        var one = path + "/contacts/" + contact.get("id").asString();
        var then = Instant.now().toString();
        assertThat(admin.delete(one + "?version=1").status()).isEqualTo(204);
        assertThat(admin.get(path + "/contacts").json()).isEmpty();
        assertThat(admin.get(path + "/contacts?at=" + then).response().body()).contains("孙包村");
        assertThat(admin.delete(path + "/contacts/nobody/personal-data").status())
                .isEqualTo(404);
        assertThat(admin.delete(one + "/personal-data").status()).isEqualTo(204);
        assertThat(admin.delete(one + "/personal-data").status()).isEqualTo(409);
        assertThat(admin.get(path + "/contacts?at=" + then).json()).isEmpty();
        assertThat(registry.contactVersionsOf("pp-5")).hasSize(1);
        assertThat(registry.contactVersionsOf("pp-5").get(0).contact()).isEmpty();
        assertThat(admin.get("/api/v1/audit?personal=true").response().body())
                .contains("contact.erase")
                .doesNotContain("孙包村");
    }

    @Test
    void dangerZonesStandOnTheMapOfTheirDivisionAlone() {
        var admin = stranger.admin();
        point(admin, "pp-6");
        var zones = admin.get("/api/v1/zones").json();
        assertThat(zones.get("type").asString()).isEqualTo("FeatureCollection");
        assertThat(zones.get("features").valueStream()).anySatisfy(f -> {
            assertThat(f.at("/properties/id").asString()).isEqualTo("pp-6");
            assertThat(f.at("/geometry/coordinates/0/0/0").asDouble()).isEqualTo(126.499);
        });
        var form =
                Map.of("username", "pp-other", "password", "long enough for us", "role", "duty", "division", "220281");
        assertThat(admin.post("/api/v1/users", form).status()).isEqualTo(201);
        assertThat(stranger.signIn("pp-other", "long enough for us")
                        .get("/api/v1/zones")
                        .response()
                        .body())
                .doesNotContain("pp-6");
    }
}

package cn.shanshao.center.registry;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.PointConfig.Flow;
import cn.shanshao.ingest.wire.PointConfig.StandingOrder;
import cn.shanshao.ingest.wire.PointConfig.Station;
import cn.shanshao.ingest.wire.Realm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is known of a hazard point, and what was known of it then. */
@CenterTest
class DossierTest {
    static final Map<String, Object> ZONE = Map.of(
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
    Registry registry;

    @Autowired
    JdbcTemplate jdbc;

    private static Map<String, Object> point(String id) {
        return new HashMap<>(
                Map.of("id", id, "name", "北坡", "kind", "landslide", "division", "220282", "lon", 126.5, "lat", 43.5));
    }

    private static Map<String, Object> dossier() {
        return new HashMap<>(Map.of(
                "movement", "slide",
                "material", "debris",
                "volume", 120_000,
                "scale", "medium",
                "stability", "less-stable",
                "trend", "unstable",
                "households", 21,
                "property", 3_600_000,
                "surveyedOn", "2025-05-06",
                "zone", ZONE));
    }

    @Test
    void whatASurveyFoundIsKeptAndSaidAgain() {
        var admin = stranger.admin();
        var form = point("ds-1");
        form.put("unifiedNumber", "220282019001");
        form.put("dossier", dossier());
        var made = admin.post("/api/v1/points", form);
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);

        var stored = registry.getPoint("ds-1").dossier();
        assertThat(stored.volume()).isEqualTo(120_000);
        assertThat(stored.scale()).isEqualTo(ScaleGrade.MEDIUM);
        assertThat(stored.trend()).isEqualTo(Dossier.Stability.UNSTABLE);
        assertThat(stored.zone().holds(126.5, 43.5)).isTrue();
        assertThat(made.json().at("/dossier/zone/coordinates/0/2/1").asDouble()).isEqualTo(43.502);
        assertThat(admin.get("/api/v1/audit").response().body()).contains("less-stable");
    }

    @Test
    void whoKnowsNothingOfTheFileLeavesItAlone() {
        var admin = stranger.admin();
        var form = point("ds-2");
        form.put("dossier", dossier());
        admin.post("/api/v1/points", form);
        form.remove("dossier");
        form.put("version", 1);
        form.put("name", "老北坡");
        assertThat(admin.put("/api/v1/points/ds-2", form).status()).isEqualTo(200);
        assertThat(registry.getPoint("ds-2").dossier().volume()).isEqualTo(120_000);
        form.put("version", 2);
        form.put("dossier", Map.of());
        assertThat(admin.put("/api/v1/points/ds-2", form).status()).isEqualTo(200);
        assertThat(registry.getPoint("ds-2").dossier()).isEqualTo(Dossier.EMPTY);
    }

    @Test
    void everyWrongFieldIsNamed() {
        var form = point("ds-3");
        form.put("unifiedNumber", "220282039001");
        var file = dossier();
        file.put("volume", -1);
        file.put("thickness", 5_000);
        file.put("proneness", "high");
        file.put("households", -3);
        var tomorrow = LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(1);
        file.put("surveyedOn", tomorrow.toString());
        file.put("zone", Map.of("type", "Polygon", "coordinates", List.of(List.of(List.of(1, 2)))));
        form.put("dossier", file);
        var refused = stranger.admin().post("/api/v1/points", form);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json()
                        .get("errors")
                        .valueStream()
                        .map(e -> e.get("field").asString()))
                .containsExactlyInAnyOrder(
                        "unifiedNumber",
                        "dossier.volume",
                        "dossier.thickness",
                        "dossier.proneness",
                        "dossier.households",
                        "dossier.surveyedOn",
                        "dossier.zone");
    }

    @Test
    void aNationalNumberIsOfOnePointAlone() {
        var admin = stranger.admin();
        var form = point("ds-4");
        form.put("unifiedNumber", "220282019004");
        assertThat(admin.post("/api/v1/points", form).status()).isEqualTo(201);
        form.put("id", "ds-5");
        var taken = admin.post("/api/v1/points", form);
        assertThat(taken.status()).isEqualTo(422);
        assertThat(taken.json().at("/errors/0/field").asString()).isEqualTo("unifiedNumber");
        form.put("unifiedNumber", "17");
        assertThat(admin.post("/api/v1/points", form)
                        .json()
                        .at("/errors/0/expected")
                        .asString())
                .contains("12 digits");
    }

    @Test
    void aNumberOfAnOlderFormStaysUntilItIsChanged() {
        var admin = stranger.admin();
        var form = point("ds-6");
        admin.post("/api/v1/points", form);
        jdbc.update("update hazard_point set unified_number = 'JL-17' where id = 'ds-6'");
        form.put("unifiedNumber", "JL-17");
        form.put("version", 1);
        assertThat(admin.put("/api/v1/points/ds-6", form).status()).isEqualTo(200);
        form.put("version", 2);
        form.put("unifiedNumber", "JL-18");
        assertThat(admin.put("/api/v1/points/ds-6", form).status()).isEqualTo(422);
    }

    @Test
    void everyVersionIsKeptWithItsTime() {
        var admin = stranger.admin();
        var form = point("ds-7");
        form.put("people", 80);
        admin.post("/api/v1/points", form);
        var first = registry.versionsOf("ds-7").get(0);
        form.put("version", 1);
        form.put("people", 95);
        form.put("dossier", dossier());
        admin.put("/api/v1/points/ds-7", form);

        var versions = registry.versionsOf("ds-7");
        assertThat(versions).extracting(PointVersion::version).containsExactly(1L, 2L);
        assertThat(versions).extracting(PointVersion::by).containsOnly("admin");
        assertThat(versions.get(0).until()).isEqualTo(versions.get(1).since());
        assertThat(versions.get(1).until()).isNull();
        assertThat(registry.findPoint("ds-7", first.since().minusSeconds(1))).isEmpty();
        assertThat(registry.findPoint("ds-7", first.since())
                        .orElseThrow()
                        .point()
                        .people())
                .isEqualTo(80);
        var then = versions.get(1).since();
        assertThat(registry.findPoint("ds-7", then.minusNanos(1_000))
                        .orElseThrow()
                        .point()
                        .people())
                .isEqualTo(80);
        var now = registry.findPoint("ds-7", then).orElseThrow().point();
        assertThat(now).isEqualTo(registry.getPoint("ds-7"));
    }

    @Test
    void thePointsOfBeforeHaveTheirFirstVersionAsTheyStand() throws IOException {
        var flow = new Flow(List.of(new Station("ds-8-a", 0), new Station("ds-8-b", 640)), 1_800.0);
        var until = Instant.now().plusSeconds(3_600).truncatedTo(ChronoUnit.MILLIS);
        var order = new StandingOrder("ds-8-o", Level.RED, Set.of(AlertKind.DEBRIS_FLOW), until, List.of("ds-8-s"));
        registry.savePoint(
                new HazardPoint(
                        "ds-8",
                        0,
                        null,
                        "沟",
                        "debris-flow",
                        "220282",
                        Realm.EXERCISE,
                        126.5,
                        43.5,
                        7,
                        List.of("沟口屯"),
                        List.of(order),
                        flow),
                "test");
        jdbc.update("delete from hazard_point_version");
        var migration = new ClassPathResource("db/migration/V40__point_versions.sql")
                .getContentAsString(StandardCharsets.UTF_8);
        jdbc.execute(migration.substring(migration.indexOf("insert into hazard_point_version")));

        var first = registry.versionsOf("ds-8").get(0);
        assertThat(first.by()).isEqualTo("migration");
        assertThat(first.point()).isEqualTo(registry.getPoint("ds-8"));
    }

    @ParameterizedTest
    @CsvSource({
        "landslide, 99999, SMALL",
        "landslide, 100000, MEDIUM",
        "slope, 1000000, LARGE",
        "landslide, 10000000, GIANT",
        "collapse, 9999, SMALL",
        "collapse, 1000000, GIANT",
        "debris-flow, 20000, MEDIUM",
        "debris-flow, 500000, GIANT",
        "subsidence, 500000, "
    })
    void theVolumeMakesTheGradeByKind(String kind, double volume, ScaleGrade expected) {
        assertThat(ScaleGrade.of(kind, volume).orElse(null)).isEqualTo(expected);
        assertThat(ScaleGrade.of(kind, null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, , SMALL",
        "99, 4999999, SMALL",
        "100, , MEDIUM",
        "3, 5000000, MEDIUM",
        "500, 1, LARGE",
        "1000, , VERY_LARGE",
        "1, 1e8, VERY_LARGE"
    })
    void peopleOrPropertyMakeTheThreat(int people, Double property, ThreatGrade expected) {
        assertThat(ThreatGrade.of(people, property)).isEqualTo(expected);
    }
}

package cn.shanshao.center.alert;

import static cn.shanshao.center.Scenery.HUADIAN;
import static cn.shanshao.center.Scenery.alert;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import cn.shanshao.center.Scenery;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

@CenterTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PastAlertTest {
    private static final String SLOPE = "past-slope";
    private static final String PASSWORD = "a long enough password";

    @Autowired
    Caller stranger;

    @Autowired
    Registry registry;

    @Autowired
    Episodes episodes;

    private Caller admin;

    /** Seven that are over, 1 the oldest; the third was acknowledged; an eighth is open. */
    @BeforeAll
    void aSlopeWithAPast() {
        admin = stranger.admin();
        Scenery.slope(registry, SLOPE, HUADIAN, "10000000701");
        admin.post(
                "/api/v1/users",
                Map.of(
                        "username",
                        "past-officer",
                        "displayName",
                        "孙守夜",
                        "password",
                        PASSWORD,
                        "role",
                        "duty",
                        "division",
                        HUADIAN));
        for (var i = 1; i <= 7; i++) {
            save(i, i == 3 ? new Episode.Acknowledgement("past-officer", Instant.now(), null) : null);
        }
        var open = alert(SLOPE, 8, 8, AlertState.RAISED, Level.YELLOW);
        episodes.save(new Episode(open, true, open.since(), null, null));
    }

    private void save(int opening, Episode.@Nullable Acknowledgement seen) {
        var over = alert(SLOPE, opening, opening, AlertState.CLEARED, null);
        episodes.save(new Episode(over, false, over.since(), seen, null));
    }

    private static List<String> ids(Caller.Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json()
                .get("alerts")
                .valueStream()
                .map(alert -> alert.get("id").asString())
                .toList();
    }

    private static String id(int opening) {
        return SLOPE + "-e" + opening;
    }

    @Test
    void comesInPagesThatMissNothingAndRepeatNothing() {
        var found = new ArrayList<String>();
        var path = "/api/v1/alerts/past?limit=3&pointId=" + SLOPE;
        var page = admin.get(path);
        found.addAll(ids(page));
        assertThat(found).containsExactly(id(7), id(6), id(5));
        while (!page.json().get("next").isNull()) {
            page = admin.get(path + "&before=" + page.json().get("next").asString());
            found.addAll(ids(page));
        }
        assertThat(found).containsExactly(id(7), id(6), id(5), id(4), id(3), id(2), id(1));
    }

    @Test
    void isFoundByWhoAcknowledgedItUnderLoginAndName() {
        var named = "/api/v1/alerts/past?pointId=" + SLOPE + "&by=";
        assertThat(ids(admin.get(named + "past-officer"))).containsExactly(id(3));
        assertThat(ids(admin.get(named + "%E5%AD%99%E5%AE%88%E5%A4%9C"))).containsExactly(id(3));
        assertThat(ids(admin.get(named + "nobody"))).isEmpty();
    }

    @Test
    void tellsWhatReturnedToNormalUnacknowledged() {
        var page = admin.get("/api/v1/alerts/past?acknowledged=false&limit=1&pointId=" + SLOPE);
        assertThat(ids(page)).containsExactly(id(7));
        assertThat(page.json().get("alerts").get(0).get("annunciation").asString())
                .isEqualTo("rtnun");
        assertThat(ids(admin.get("/api/v1/alerts/past?acknowledged=true&pointId=" + SLOPE)))
                .containsExactly(id(3));
    }

    @Test
    void isFoundByItsHighestLevelAndItsSpan() {
        assertThat(ids(admin.get("/api/v1/alerts/past?level=red&pointId=" + SLOPE)))
                .hasSize(7);
        assertThat(ids(admin.get("/api/v1/alerts/past?level=blue&pointId=" + SLOPE)))
                .isEmpty();
        var from = Scenery.BEGINNING.plusSeconds(2);
        var to = Scenery.BEGINNING.plusSeconds(4);
        assertThat(ids(admin.get("/api/v1/alerts/past?pointId=%s&from=%s&to=%s".formatted(SLOPE, from, to))))
                .containsExactly(id(3), id(2));
    }

    @Test
    void staysBehindTheWallOfItsDivision() {
        admin.post(
                "/api/v1/users",
                Map.of("username", "past-neighbour", "password", PASSWORD, "role", "duty", "division", "220281"));
        var neighbour = stranger.signIn("past-neighbour", PASSWORD);

        assertThat(ids(neighbour.get("/api/v1/alerts/past?pointId=" + SLOPE))).isEmpty();
        assertThat(neighbour.get("/api/v1/alerts/past?division=" + HUADIAN).status())
                .isEqualTo(404);
        assertThat(ids(admin.get("/api/v1/alerts/past?limit=200&division=220281")))
                .noneMatch(id -> id.startsWith(SLOPE));
    }

    @Test
    void namesWhatIsWrongWithTheQuestion() {
        for (var wrong : List.of(
                "level=pink", "limit=0", "before=yesterday", "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z")) {
            var answer = admin.get("/api/v1/alerts/past?" + wrong);
            assertThat(answer.status()).as(wrong).isBetween(400, 422);
            assertThat(answer.response().body()).contains(wrong.substring(0, wrong.indexOf('=')));
        }
    }
}

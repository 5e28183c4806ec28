package cn.shanshao.center.warning;

import static cn.shanshao.center.Eventually.eventually;
import static cn.shanshao.center.warning.Valley.COUNTY;
import static cn.shanshao.center.warning.Valley.done;
import static cn.shanshao.center.warning.Valley.notice;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.identity.Role;
import cn.shanshao.center.residents.Residents;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A list of many warnings is asked for every few seconds by every desk: it carries what lists show. */
@ValleyTest
class WarningListTest {
    @Autowired
    Valley valley;

    @Autowired
    Residents residents;

    @Autowired
    JdbcClient jdbc;

    private JsonNode only(String path, String point) {
        var list = done(valley.duty().get(path), 200);
        return (list.isArray() ? list : list.get("warnings"))
                .valueStream()
                .filter(w -> w.get("pointId").asString().equals(point))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void ofALongLogTheNewestLinesAndOfNoticesNoWordsStandInAList() {
        var point = "wl-long";
        valley.settle(point, "10000003801");
        valley.alert(point, 1, 1, AlertState.RAISED, Level.ORANGE);
        done(valley.act(valley.duty(), point, "verify", Map.of()), 200);
        valley.issue(point, notice("evacuation", "issue", "orange"), valley.as("wl-chief", Role.SIGNER, COUNTY));
        var id = valley.of(point).id();
        jdbc.sql("insert into warning_log (warning_id, at, by, act, detail)"
                        + " select ?, now(), 'job', 'follow', jsonb_build_object('n', n) from generate_series(1, 30) n")
                .param(id)
                .update();

        var whole = done(valley.duty().get("/api/v1/warnings/" + id), 200);
        assertThat(whole.get("log").size()).isGreaterThan(30);
        assertThat(whole.at("/notices/0/words").size()).isPositive();
        for (var path : new String[] {"/api/v1/warnings?pointId=" + point, "/api/v1/overview"}) {
            var listed = only(path, point);
            assertThat(listed.propertyNames()).as(path).isEqualTo(whole.propertyNames());
            assertThat(listed.get("log")
                            .valueStream()
                            .map(line -> line.at("/detail/n").asInt()))
                    .as("the newest, oldest first")
                    .hasSize(20)
                    .startsWith(11)
                    .endsWith(30);
            assertThat(listed.get("notices").size()).isEqualTo(1);
            assertThat(listed.at("/notices/0/words").isEmpty()).isTrue();
            assertThat(listed.at("/notices/0/id")).isEqualTo(whole.at("/notices/0/id"));
            assertThat(listed.at("/notices/0/signatures")).isEqualTo(whole.at("/notices/0/signatures"));
            assertThat(listed.get("alerts")).isEqualTo(whole.get("alerts"));
            assertThat(listed.get("pointName")).isEqualTo(whole.get("pointName"));
        }
    }

    @Test
    void howManyAreBelowIsCountedNowWhereverItIsShownUntilItIsClosed() {
        var point = "wl-roster";
        valley.settle(point, "10000003802");
        valley.alert(point, 1, 1, AlertState.RAISED, Level.YELLOW);
        var before = valley.of(point);
        residents.save(Valley.household(point, "3", "zh", null), "test");
        var path = "/api/v1/warnings/" + before.id();
        eventually(() -> {
            for (var shown : List.of(
                    done(valley.duty().get(path), 200),
                    only("/api/v1/warnings?pointId=" + point, point),
                    only("/api/v1/overview", point))) {
                assertThat(shown.get("households").asInt()).isEqualTo(before.households() + 1);
                assertThat(shown.get("people").asInt()).isEqualTo(before.people() + 3);
            }
        });
        done(valley.act(valley.duty(), point, "dismiss", Map.of("reason", "仪器被撞")), 200);
        done(valley.act(valley.duty(), point, "close", Map.of("review", "已复位")), 200);
        residents.save(Valley.household(point, "4", "zh", null), "test");
        assertThat(done(valley.duty().get(path), 200).get("households").asInt())
                .as("as it was when it was closed")
                .isEqualTo(before.households() + 1);
    }
}

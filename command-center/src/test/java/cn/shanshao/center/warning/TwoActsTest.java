package cn.shanshao.center.warning;

import static cn.shanshao.center.warning.Valley.CITY;
import static cn.shanshao.center.warning.Valley.COUNTY;
import static cn.shanshao.center.warning.Valley.NEIGHBOUR;
import static cn.shanshao.center.warning.Valley.PROVINCE;
import static cn.shanshao.center.warning.Valley.done;
import static cn.shanshao.center.warning.Valley.notice;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.registry.DangerZone;
import cn.shanshao.center.residents.Household;
import cn.shanshao.center.residents.Residents;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A local call to leave and a public warning of one slope at the same time: other people, other signers, a level each. What
 * one of them says never silences, lowers or lifts what the other has said.
 */
@ValleyTest
class TwoActsTest {
    @Autowired
    Valley valley;

    @Autowired
    Residents residents;

    @Autowired
    JdbcClient jdbc;

    private Caller chief() {
        return valley.as("ta-chief", Role.SIGNER, COUNTY);
    }

    private Caller city() {
        return valley.as("ta-city", Role.SIGNER, CITY);
    }

    private Caller province() {
        return valley.as("ta-province", Role.SIGNER, PROVINCE);
    }

    /** A point with two households, and a household of another point inside of the area that the public hears of. */
    private String neighbours(String point, String phone) {
        valley.settle(point, phone + "1");
        valley.alert(point, 1, 1, AlertState.RAISED, Level.ORANGE);
        done(valley.act(valley.duty(), point, "verify", Map.of()), 200);
        var other = point + "-next";
        valley.settle(other, phone + "2");
        residents.save(placed(Valley.household(other, "9", "zh", null)), "test");
        return other + "-h9";
    }

    private static Household placed(Household h) {
        var json = Json.text(h).replace("\"lon\":null", "\"lon\":126.751").replace("\"lat\":null", "\"lat\":42.971");
        return Json.read(json.getBytes(StandardCharsets.UTF_8), Household.class);
    }

    private static Map<String, Object> wide(String purpose, String level) {
        var form = notice("public", purpose, level);
        form.put("area", DangerZone.around(126.74, 42.96, 126.76, 42.96, 126.76, 42.98, 126.74, 42.98));
        return form;
    }

    private List<String> laddersOf(String point, String household) {
        return jdbc.sql("select level || ' ' || coalesce(ending, 'on') from ladder where about = ?"
                        + " and household_id = ? order by id")
                .params("warning/" + valley.of(point).id(), household)
                .query(String.class)
                .list();
    }

    private List<String> toldTo(String point, String household) {
        return jdbc.sql("select purpose || ' ' || coalesce(level, '-') from message where about = ?"
                        + " and household_id = ? order by id")
                .params("warning/" + valley.of(point).id(), household)
                .query(String.class)
                .list();
    }

    private @Nullable String rollLevel(String point) {
        return jdbc.sql("select level from roll_call where warning_id = ?")
                .param(valley.of(point).id())
                .query(String.class)
                .single();
    }

    @Test
    void aCallToLeaveDoesNotSilenceWhatTheWiderPublicIsTold() {
        var point = "ta-wide";
        var neighbour = neighbours(point, "1000000340");
        valley.issue(point, wide("issue", "orange"), city());
        assertThat(laddersOf(point, neighbour)).containsExactly("ORANGE on");

        valley.issue(point, notice("evacuation", "issue", "red"), chief());

        assertThat(laddersOf(point, neighbour)).as("nobody else will call them").containsExactly("ORANGE on");
        assertThat(laddersOf(point, point + "-h1")).containsExactly("ORANGE OVER", "RED on");
        assertThat(jdbc.sql("select count(*) from message where household_id = ? and superseded is not null")
                        .param(neighbour)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(valley.of(point).issued()).isEqualTo(Level.RED);
    }

    @Test
    void whatWasDraftedBeforeARedAndIsSignedAfterItLeavesThoseWhoHeardTheRedAlone() {
        var point = "ta-late";
        var neighbour = neighbours(point, "1000000341");
        var early = done(valley.act(valley.duty(), point, "notices", wide("issue", "orange")), 201);
        valley.issue(point, notice("evacuation", "issue", "red"), chief());

        done(valley.sign(city(), early), 200);

        assertThat(valley.of(point).issued()).isEqualTo(Level.RED);
        assertThat(rollLevel(point)).isEqualTo("RED");
        assertThat(toldTo(point, point + "-h1")).containsExactly("issue RED");
        assertThat(laddersOf(point, point + "-h1")).containsExactly("RED on");
        assertThat(toldTo(point, neighbour)).containsExactly("issue ORANGE");
        assertThat(laddersOf(point, neighbour)).containsExactly("ORANGE on");

        done(
                valley.sign(
                        city(), done(valley.act(valley.duty(), point, "notices", notice("public", "lift", null)), 201)),
                200);
        assertThat(toldTo(point, point + "-h1")).as("all hear of the end").containsExactly("issue RED", "lift -");
        assertThat(toldTo(point, neighbour)).containsExactly("issue ORANGE", "lift -");
    }

    @Test
    void theEndIsToldAsWideAsTheWarningWas() {
        var point = "ta-width";
        neighbours(point, "1000000345");
        var told = valley.issue(point, wide("issue", "orange"), city());
        valley.issue(point, notice("evacuation", "issue", "red"), chief());
        var lift = valley.issue(point, notice("public", "lift", null), city());
        assertThat(lift.area()).isEqualTo(told.area());
        assertThat(lift.households()).isEqualTo(told.households()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void aCountyNeitherLowersNorLiftsWhatTheProvinceTold() {
        var point = "ta-high";
        neighbours(point, "1000000342");
        valley.issue(point, wide("issue", "red"), province());
        var nothing = valley.act(valley.duty(), point, "notices", notice("evacuation", "downgrade", "blue"));
        assertThat(nothing.status()).as("nobody was called out").isEqualTo(422);
        valley.issue(point, notice("evacuation", "issue", "red"), chief());

        var lower = valley.act(valley.duty(), point, "notices", notice("evacuation", "downgrade", "blue"));
        assertThat(lower.status()).isEqualTo(422);
        assertThat(lower.response().body()).contains("red or above, which the public was told");

        var lift = done(valley.act(valley.duty(), point, "notices", notice("public", "lift", null)), 201);
        assertThat(lift.get("signing").asString()).isEqualTo(PROVINCE);
        assertThat(valley.sign(chief(), lift).status()).isEqualTo(403);
        done(
                valley.duty()
                        .post("/api/v1/notices/" + lift.get("id").asString() + "/withdraw", Map.of("comment", "再看")),
                200);

        valley.issue(point, wide("downgrade", "yellow"), province());
        assertThat(valley.of(point).issued())
                .as("the public word goes to those who were called out too")
                .isEqualTo(Level.YELLOW);
        valley.issue(point, notice("public", "lift", null), chief());
        assertThat(valley.of(point).state()).isEqualTo(WarningState.LIFTED);
    }

    @Test
    void thePublicIsRaisedByItsOwnSignersAndNeverByACorrection() {
        var point = "ta-raise";
        neighbours(point, "1000000343");
        valley.issue(point, wide("issue", "orange"), city());
        valley.issue(point, notice("evacuation", "issue", "red"), chief());

        var right = valley.withPassword(Map.of("reason", "更正", "level", "red", "shelter", "岭上村部"));
        var raised = valley.act(city(), point, "correct", right);
        assertThat(raised.status()).isEqualTo(422);
        assertThat(raised.response().body()).contains("orange");

        var up = done(valley.act(valley.duty(), point, "notices", wide("upgrade", "red")), 201);
        assertThat(up.get("signing").asString()).isEqualTo(PROVINCE);
        assertThat(valley.sign(city(), up).status()).isEqualTo(403);
        done(valley.sign(province(), up), 200);
        assertThat(valley.of(point).issued()).isEqualTo(Level.RED);
    }

    @Test
    void eachActIsSetRightByItselfAndTheOtherHoldsAsItDid() {
        var point = "ta-right";
        var neighbour = neighbours(point, "1000000346");
        valley.issue(point, wide("issue", "orange"), city());
        valley.issue(point, notice("evacuation", "issue", "red"), chief());

        var which = valley.act(city(), point, "correct", valley.withPassword(Map.of("reason", "误", "level", "yellow")));
        assertThat(which.status()).as("which of the two").isEqualTo(422);
        assertThat(which.response().body()).contains("told red", "told orange");
        var below = Map.of("reason", "误", "level", "yellow", "act", "evacuation");
        assertThat(valley.act(chief(), point, "correct", valley.withPassword(below))
                        .status())
                .as("below what the public was told")
                .isEqualTo(422);

        var wider = Map.of("reason", "雨量误报", "level", "yellow", "act", "public");
        assertThat(valley.act(chief(), point, "correct", valley.withPassword(wider))
                        .status())
                .as("the city told the public")
                .isEqualTo(403);
        done(valley.act(city(), point, "correct", valley.withPassword(wider)), 200);
        assertThat(valley.of(point).issued()).as("whom the red called out").isEqualTo(Level.RED);
        assertThat(toldTo(point, neighbour)).containsExactly("issue ORANGE", "correct YELLOW");
        assertThat(toldTo(point, point + "-h1")).containsExactly("issue ORANGE", "issue RED");
        assertThat(laddersOf(point, point + "-h1")).last().isEqualTo("RED on");

        var local = Map.of("reason", "倾角仪被撞", "level", "orange", "act", "evacuation");
        done(valley.act(chief(), point, "correct", valley.withPassword(local)), 200);
        assertThat(valley.of(point).issued()).isEqualTo(Level.ORANGE);
        assertThat(Heard.of(valley.notices(point)).by(Act.PUBLIC)).isEqualTo(Level.YELLOW);
        assertThat(toldTo(point, neighbour)).hasSize(2);
        assertThat(toldTo(point, point + "-h1")).containsExactly("issue ORANGE", "issue RED", "correct ORANGE");
    }

    @Test
    void whoeverIsOnDutyTakesBackWhatAColleagueHasProposed() {
        var point = "ta-colleague";
        neighbours(point, "1000000344");
        var proposed = done(valley.act(valley.duty(), point, "notices", notice("evacuation", "issue", "orange")), 201);
        var path = "/api/v1/notices/" + proposed.get("id").asString() + "/withdraw";
        var comment = new HashMap<>(Map.of("comment", "已升为红色，重拟"));
        assertThat(valley.as("ta-stranger", Role.DUTY, NEIGHBOUR)
                        .post(path, comment)
                        .status())
                .isEqualTo(404);
        done(valley.as("ta-other", Role.DUTY, COUNTY).post(path, comment), 200);
        assertThat(valley.notices(point)).extracting(Notice::state).containsExactly(NoticeState.WITHDRAWN);
    }
}

package cn.shanshao.center.warning;

import static cn.shanshao.center.warning.Valley.COUNTY;
import static cn.shanshao.center.warning.Valley.done;
import static cn.shanshao.center.warning.Valley.notice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import cn.shanshao.center.Caller;
import cn.shanshao.center.Scenery;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.registry.ContactRole;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The night in which nobody acts. */
@ValleyTest
class WarningClocksTest {
    /** A county in which no other test has officers. */
    private static final String LONELY = "220284";

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Autowired
    Valley valley;

    @Autowired
    Town town;

    @Autowired
    WarningClocks clocks;

    @Autowired
    Caller stranger;

    @Autowired
    Registry registry;

    @Autowired
    Warnings warnings;

    @Autowired
    JdbcClient jdbc;

    private Instant due(String point) {
        var clock = valley.of(point).clock();
        assertThat(clock).isNotNull();
        return clock.dueAt();
    }

    private void ring(String point) {
        clocks.look(valley.of(point).id(), due(point));
    }

    @Test
    void oneAfterTheOtherIsCalledUpToTheProvinceUntilSomebodyTakesItOn() {
        var point = "wc-climb";
        valley.settle(point, "10000003201");
        for (var name : List.of("wc-first", "wc-second")) {
            valley.as(name, Role.DUTY, COUNTY);
            var shift = Map.of(
                    "division",
                    COUNTY,
                    "begins",
                    Instant.now().minusSeconds(name.equals("wc-first") ? 7200 : 3600),
                    "ends",
                    Instant.now().plusSeconds(7200),
                    "officer",
                    name);
            done(stranger.admin().post("/api/v1/duty/shifts", shift), 201);
        }
        valley.as("wc-city", Role.DUTY, "2202");
        valley.as("wc-province", Role.DUTY, "22");

        valley.alert(point, 1, 1, AlertState.RAISED, Level.ORANGE);
        clocks.look(valley.of(point).id(), due(point).minusMillis(1));
        assertThat(town.calledFor(point)).as("not due").isEmpty();
        var first = due(point);
        for (var i = 0; i < 4; i++) {
            ring(point);
        }
        assertThat(town.calledFor(point))
                .extracting(ClockRanOut::stage, ClockRanOut::usernames)
                .startsWith(tuple(1, List.of("wc-first")), tuple(2, List.of("wc-second")));
        assertThat(town.calledFor(point))
                .extracting(ClockRanOut::division)
                .containsExactly(COUNTY, COUNTY, "2202", "22");
        assertThat(town.calledFor(point).get(2).usernames()).contains("wc-city");
        assertThat(due(point)).isEqualTo(first.plus(PATIENCE.multipliedBy(4)));
        ring(point);
        assertThat(town.calledFor(point).get(4).usernames()).as("never silent").containsExactly("wc-first");

        done(valley.act(valley.as("wc-second", Role.DUTY, COUNTY), point, "acknowledge", Map.of()), 200);
        assertThat(valley.of(point).clock()).isNull();
        clocks.look(valley.of(point).id(), first.plus(Duration.ofDays(1)));
        assertThat(town.calledFor(point)).hasSize(5);
    }

    @Test
    void whoCannotBeRungCostsNoTimeAndIsCountedApart() {
        var point = "wc-mute";
        Scenery.slope(registry, point, LONELY, "10000003206");
        done(
                stranger.admin()
                        .post(
                                "/api/v1/users",
                                Map.of(
                                        "username", "wc-mute",
                                        "displayName", "没有电话",
                                        "password", "long enough for us",
                                        "role", "duty",
                                        "division", LONELY)),
                201);
        valley.as("wc-city", Role.DUTY, "2202");
        valley.alert(point, 1, 1, AlertState.RAISED, Level.ORANGE);
        assertThat(valley.of(point).division()).isEqualTo(LONELY);
        ring(point);
        assertThat(town.calledFor(point))
                .as("the county has no telephone")
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.division()).isEqualTo("2202");
                    assertThat(call.stage()).isOne();
                });
        var called = warnings.view(valley.of(point)).log().stream()
                .filter(line -> line.act().equals("call"))
                .toList();
        assertThat(called)
                .singleElement()
                .satisfies(line -> assertThat(String.valueOf(line.detail().get("passed")))
                        .contains("wc-mute", "no-number", LONELY));

        var everybody = jdbc.sql("update account set enabled = false where role = 'DUTY' and division in ('2202', '22')"
                        + " and enabled returning username")
                .query(String.class)
                .list();
        try {
            ring(point);
            assertThat(valley.of(point).clock()).satisfies(clock -> {
                assertThat(clock.stage()).as("nobody was called").isOne();
                assertThat(clock.nobody()).isOne();
            });
            assertThat(town.calledFor(point).get(1).usernames()).isEmpty();
            ring(point);
            assertThat(valley.of(point).clock().nobody()).as("it goes on").isEqualTo(2);
        } finally {
            jdbc.sql("update account set enabled = true where username = any (?)")
                    .param(everybody.toArray(String[]::new))
                    .update();
        }
        ring(point);
        assertThat(valley.of(point).clock().stage())
                .as("somebody is there again")
                .isEqualTo(2);
    }

    @Test
    void aRedThatNobodyJudgesGoesUnverifiedToThoseOnTheSpot() {
        var point = "wc-night";
        valley.settle(point, "10000003202");
        valley.alert(point, 1, 1, AlertState.RAISED, Level.RED);
        var at = valley.of(point).unverifiedAt();
        assertThat(at).isNotNull();
        clocks.look(valley.of(point).id(), at.minusMillis(1));
        assertThat(town.heardOf(point)).isEmpty();
        clocks.look(valley.of(point).id(), at);
        clocks.look(valley.of(point).id(), at.plusSeconds(60));
        assertThat(town.heardOf(point)).singleElement().satisfies(n -> {
            assertThat(n.purpose()).isEqualTo(Purpose.UNVERIFIED);
            assertThat(n.wordsFor("zh").text()).contains("未核实", "红色", "镇中心小学");
            assertThat(n.people()).as("the monitor alone is registered").isEqualTo(1);
            assertThat(n.households()).isZero();
        });
        assertThat(valley.of(point).state()).isEqualTo(WarningState.DETECTED);
        assertThat(valley.of(point).issued()).isNull();
        assertThat(Drafting.ON_THE_SPOT).contains(ContactRole.MONITOR);

        done(valley.act(valley.duty(), point, "dismiss", Map.of("reason", "现场无异常")), 200);
        assertThat(town.heardOf(point))
                .as("who was told of it is told that it is none")
                .extracting(Notice::purpose)
                .containsExactly(Purpose.UNVERIFIED, Purpose.CORRECT);
        assertThat(valley.of(point).state()).isEqualTo(WarningState.DISMISSED);
    }

    @Test
    void aSignatureInTimeKeepsTheUnverifiedBack() {
        var point = "wc-time";
        valley.settle(point, "10000003203");
        valley.alert(point, 1, 1, AlertState.RAISED, Level.RED);
        var at = valley.of(point).unverifiedAt();
        done(valley.act(valley.duty(), point, "verify", Map.of()), 200);
        valley.issue(point, notice("evacuation", "issue", "red"), valley.as("wc-chief", Role.SIGNER, COUNTY));
        assertThat(at).isNotNull();
        clocks.look(valley.of(point).id(), at.plusSeconds(1));
        assertThat(town.heardOf(point)).extracting(Notice::purpose).containsExactly(Purpose.ISSUE);
    }

    @Test
    void aProposalAloneDoesNotKeepItBack() {
        var point = "wc-asleep";
        valley.settle(point, "10000003204");
        valley.alert(point, 1, 1, AlertState.RAISED, Level.RED);
        var at = valley.of(point).unverifiedAt();
        done(valley.act(valley.duty(), point, "verify", Map.of()), 200);
        done(valley.act(valley.duty(), point, "notices", notice("evacuation", "issue", "red")), 201);
        assertThat(at).isNotNull();
        clocks.look(valley.of(point).id(), at);
        assertThat(town.heardOf(point)).singleElement().satisfies(n -> {
            assertThat(n.purpose()).isEqualTo(Purpose.UNVERIFIED);
            assertThat(n.words()).extracting(Words::templateId).containsOnly("evacuation-unsigned-officer-red-zh");
            assertThat(n.wordsFor("zh").text())
                    .as("somebody on duty holds it for real")
                    .contains("值班员已核实", "尚无人签发", "红色", "镇中心小学")
                    .doesNotContain("未核实");
        });
        assertThat(valley.of(point).state()).isEqualTo(WarningState.PROPOSED);
    }

    @Test
    void aRedThatCameAfterALesserOneWasVerifiedIsVerifiedByNobody() {
        var point = "wc-lesser";
        valley.settle(point, "10000003206");
        valley.alert(point, 1, 1, AlertState.RAISED, Level.ORANGE);
        done(valley.act(valley.duty(), point, "verify", Map.of()), 200);
        valley.alert(point, 1, 2, AlertState.ESCALATED, Level.RED);
        var at = valley.of(point).unverifiedAt();
        assertThat(at).isNotNull();
        clocks.look(valley.of(point).id(), at);
        assertThat(town.heardOf(point))
                .singleElement()
                .satisfies(n -> assertThat(n.wordsFor("zh").text()).contains("未核实"));
    }

    @Test
    void aRedThatTheMonitorHasSeenIsVerifiedOnTheSpotUntilTheMonitorSaysOtherwise() {
        for (var told : List.of(List.of("REAL"), List.of("NOTHING", "REAL"), List.of("REAL", "NOTHING"))) {
            var point = "wc-seen-" + told.size() + told.get(0).toLowerCase(Locale.ROOT);
            valley.settle(point, "100000032" + told.size() + told.get(0).length() % 10);
            valley.alert(point, 1, 1, AlertState.RAISED, Level.RED);
            told.forEach(meaning -> answers(point, meaning));
            var at = valley.of(point).unverifiedAt();
            assertThat(at).isNotNull();
            clocks.look(valley.of(point).id(), at);
            var isReal = told.get(told.size() - 1).equals("REAL");
            assertThat(town.heardOf(point))
                    .singleElement()
                    .satisfies(n -> assertThat(n.wordsFor("zh").text())
                            .as(told.toString())
                            .contains(isReal ? "现场已核实" : "未核实"));
        }
    }

    private void answers(String point, String meaning) {
        var written = jdbc.sql("""
                        insert into reply (phone_index, realm, about, point_id, message_id, meaning)
                        select phone_index, realm, about, point_id, id, ? from message
                        where point_id = ? and purpose = 'check' and level = 'RED'""").params(meaning, point).update();
        assertThat(written).as("the monitor of %s was asked", point).isEqualTo(1);
    }

    @Test
    void whatFollowsThatFailsIsDueStill() {
        var point = "wc-deaf";
        valley.settle(point, "10000003205");
        valley.alert(point, 1, 1, AlertState.RAISED, Level.RED);
        var at = valley.of(point).unverifiedAt();
        assertThat(at).isNotNull();
        town.deafTo(point);
        clocks.look(valley.of(point).id(), at);
        town.deafTo(null);
        assertThat(valley.notices(point)).as("all or nothing").isEmpty();
        assertThat(valley.of(point).unverifiedAt()).isEqualTo(at);
        clocks.look(valley.of(point).id(), at);
        assertThat(town.heardOf(point)).hasSize(1);
    }
}

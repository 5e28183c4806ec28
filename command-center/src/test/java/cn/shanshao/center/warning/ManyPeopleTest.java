package cn.shanshao.center.warning;

import static cn.shanshao.center.Eventually.eventually;
import static cn.shanshao.center.warning.Valley.COUNTY;
import static cn.shanshao.center.warning.Valley.done;
import static cn.shanshao.center.warning.Valley.notice;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.residents.Household;
import cn.shanshao.center.residents.Residents;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A notice to more people than are written to in the transaction that signs it. */
@ValleyTest
class ManyPeopleTest {
    /** So many that a second lot is needed. */
    private static final int HOUSEHOLDS = 520;

    /** Those that are on the roll once it is signed. */
    private static final int FIRST = 500;

    @Autowired
    Valley valley;

    @Autowired
    Caller stranger;

    @Autowired
    Residents residents;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    @Qualifier("mailings")
    SmartLifecycle mailings;

    /** As if the system were killed right after each signature. */
    @BeforeEach
    void stop() {
        mailings.stop();
    }

    @AfterEach
    void start() {
        mailings.start();
    }

    private Caller chief() {
        return valley.as("wp-chief", Role.SIGNER, COUNTY);
    }

    /** An orange to a town, of which the first lot is written. */
    private Notice told(String point, int town) {
        valley.settle(point, "10000003%03d".formatted(800 + town));
        var list = new StringBuilder("隐患点编号,户编号,户主姓名,人数,住址,电话1\r\n");
        for (var i = 0; i < HOUSEHOLDS - 2; i++) {
            list.append("%1$s,t%2$03d,户%2$d,4,老岭村,1009%3$02d%2$05d\r\n".formatted(point, i, town));
        }
        takeIn(list.toString());
        valley.alert(point, 1, 1, AlertState.RAISED, Level.ORANGE);
        done(valley.act(valley.duty(), point, "verify", Map.of("comment", "")), 200);
        return valley.issue(point, notice("evacuation", "issue", "orange"), chief());
    }

    private void takeIn(String list) {
        var preview = done(
                stranger.admin().upload("/api/v1/imports?name=town.csv", list.getBytes(StandardCharsets.UTF_8)), 200);
        assertThat(preview.get("faultCount").asInt()).as(preview.toString()).isZero();
        var lot = "/api/v1/imports/" + preview.get("id").asString();
        done(stranger.admin().post(lot + "/commit", Map.of()), 202);
        eventually(() -> assertThat(
                        done(stranger.admin().get(lot), 200).get("state").asString())
                .isEqualTo("DONE"));
    }

    private int count(String what, String warningId) {
        return jdbc.sql("select count(*) from " + what)
                .param("warning", warningId)
                .param("about", "warning/" + warningId)
                .query(Integer.class)
                .single();
    }

    private int onRoll(String warningId) {
        return count("roll_household where warning_id = :warning and '' <> :about", warningId);
    }

    private int left(String warningId) {
        return count("mailing where warning_id = :warning and '' <> :about", warningId);
    }

    private int texts(String warningId, String purpose) {
        return count(
                "message where about = :about and '' <> :warning and to_role = 'household' and purpose = '%s'"
                        .formatted(purpose),
                warningId);
    }

    private int ladders(String where, String warningId) {
        return count(
                "ladder %s and about = :about and '' <> :warning and household_id <> ''".formatted(where), warningId);
    }

    private int ladders(String warningId) {
        return count("ladder where about = :about and '' <> :warning and household_id <> ''", warningId);
    }

    @Test
    void whoeverIsLeftIsWrittenToAfterACrash() {
        var notice = told("wp-crash", 1);
        var warning = notice.warningId();
        assertThat(onRoll(warning)).isEqualTo(FIRST);
        assertThat(texts(warning, "issue")).isEqualTo(FIRST);
        assertThat(left(warning)).isEqualTo(1);
        assertThat(count(
                        "message where about = :about and '' <> :warning and to_role = 'monitor' and phone_index <> ''",
                        warning))
                .as("those on the spot first")
                .isEqualTo(1);
        var first = jdbc.sql("select min(household_id) from roll_household where warning_id = ?")
                .param(warning)
                .query(String.class)
                .single();
        var answered = done(
                valley.duty()
                        .post(
                                "/api/v1/warnings/%s/roll-call/%s".formatted(warning, first),
                                Map.of("state", "confirmed")),
                200);
        assertThat(answered.at("/counts/confirmed").asInt()).isEqualTo(1);
        assertThat(answered.get("grows").asBoolean()).isTrue();

        mailings.start();

        eventually(() -> assertThat(left(warning)).isZero());
        var whole = done(valley.duty().get("/api/v1/warnings/%s/roll-call".formatted(warning)), 200);
        assertThat(whole.get("grows").asBoolean()).isFalse();
        assertThat(onRoll(warning)).isEqualTo(HOUSEHOLDS);
        assertThat(texts(warning, "issue")).as("each once").isEqualTo(HOUSEHOLDS);
        assertThat(ladders(warning)).as("each is called").isEqualTo(HOUSEHOLDS);
        assertThat(count(
                        "roll_household where warning_id = :warning and '' <> :about and state = 'CONFIRMED'", warning))
                .as("who has answered meanwhile is not asked anew")
                .isEqualTo(1);
        assertThat(jdbc.sql("select (detail::jsonb ->> 'messages')::int from audit_entry where action = 'notice.send'"
                                + " and object = ?")
                        .param(notice.id())
                        .query(Integer.class)
                        .list())
                .hasSize(2)
                .contains(HOUSEHOLDS - FIRST);
    }

    @Test
    void whatIsLeftOfANoticeHoldsNoMoreOnceTheNextIsSigned() {
        var warning = told("wp-next", 2).warningId();

        valley.alert("wp-next", 1, 2, AlertState.ESCALATED, Level.RED);
        valley.issue("wp-next", notice("evacuation", "upgrade", "red"), chief());

        assertThat(onRoll(warning))
                .as("nobody waits for the rest of the old one")
                .isEqualTo(FIRST);
        assertThat(texts(warning, "upgrade")).isEqualTo(FIRST);
        assertThat(ladders("where number = 1 and ended_at is null", warning))
                .as("nobody is called in the old words")
                .isZero();
        mailings.start();
        eventually(() -> assertThat(left(warning)).isZero());
        assertThat(texts(warning, "upgrade")).isEqualTo(HOUSEHOLDS);
        assertThat(count("roll_household where warning_id = :warning and '' <> :about and notice = 1", warning))
                .isZero();
        assertThat(count(
                        "message where about = :about and '' <> :warning and purpose = 'issue'"
                                + " and to_role = 'household' and state = 'queued' and superseded is null",
                        warning))
                .as("nobody hears the old word after the new one")
                .isZero();
    }

    /** The household of that number in its town. */
    private String household(String point, int number) {
        return jdbc.sql("select id from household_version where point_id = ? and number = ? and until is null")
                .params(point, "t%03d".formatted(number))
                .query(String.class)
                .single();
    }

    private String state(String warning, String household) {
        return jdbc.sql("select state from roll_household where warning_id = ? and household_id = ?")
                .params(warning, household)
                .query(String.class)
                .single();
    }

    /** One who is not on the roll after the first lot. */
    private int late(String point, String warning) {
        return jdbc.sql("select substr(number, 2)::int from household_version where point_id = :point and until is null"
                        + " and number like 't%' and id not in (select household_id from roll_household where warning_id = :id)"
                        + " order by id limit 1")
                .param("point", point)
                .param("id", warning)
                .query(Integer.class)
                .single();
    }

    @Test
    void whoCriedBeforeTheyWereOnTheRollStandThereAsCrying() {
        var point = "wp-cry";
        var warning = told(point, 5).warningId();
        var late = household(point, late(point, warning));
        jdbc.sql("""
                        insert into cry (realm, owner, household_id, point_id, division, at, heard_at, due_at)
                        values ('EXERCISE', ?, ?, ?, ?, now(), now(), now() + interval '1 hour')""").params(late, late, point, COUNTY).update();

        mailings.start();

        eventually(() -> assertThat(left(warning)).isZero());
        assertThat(state(warning, late)).isEqualTo("HELP");
        var remaining = done(valley.duty().get("/api/v1/warnings/%s/remaining".formatted(warning)), 200);
        assertThat(remaining.get("help").asInt()).isEqualTo(1);
        jdbc.sql("update cry set settled_at = now() where household_id = ?")
                .param(late)
                .update();
    }

    /** What a lot is held against before it is written. */
    @Test
    void whoWasChangedOrErasedIsNotAsTheyWere() {
        var point = "wp-were";
        var before = Instant.now();
        valley.settle(point, "10000003907");
        var households = residents.householdsOf(List.of(point)).stream()
                .map(Household::id)
                .toList();
        var then = Instant.now();
        assertThat(households).isNotEmpty();
        assertThat(residents.areAsTheyWere(households, then)).isTrue();
        assertThat(residents.areAsTheyWere(households, before))
                .as("not there yet")
                .isFalse();

        residents.erase(households.get(0), point, "admin");

        assertThat(residents.areAsTheyWere(households, then)).isFalse();
    }

    @Test
    void theAllClearGoesToAllOfThem() {
        var warning = told("wp-clear", 3).warningId();
        valley.alert("wp-clear", 1, 2, AlertState.CLEARED, null);

        valley.issue("wp-clear", notice("evacuation", "lift", null), chief());
        mailings.start();

        eventually(() -> assertThat(left(warning)).isZero());
        assertThat(texts(warning, "lift")).isEqualTo(HOUSEHOLDS);
        assertThat(count("ladder where about = :about and '' <> :warning and ended_at is null", warning))
                .as("nobody is called because of what is over")
                .isZero();
    }

    @Test
    void oneWhoCannotBeWrittenToBarsNobodyElse() {
        var warning = told("wp-one", 4).warningId();
        var last = residents.householdsOf(List.of("wp-one")).stream()
                .map(Household::id)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        jdbc.sql("""
            create function refuse_one() returns trigger language plpgsql as
            $$ begin raise exception 'not this one'; end $$\
            """).update();
        jdbc.sql("""
            create trigger refuse_one before insert on roll_household for each row
            when (new.household_id = '%s') execute function refuse_one()\
            """.formatted(last)).update();
        try {
            mailings.start();
            eventually(() -> assertThat(left(warning)).isZero());
        } finally {
            jdbc.sql("drop trigger refuse_one on roll_household").update();
            jdbc.sql("drop function refuse_one").update();
        }

        assertThat(onRoll(warning)).isEqualTo(HOUSEHOLDS - 1);
        assertThat(jdbc.sql(
                                "select task, state, reason from message where about = ? and state = 'failed' and task <> ''"
                                        + " and phone_index = ''")
                        .param("warning/" + warning)
                        .query((row, n) -> List.of(row.getString(1), row.getString(2), row.getString(3)))
                        .list())
                .contains(List.of(last, "failed", "系统内部出错，未能写入，请另行通知"));
    }
}

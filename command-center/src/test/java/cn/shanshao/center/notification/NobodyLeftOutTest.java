package cn.shanshao.center.notification;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import cn.shanshao.center.RoadCenterTest;
import cn.shanshao.center.Scenery;
import cn.shanshao.center.notification.Letter.Cause;
import cn.shanshao.center.notification.Letter.Reader;
import cn.shanshao.center.notification.gateway.Peer.Does;
import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.ContactRole;
import cn.shanshao.center.residents.Household.Line;
import cn.shanshao.center.warning.ClockRanOut;
import cn.shanshao.center.warning.Notice;
import cn.shanshao.center.warning.NoticeIssued;
import cn.shanshao.center.warning.Purpose;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whom a message could miss: by the form of a number, the order of notices, the fault of another. */
@RoadCenterTest
class NobodyLeftOutTest extends NoticeScene {
    @Autowired
    Letters letters;

    @Autowired
    Outbox outbox;

    @Autowired
    Receipts receipts;

    @Autowired
    Envelopes envelopes;

    @Autowired
    Climber climber;

    private void due(String warning) {
        jdbc.sql("update ladder set due_at = now() - interval '1 second', since = since - interval '1 hour'"
                        + " where about = :about")
                .param("about", "warning/" + warning)
                .update();
    }

    private List<String> rungs(String warning) {
        return jdbc.sql("select rung from ladder where about = :about order by household_id")
                .param("about", "warning/" + warning)
                .query(String.class)
                .list();
    }

    @Test
    void anOfficerIsWokenHoweverTheNumberWasTypedAndTheAnswerIsTheirs() {
        Scene.point(registry, "out-typed", Realm.EXERCISE);
        var form = Map.of(
                "username",
                "out-typed",
                "password",
                "a long enough password",
                "role",
                "duty",
                "division",
                "220282",
                "phone",
                "+86 100-0000 5001");
        assertThat(stranger.admin().post("/api/v1/users", form).status()).isEqualTo(201);
        var warning = Scene.warning("out-typed", Realm.EXERCISE, Level.RED);

        transaction.executeWithoutResult(
                status -> events.publishEvent(new ClockRanOut(warning, "220282", 1, List.of("out-typed"))));

        eventually(() ->
                assertThat(textsTo("10000005001")).singleElement().asString().contains("警情无人接手"));
        carrier.type("10000005001", "1");
        assertThat(jdbc.sql("select username, ending from ladder where about = 'warning/out-typed-w'")
                        .query((row, i) -> tuple(row.getString(1), row.getString(2)))
                        .list())
                .containsExactly(tuple("out-typed", "ANSWERED"));
    }

    @Test
    void aNumberThatCannotBeRungIsNotTaken() {
        for (var phone : List.of("1----------", "+1 - - - - - -", "1234567890123456")) {
            assertThat(stranger.admin()
                            .post("/api/v1/users", Map.of("username", "out-none", "role", "duty", "phone", phone))
                            .status())
                    .as(phone)
                    .isEqualTo(422);
        }
    }

    @Test
    void everyDivisionAboveThatIsNotToldStandsInTheLog() {
        Scene.point(registry, "out-above", Realm.EXERCISE);
        Scene.household(residents, "out-above", "1", Realm.EXERCISE, null, new Line("甲", "10000005011"));
        var issued = Scene.notice(Scene.warning("out-above", Realm.EXERCISE, Level.RED), 1, Purpose.ISSUE, Level.RED);

        issue(informing(issued, List.of("220299", "2299")));

        assertThat(messages.list("22", "out-above", null, 100))
                .filteredOn(m -> m.purpose().equals("upward"))
                .extracting(MessageView::reason)
                .containsExactlyInAnyOrder("上级无值班人员或未登记其电话（220299）", "上级无值班人员或未登记其电话（2299）");
        assertThat(jdbc.sql("select (detail::jsonb ->> 'messages')::int from audit_entry where action = 'notice.send'"
                                + " and object = 'out-above-w-n1'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    private static NoticeIssued informing(NoticeIssued issued, List<String> divisions) {
        var n = issued.notice();
        return new NoticeIssued(
                issued.warning(),
                new Notice(
                        n.id(),
                        n.warningId(),
                        n.number(),
                        n.act(),
                        n.purpose(),
                        n.level(),
                        n.pointId(),
                        n.place(),
                        n.division(),
                        n.signing(),
                        divisions,
                        n.realm(),
                        n.area(),
                        n.reason(),
                        n.window(),
                        n.instruction(),
                        n.shelter(),
                        n.route(),
                        n.joint(),
                        n.words(),
                        n.people(),
                        n.households(),
                        n.hash(),
                        n.state(),
                        n.by(),
                        n.madeAt(),
                        n.issuedAt(),
                        n.signatures(),
                        n.standingOrder(),
                        n.corrects(),
                        n.basis()));
    }

    @Test
    void theAllClearReachesWhoWasToldByANoticeThatWasDraftedAfterIt() {
        Scene.point(registry, "out-order", Realm.EXERCISE);
        Scene.household(residents, "out-order", "1", Realm.EXERCISE, null, new Line("甲", "10000005021"));
        var warning = Scene.warning("out-order", Realm.EXERCISE, Level.RED);

        issue(Scene.notice(warning, 3, Purpose.ISSUE, Level.RED));
        eventually(() -> assertThat(textsTo("10000005021")).hasSize(1));
        issue(Scene.notice(warning, 2, Purpose.LIFT, null));

        eventually(() -> assertThat(textsTo("10000005021")).hasSize(2));
        assertThat(textsTo("10000005021").get(1)).contains("第2号通知");
    }

    @Test
    void whoWasToldAsAHouseholdIsCorrectedInTheWordsOfTheHousehold() {
        koreanMonitor("out-words", "10000005031");
        var warning = Scene.warning("out-words", Realm.EXERCISE, Level.RED);

        issue(Scene.notice(warning, 1, Purpose.UNVERIFIED, Level.RED));
        eventually(() -> assertThat(textsTo("10000005031")).hasSize(1));
        issue(Scene.notice(warning, 2, Purpose.ISSUE, Level.RED));
        eventually(() ->
                assertThat(textsTo("10000005031")).hasSize(2).last().asString().contains("제2호"));
        issue(Scene.notice(warning, 3, Purpose.CORRECT, null));

        eventually(() ->
                assertThat(textsTo("10000005031")).hasSize(3).last().asString().contains("제3호"));
        assertThat(jdbc.sql("select household_id from message where about = 'warning/out-words-w' and number = 3"
                                + " and purpose = 'correct'")
                        .query(String.class)
                        .list())
                .containsExactly("out-words-h1");
    }

    @Test
    void aCorrectionIsInTheWordsOfTheHouseholdAlsoWhereOnlyTheContactWasTold() {
        koreanMonitor("out-first", "10000005041");
        var warning = Scene.warning("out-first", Realm.EXERCISE, Level.RED);

        issue(Scene.notice(warning, 1, Purpose.UNVERIFIED, Level.RED));
        eventually(() -> assertThat(textsTo("10000005041")).hasSize(1));
        issue(Scene.notice(warning, 2, Purpose.CORRECT, Level.ORANGE));

        eventually(() ->
                assertThat(textsTo("10000005041")).hasSize(2).last().asString().contains("제2호"));
    }

    /** Who is on the card in Chinese, and lives in a household that reads Korean. */
    private void koreanMonitor(String point, String phone) {
        Scene.point(registry, point, Realm.EXERCISE);
        registry.saveContact(
                new Contact(point + "-m", point, "监测员", phone, ContactRole.MONITOR, "zh", Realm.EXERCISE), "test");
        residents.save(Scene.household(point, "1", Realm.EXERCISE, "ko", null, new Line("김", phone)), "test");
    }

    @Test
    void aLadderThatCannotBeClimbedStopsNoOther() {
        Scene.point(registry, "out-climb", Realm.EXERCISE);
        for (var i = 1; i <= 3; i++) {
            Scene.household(residents, "out-climb", "" + i, Realm.EXERCISE, null, new Line("甲", "1000000505" + i));
            carrier.script("1000000505" + i, Does.NO_RECEIPT);
        }
        issue(Scene.notice(Scene.warning("out-climb", Realm.EXERCISE, Level.ORANGE), 1, Purpose.ISSUE, Level.ORANGE));
        eventually(() -> assertThat(textsTo("10000005053")).hasSize(1));
        jdbc.sql("""
            insert into ladder (about, number, household_id, realm, level, division, began_at, rung, since, due_at,
              deadline) values ('warning/out-ghost', 1, 'out-ghost-h1', 'EXERCISE', 'RED', '220282',
              now() - interval '2 hours', 'SMS', now() - interval '2 hours', now() - interval '2 hours',
              now() + interval '1 hour')\
            """).update();
        jdbc.sql("""
            create function out_refuse() returns trigger language plpgsql as $$ begin
              if new.ladder_id = (select id from ladder where household_id = 'out-climb-h2') then
                raise exception 'not this one';
              end if;
              return new;
            end $$\
            """).update();
        jdbc.sql("create trigger out_refuse before insert on ladder_step for each row execute function out_refuse()")
                .update();
        try {
            due("out-climb-w");
            eventually(() -> {
                climber.climb();
                assertThat(rungs("out-climb-w")).containsExactly("FLASH", "SMS", "FLASH");
            });
        } finally {
            jdbc.sql("drop function out_refuse cascade").update();
            jdbc.sql("delete from ladder where about = 'warning/out-ghost'").update();
        }
        due("out-climb-w");
        eventually(() -> {
            climber.climb();
            assertThat(rungs("out-climb-w").get(1)).isEqualTo("FLASH");
        });
    }

    @Test
    void whereNothingCanBeSentNobodyIsWaitedFor() {
        Scene.point(registry, "out-bare", Realm.LIVE);
        Scene.household(
                residents, "out-bare", "1", Realm.LIVE, new Line("邻居", "13800005062"), new Line("甲", "13800005061"));
        issue(Scene.notice(Scene.warning("out-bare", Realm.LIVE, Level.RED), 1, Purpose.ISSUE, Level.RED));
        due("out-bare-w");

        eventually(() -> {
            climber.climb();
            assertThat(jdbc.sql("select ending from ladder where about = 'warning/out-bare-w'")
                            .query(String.class)
                            .single())
                    .isEqualTo("UNREACHED");
        });
        assertThat(jdbc.sql("select state, reason from message where about = 'warning/out-bare-w'"
                                + " and purpose = 'runner'")
                        .query((row, i) -> tuple(row.getString(1), row.getString(2)))
                        .list())
                .containsExactly(tuple("failed", CheckDesk.NO_CARRIER));
    }

    @Test
    void aReceiptOfLongAgoSaysNothingOfAMessageThatHasItsNumberNow() {
        Scene.point(registry, "out-stray", Realm.EXERCISE);
        letter("out-stray", Realm.EXERCISE, "held back by this test");
        var id = jdbc.sql("select id from message where point_id = 'out-stray'")
                .query(Long.class)
                .single();
        jdbc.sql("insert into early_receipt (carrier_id, state, at) values ('out-old', 'DELIVRD', now() - interval"
                        + " '1 hour'), ('out-new', 'DELIVRD', now())")
                .update();

        transaction.executeWithoutResult(status -> {
            receipts.partTaken(id, 1, 1, "out-old");
            receipts.partTaken(id, 1, 2, "out-new");
        });

        assertThat(jdbc.sql("select part, receipt from message_part where message_id = :id order by part")
                        .param("id", id)
                        .query((row, i) -> tuple(row.getInt(1), row.getString(2)))
                        .list())
                .containsExactly(tuple(1, null), tuple(2, "DELIVRD"));
        assertThat(jdbc.sql("select count(*) from early_receipt where carrier_id like 'out-%'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aCheckOfTheExerciseStandsInTheWayOfNoRealOne() {
        jdbc.sql("""
            insert into episode (id, rule_id, target, seq, open, division, first_at, changed_at, alert)
            values ('out-check-e', 'r', 'out-check-t', 1, false, '220282', now(), now(), cast(:alert as jsonb))\
            """)
                .param("alert", Json.text(Scenery.alert("out-check", 1, 1, AlertState.RAISED, Level.RED)))
                .update();
        jdbc.sql("""
            insert into message (purpose, channel, realm, level, division, point_id, episode_id, to_role, phone_index,
              text, segments, state, detected_at, expires_at)
            values ('check', 'sms', 'EXERCISE', 'RED', '220282', 'out-check', 'out-check-e', 'monitor', :index, '', 1,
              'simulated', now(), now())\
            """).param("index", envelopes.index("13800005071")).update();

        assertThat(outbox.hasAsked("13800005071", Realm.EXERCISE, Level.ORANGE, "out-check", List.of("out-check-e")))
                .isTrue();
        assertThat(outbox.hasAsked("13800005071", Realm.LIVE, Level.ORANGE, "out-check", List.of("out-check-e")))
                .isFalse();
    }

    private void letter(String point, Realm realm, String obstacle) {
        transaction.executeWithoutResult(status -> letters.add(Letter.sms(
                Errand.ISSUE,
                realm,
                Level.RED,
                Scene.DIVISION,
                point,
                Cause.of(Cause.warning(point + "-w"), 1, Instant.now()),
                new Reader("甲", "10000005081", "household", "zh", null, null),
                "去老岭小学",
                obstacle)));
    }
}

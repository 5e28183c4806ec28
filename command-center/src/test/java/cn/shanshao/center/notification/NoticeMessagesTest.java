package cn.shanshao.center.notification;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import cn.shanshao.center.RoadCenterTest;
import cn.shanshao.center.ScriptedCarrier;
import cn.shanshao.center.notification.gateway.Incoming;
import cn.shanshao.center.notification.gateway.Peer.Does;
import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.ContactRole;
import cn.shanshao.center.residents.Household.Line;
import cn.shanshao.center.warning.ClockRanOut;
import cn.shanshao.center.warning.Purpose;
import cn.shanshao.center.warning.Warning;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@RoadCenterTest
class NoticeMessagesTest extends NoticeScene {
    @Autowired
    RollCall rollCall;

    @Autowired
    Letters letters;

    @Autowired
    LadderRows ladders;

    @Autowired
    Addressing addressing;

    @Autowired
    Mailroom mailroom;

    @Autowired
    Climber climber;

    private RollCallView.Home only(String warning) {
        var homes = rollCalls.get(warning).households();
        assertThat(homes).hasSize(1);
        return homes.get(0);
    }

    private List<MessageView> of(String point) {
        return messages.list("22", point, null, 100);
    }

    @Test
    void aHouseholdThatAnswersWithOneHasMovedOnTheRollCall() {
        Scene.point(registry, "notice-one", Realm.EXERCISE);
        Scene.household(residents, "notice-one", "1", Realm.EXERCISE, null, new Line("金顺吉", "10000001001"));

        issue(Scene.notice(Scene.warning("notice-one", Realm.EXERCISE, Level.RED), 1, Purpose.ISSUE, Level.RED));

        eventually(() -> assertThat(carrier.submittedTo("10000001001")).hasSize(1));
        assertThat(carrier.submittedTo("10000001001").get(0).text()).startsWith("【山哨】演示：老岭沟");
        eventually(() -> assertThat(only("notice-one-w").state()).isEqualTo(RollState.REACHED));
        carrier.type("10000001001", "1");
        assertThat(only("notice-one-w").state()).isEqualTo(RollState.MOVED);
        assertThat(rollCalls.get("notice-one-w").counts().moved()).isEqualTo(1);
        assertThat(only("notice-one-w").lines()).singleElement().satisfies(line -> {
            assertThat(line.reply()).isEqualTo(Meaning.MOVED);
            assertThat(line.phone()).isEqualTo("100****1001");
        });
        assertThat(jdbc.sql("select before, after, source from roll_change where warning_id = 'notice-one-w' order"
                                + " by id")
                        .query((row, n) -> tuple(row.getString(1), row.getString(2), row.getString(3)))
                        .list())
                .containsExactly(tuple("UNREACHED", "REACHED", "RECEIPT"), tuple("REACHED", "MOVED", "REPLY"));
    }

    @Test
    void aPersonGetsItOnceAndEachHouseholdInItsOwnLanguage() {
        Scene.point(registry, "notice-many", Realm.EXERCISE);
        Scene.household(residents, "notice-many", "1", Realm.EXERCISE, null, new Line("甲", "10000001011"));
        residents.save(
                Scene.household(
                        "notice-many",
                        "2",
                        Realm.EXERCISE,
                        "ko",
                        null,
                        new Line("김", "10000001012"),
                        new Line("甲", "10000001011")),
                "test");
        registry.saveContact(
                new Contact(
                        "notice-many-m", "notice-many", "甲", "10000001011", ContactRole.MONITOR, "zh", Realm.EXERCISE),
                "test");

        issue(Scene.notice(Scene.warning("notice-many", Realm.EXERCISE, Level.ORANGE), 1, Purpose.ISSUE, Level.ORANGE));

        eventually(() -> assertThat(of("notice-many"))
                .filteredOn(m -> m.purpose().equals("issue"))
                .extracting(MessageView::state)
                .containsExactly(MessageState.SIMULATED, MessageState.SIMULATED));
        assertThat(carrier.submittedTo("10000001011")).hasSize(1);
        assertThat(carrier.submittedTo("10000001012").get(0).text()).contains("대피1");
        carrier.type("10000001011", "1");
        assertThat(rollCalls.get("notice-many-w").counts().moved())
                .as("who answers for two households answers for both")
                .isEqualTo(2);
    }

    /** A point with one household, told of a red. */
    private Warning told(String point, String phone) {
        Scene.point(registry, point, Realm.EXERCISE);
        Scene.household(residents, point, "1", Realm.EXERCISE, null, new Line("金顺吉", phone));
        var warning = Scene.warning(point, Realm.EXERCISE, Level.RED);
        issue(Scene.notice(warning, 1, Purpose.ISSUE, Level.RED));
        eventually(() -> assertThat(only(warning.id()).state()).isEqualTo(RollState.REACHED));
        return warning;
    }

    @Test
    void theAllClearGoesToEverybodyWhoWasToldAndOneIsHome() {
        var warning = told("notice-lift", "10000001021");
        carrier.type("10000001021", "1");

        issue(Scene.notice(warning, 2, Purpose.LIFT, null));

        eventually(() -> assertThat(textsTo("10000001021")).hasSize(2));
        assertThat(rollCalls.get("notice-lift-w").liftedAt()).isNotNull();
        carrier.type("10000001021", "1");
        assertThat(only("notice-lift-w").state()).isEqualTo(RollState.RETURNED);
    }

    @Test
    void aSecondRedAfterTheAllClearCallsThoseWhoHadLeftToo() {
        var warning = told("notice-second", "10000001027");
        carrier.type("10000001027", "1");
        issue(Scene.notice(warning, 2, Purpose.UPGRADE, Level.RED));
        assertThat(only("notice-second-w").state())
                .as("they have left, and it still holds")
                .isEqualTo(RollState.MOVED);
        issue(Scene.notice(warning, 3, Purpose.LIFT, null));

        issue(Scene.notice(warning, 4, Purpose.ISSUE, Level.RED));

        assertThat(only("notice-second-w").state()).isIn(RollState.UNREACHED, RollState.REACHED);
        assertThat(jdbc.sql("select count(*) from ladder where about = 'warning/notice-second-w' and number = 4"
                                + " and ended_at is null")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aCorrectionGoesToTheSamePeopleOverTheSameWaysAndBeforeEverythingElse() {
        var warning = told("notice-correct", "10000001022");
        jdbc.sql("update ladder set due_at = now() - interval '1 second', since = since - interval '1 hour'"
                        + " where about = 'warning/notice-correct-w'")
                .update();
        eventually(() -> assertThat(carrier.submittedTo("10000001022")).hasSize(2));

        issue(Scene.notice(warning, 2, Purpose.CORRECT, null));

        eventually(() -> assertThat(carrier.submittedTo("10000001022"))
                .extracting(ScriptedCarrier.Submitted::isFlash)
                .containsExactlyInAnyOrder(false, true, false, true));
        assertThat(jdbc.sql("select distinct urgency from message where about = 'warning/notice-correct-w'"
                                + " and purpose = 'correct'")
                        .query(Integer.class)
                        .list())
                .containsExactly(0);
        assertThat(jdbc.sql("select ending from ladder where about = 'warning/notice-correct-w'")
                        .query(String.class)
                        .list())
                .containsExactly("OVER");
    }

    private void nextStepIsDue(String about) {
        jdbc.sql("update ladder set due_at = now() - interval '1 second', since = since - interval '1 hour'"
                        + " where about = ?")
                .param(about)
                .update();
    }

    @Test
    void aCorrectionReachesWhomTheNoticeReachedAndWhoWasCalledIsCalled() {
        var warning = told("notice-exact", "10000001065");
        nextStepIsDue("warning/notice-exact-w");
        eventually(() -> assertThat(carrier.submittedTo("10000001065")).hasSize(2));
        nextStepIsDue("warning/notice-exact-w");
        eventually(() -> assertThat(carrier.submittedTo("10000001065"))
                .extracting(s -> s.isCall() ? "voice" : s.isFlash() ? "flash" : "sms")
                .containsExactly("sms", "flash", "voice"));
        Scene.household(residents, "notice-exact", "2", Realm.EXERCISE, null, new Line("乙", "10000001066"));
        registry.saveContact(
                new Contact(
                        "notice-exact-m",
                        "notice-exact",
                        "监测员",
                        "10000001067",
                        ContactRole.MONITOR,
                        "zh",
                        Realm.EXERCISE),
                "test");

        issue(Scene.notice(warning, 2, Purpose.CORRECT, null));

        eventually(() -> assertThat(carrier.submittedTo("10000001065"))
                .filteredOn(s -> s.text().contains("第2号"))
                .extracting(s -> s.isCall() ? "voice" : s.isFlash() ? "flash" : "sms")
                .containsExactlyInAnyOrder("sms", "flash", "voice"));
        assertThat(jdbc.sql("select channel, household_id, urgency from message"
                                + " where about = 'warning/notice-exact-w' and purpose = 'correct' order by channel")
                        .query((row, n) -> tuple(row.getString(1), row.getString(2), row.getInt(3)))
                        .list())
                .as("nobody who came later, and nothing leaves before it")
                .containsExactly(
                        tuple("flash", "notice-exact-h1", 0),
                        tuple("sms", "notice-exact-h1", 0),
                        tuple("voice", "notice-exact-h1", 0));
        assertThat(carrier.submittedTo("10000001066")).isEmpty();
        assertThat(carrier.submittedTo("10000001067")).isEmpty();
    }

    @Test
    void whatHasNotLeftWhenTheAllClearIsGivenNeverLeaves() {
        Scene.point(registry, "notice-stale", Realm.EXERCISE);
        Scene.household(residents, "notice-stale", "1", Realm.EXERCISE, null, new Line("甲", "10000001023"));
        var warning = Scene.warning("notice-stale", Realm.EXERCISE, Level.RED);
        carrier.script("10000001023", Does.THROTTLE);

        issue(Scene.notice(warning, 1, Purpose.ISSUE, Level.RED));
        eventually(() -> assertThat(carrier.submittedTo("10000001023")).hasSize(1));
        issue(Scene.notice(warning, 2, Purpose.LIFT, null));

        eventually(() -> assertThat(of("notice-stale"))
                .filteredOn(m -> m.purpose().equals("lift") && m.to().role().equals("household"))
                .extracting(MessageView::state)
                .containsExactly(MessageState.SIMULATED));
        eventually(() -> assertThat(of("notice-stale"))
                .filteredOn(m -> m.purpose().equals("issue"))
                .singleElement()
                .satisfies(m -> {
                    assertThat(m.state()).isEqualTo(MessageState.FAILED);
                    assertThat(m.reason()).contains("已有新的通知");
                }));
        assertThat(textsTo("10000001023"))
                .filteredOn(text -> text.contains("第1号"))
                .hasSize(1);
    }

    @Test
    void whoSaysThatTheNumberIsWrongGetsNothingMoreOfThisWarningAndTheHouseholdGoesOn() {
        var warning = told("notice-wrong", "10000001024");

        carrier.type("10000001024", "号码有误");

        assertThat(only("notice-wrong-w").state())
                .as("it arrived at a stranger's alone")
                .isEqualTo(RollState.UNREACHED);
        assertThat(only("notice-wrong-w").lines().get(0).wrong()).isTrue();
        assertThat(readersLeft(warning, "10000001024", "10000001026"))
                .as("also of what was made before that, and is not written yet")
                .containsExactly("10000001026");
        issue(Scene.notice(warning, 2, Purpose.UPGRADE, Level.RED));
        eventually(() -> assertThat(of("notice-wrong"))
                .filteredOn(m -> m.purpose().equals("upgrade"))
                .singleElement()
                .extracting(MessageView::reason)
                .isEqualTo(NoticeDispatch.NOBODY));
        assertThat(carrier.submittedTo("10000001024")).hasSize(1);
    }

    /** Those of these numbers to which a lot that was made before still writes. */
    private List<String> readersLeft(Warning warning, String... phones) {
        var notice = Scene.notice(warning, 2, Purpose.UPGRADE, Level.RED).notice();
        var turn = new Turn(notice, 2);
        var made = Stream.of(phones)
                .map(phone -> new Letter.Reader("人", phone, Recipients.HOUSEHOLD, "zh", null, "h"))
                .map(reader -> addressing.letter(
                        turn, new Recipients.Recipient(reader, notice.wordsFor("zh")), Channel.SMS, Errand.of(notice)))
                .toList();
        return addressing.withoutStrangers(notice, new Mailing.Lot(List.of(), made)).readers().stream()
                .map(Letter.Reader::phone)
                .toList();
    }

    @Test
    void aCryForHelpIsShownAndAnsweredAndAnOptOutSilencesNothing() {
        told("notice-help", "10000001025");

        carrier.type("10000001025", "TD");
        assertThat(only("notice-help-w").state()).isEqualTo(RollState.REACHED);
        carrier.type("10000001025", "救命，走不动");

        assertThat(only("notice-help-w").state()).isEqualTo(RollState.HELP);
        eventually(() -> assertThat(textsTo("10000001025")).anyMatch(text -> text.contains("您的求助已收到")));
    }

    @Test
    void whatIsNotUnderstoodIsAskedBackOnceForItsOwnDigits() {
        told("notice-what", "10000001026");

        carrier.type("10000001026", "你是谁");
        carrier.type("10000001026", "啥");

        eventually(() -> assertThat(textsTo("10000001026"))
                .filteredOn(text -> text.contains("已转移回1，需救助回2"))
                .hasSize(1));
    }

    @Test
    void whatIsUnverifiedGoesToThoseOnTheSpotAndUpwardAndToNobodyElse() {
        Scene.point(registry, "notice-spot", Realm.EXERCISE);
        Scene.household(residents, "notice-spot", "1", Realm.EXERCISE, null, new Line("甲", "10000001030"));
        var roles = List.of(
                ContactRole.MONITOR, ContactRole.VILLAGE_HEAD, ContactRole.ORDER_GIVER, ContactRole.RESPONSIBLE);
        for (var i = 0; i < roles.size(); i++) {
            registry.saveContact(
                    new Contact(
                            "notice-spot-" + i,
                            "notice-spot",
                            "人" + i,
                            "1000000103" + (i + 1),
                            roles.get(i),
                            "zh",
                            Realm.EXERCISE),
                    "test");
        }

        issue(Scene.notice(Scene.warning("notice-spot", Realm.EXERCISE, Level.RED), 1, Purpose.UNVERIFIED, Level.RED));

        eventually(() -> assertThat(of("notice-spot"))
                .filteredOn(m -> m.purpose().equals("unverified"))
                .extracting(m -> m.to().role(), MessageView::state)
                .containsExactlyInAnyOrder(
                        tuple("monitor", MessageState.SIMULATED),
                        tuple("village-head", MessageState.SIMULATED),
                        tuple("order-giver", MessageState.SIMULATED)));
        assertThat(rollCalls.get("notice-spot-w").households()).isEmpty();
        assertThat(of("notice-spot"))
                .as("city and province learn that nobody has judged it")
                .filteredOn(m -> m.purpose().equals("upward"))
                .hasSize(2);
    }

    @Test
    void whatIsUnverifiedLeavesWhatWasSaidStanding() {
        var warning = told("notice-interim", "10000001031");
        carrier.script("10000001032", Does.THROTTLE, Does.THROTTLE, Does.THROTTLE, Does.THROTTLE, Does.THROTTLE);
        Scene.household(residents, "notice-interim", "2", Realm.EXERCISE, null, new Line("乙", "10000001032"));
        registry.saveContact(
                new Contact(
                        "notice-interim-m",
                        "notice-interim",
                        "监测员",
                        "10000001033",
                        ContactRole.MONITOR,
                        "zh",
                        Realm.EXERCISE),
                "test");
        issue(Scene.notice(warning, 2, Purpose.UPGRADE, Level.RED));

        issue(Scene.notice(warning, 3, Purpose.UNVERIFIED, Level.RED));

        eventually(() -> assertThat(of("notice-interim"))
                .filteredOn(m -> m.purpose().equals("unverified"))
                .extracting(m -> m.to().role(), MessageView::state)
                .containsExactly(tuple("monitor", MessageState.SIMULATED)));
        assertThat(rollCalls.get("notice-interim-w").noticeNumber()).isEqualTo(2);
        assertThat(jdbc.sql("select count(*) from ladder where about = 'warning/notice-interim-w' and number = 2"
                                + " and ended_at is null")
                        .query(Integer.class)
                        .single())
                .as("who has not answered is called on")
                .isEqualTo(2);
        assertThat(jdbc.sql("select count(*) from message where about = 'warning/notice-interim-w'"
                                + " and superseded = 3")
                        .query(Integer.class)
                        .single())
                .as("what waits still leaves")
                .isZero();
    }

    @Test
    void whatIsUnverifiedAfterAnAllClearLeavesItStanding() {
        var warning = told("notice-after", "10000001034");
        issue(Scene.notice(warning, 2, Purpose.LIFT, null));
        var lifted = rollCalls.get("notice-after-w").liftedAt();

        issue(Scene.notice(warning, 3, Purpose.UNVERIFIED, Level.RED));

        assertThat(lifted).isNotNull();
        assertThat(rollCalls.get("notice-after-w").liftedAt()).isEqualTo(lifted);
    }

    @Test
    void nobodyIsCalledToFleeAfterTheAllClear() {
        var warning = told("notice-void", "10000001035");
        var flee = of("notice-void").stream()
                .filter(m -> m.purpose().equals("issue"))
                .findFirst()
                .orElseThrow();
        issue(Scene.notice(warning, 2, Purpose.LIFT, null));

        var refused = stranger.admin().post("/api/v1/messages/" + flee.id() + "/call", Map.of());

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("detail").asString()).contains("a later notice took the place");
        assertThat(carrier.submittedTo("10000001035"))
                .noneMatch(s -> s.isCall() && s.text().contains("第1号"));
    }

    @Test
    void anAnswerAndANoticeThatComeAtOnceDoNotWaitForEachOther() throws Exception {
        var warning = told("notice-lock", "10000001036");
        var about = Letter.Cause.warning(warning.id());
        var issuing = Executors.newSingleThreadExecutor();
        try {
            var second = transaction.execute(status -> {
                assertThat(rollCall.state(warning.id(), "notice-lock-h1")).contains(RollState.REACHED);
                var started = issuing.submit(() -> issue(Scene.notice(warning, 2, Purpose.UPGRADE, Level.RED)));
                eventually(() -> assertThat(jdbc.sql("select count(*) from pg_locks l where not granted"
                                        + " and pg_backend_pid() = any (pg_blocking_pids(l.pid))")
                                .query(Integer.class)
                                .single())
                        .as("the notice waits for the answer")
                        .isPositive());
                ladders.endOf(about, List.of("notice-lock-h1"), Ladder.Ending.ANSWERED, Instant.now());
                return started;
            });
            second.get();
        } finally {
            issuing.shutdownNow();
        }

        assertThat(rollCalls.get("notice-lock-w").noticeNumber()).isEqualTo(2);
        assertThat(jdbc.sql("select ending from ladder where about = :about and number = 1")
                        .param("about", about)
                        .query(String.class)
                        .single())
                .isEqualTo("ANSWERED");
    }

    @Test
    void anOfficerNamesARunnerWhoAcceptsAndReportsAndMarksAHouseholdByHand() {
        told("notice-hand", "10000001041");
        var admin = stranger.admin();
        var at = "/api/v1/warnings/notice-hand-w/roll-call/notice-hand-h1";

        assertThat(admin.post(at + "/runner", Map.of("accepted", 1)).status()).isEqualTo(409);
        assertThat(admin.post(at + "/runner", Map.of("name", "邻居", "phone", "10000001042"))
                        .status())
                .isEqualTo(200);
        eventually(() ->
                assertThat(textsTo("10000001042")).singleElement().asString().contains("接受回1", "1号户主1"));
        assertThat(admin.post(at + "/runner", Map.of("name", "邻居", "phone", "10000001042"))
                        .status())
                .as("a second letter would not leave")
                .isEqualTo(409);
        carrier.type("10000001042", "1");
        assertThat(only("notice-hand-w").runners().get(0)).satisfies(runner -> {
            assertThat(runner.state()).isEqualTo(RollCallView.Going.ACCEPTED);
            assertThat(runner.name()).isEqualTo("邻居");
        });
        assertThat(only("notice-hand-w").ladder().ending()).isEqualTo(Ladder.Ending.RUNNER);
        eventually(() -> assertThat(textsTo("10000001042")).hasSize(2));
        carrier.type("10000001042", "1");
        assertThat(only("notice-hand-w").state())
                .as("accepted twice, and nobody has moved")
                .isEqualTo(RollState.REACHED);
        carrier.type("10000001042", "3");
        assertThat(only("notice-hand-w").state()).isEqualTo(RollState.MOVED);

        assertThat(admin.post(at, Map.of("state", "help", "note", "老人摔倒")).status())
                .isEqualTo(200);
        assertThat(only("notice-hand-w").state()).isEqualTo(RollState.HELP);
        assertThat(only("notice-hand-w").note()).isEqualTo("老人摔倒");
        assertThat(jdbc.sql("select source, by_whom from roll_change where warning_id = 'notice-hand-w' order by"
                                + " id desc limit 1")
                        .query((row, i) -> tuple(row.getString(1), row.getString(2)))
                        .single())
                .isEqualTo(tuple("HAND", "admin"));
        assertThat(admin.post(at + "x", Map.of("state", "help")).status()).isEqualTo(404);
        assertThat(admin.get("/api/v1/messages?householdId=notice-hand-h1")
                        .json()
                        .size())
                .isEqualTo(4);
        assertThat(admin.get("/api/v1/messages?phone=10000001042").json().size())
                .isEqualTo(3);
    }

    @Test
    void onlyTheNumberThatCriedForHelpEndsItsCry() {
        Scene.point(registry, "notice-cry", Realm.EXERCISE);
        Scene.household(
                residents,
                "notice-cry",
                "1",
                Realm.EXERCISE,
                null,
                new Line("奶奶", "10000001043"),
                new Line("儿子", "10000001044"));
        issue(Scene.notice(Scene.warning("notice-cry", Realm.EXERCISE, Level.RED), 1, Purpose.ISSUE, Level.RED));
        eventually(() -> assertThat(of("notice-cry"))
                .filteredOn(m -> m.purpose().equals("issue"))
                .extracting(MessageView::state)
                .containsExactly(MessageState.SIMULATED, MessageState.SIMULATED));

        carrier.type("10000001043", "2");
        carrier.type("10000001044", "1");
        assertThat(only("notice-cry-w").state()).as("somebody else has left").isEqualTo(RollState.HELP);
        carrier.type("10000001043", "1");

        assertThat(only("notice-cry-w").state()).isEqualTo(RollState.MOVED);
    }

    @Test
    void whoWasNotAskedYetAcceptsNothing() {
        told("notice-early", "10000001045");
        carrier.script("10000001046", Does.THROTTLE);
        var at = "/api/v1/warnings/notice-early-w/roll-call/notice-early-h1/runner";
        assertThat(stranger.admin()
                        .post(at, Map.of("name", "邻居", "phone", "10000001046"))
                        .status())
                .isEqualTo(200);
        jdbc.sql("update message set claimed_at = null, retry_at = now() + interval '1 hour', state = 'queued'"
                        + " where about = 'warning/notice-early-w' and purpose = 'runner'")
                .update();

        carrier.type("10000001046", "1");

        assertThat(only("notice-early-w").runners().get(0))
                .satisfies(runner -> assertThat(runner.state()).isEqualTo(RollCallView.Going.ASKED));
    }

    @Test
    void whatANumberThatIsNobodysTypedBeforeAWarningIsNoAnswerToItNorOfTheOtherRealm() {
        Scene.point(registry, "notice-old", Realm.LIVE);
        Scene.household(residents, "notice-old", "1", Realm.LIVE, null, new Line("真人", "13900001054"));
        var admin = stranger.admin();
        carrier.type("10000001058", "已转移 before");
        var settle = "/api/v1/replies/"
                + admin.get("/api/v1/replies/unknown")
                        .json()
                        .valueStream()
                        .filter(r -> r.get("text").asString().endsWith("before"))
                        .findFirst()
                        .orElseThrow()
                        .get("id")
                        .asString()
                + "/settle";
        told("notice-new", "10000001055");

        assertThat(admin.post(settle, Map.of("household", "notice-old-h1")).status())
                .isEqualTo(409);
        assertThat(admin.post(settle, Map.of("household", "notice-new-h1")).status())
                .isEqualTo(204);

        assertThat(only("notice-new-w").state()).isEqualTo(RollState.REACHED);
    }

    @Test
    void whatANumberThatIsNobodysTypesWaitsUntilAnOfficerSaysWhoseItIs() {
        told("notice-unknown", "10000001051");
        var admin = stranger.admin();

        carrier.type("10000001059", "已转移 unknown");
        var waiting = admin.get("/api/v1/replies/unknown")
                .json()
                .valueStream()
                .filter(r -> r.get("text").asString().endsWith("unknown"))
                .findFirst()
                .orElseThrow();
        assertThat(waiting.get("phone").asString()).isEqualTo("100****1059");
        var settle = "/api/v1/replies/" + waiting.get("id").asString() + "/settle";
        assertThat(admin.post(settle, Map.of()).status()).isEqualTo(422);
        assertThat(admin.post(settle, Map.of("household", "notice-unknown-h1")).status())
                .isEqualTo(204);

        assertThat(only("notice-unknown-w").state()).isEqualTo(RollState.MOVED);
        assertThat(admin.post(settle, Map.of("note", "again")).status()).isEqualTo(404);
    }

    @Test
    void anOfficerWhoseClockRanOutIsWokenUntilTheWarningIsTakenOn() {
        Scene.point(registry, "notice-wake", Realm.EXERCISE);
        var admin = stranger.admin();
        for (var user : List.of("wake-one", "wake-two")) {
            var form = new HashMap<String, Object>(Map.of(
                    "username", user, "password", "a long enough password", "role", "duty", "division", "220282"));
            if (user.endsWith("one")) {
                form.put("phone", "10000001061");
            }
            assertThat(admin.post("/api/v1/users", form).status()).isEqualTo(201);
        }
        var warning = Scene.warning("notice-wake", Realm.EXERCISE, Level.RED);

        transaction.executeWithoutResult(
                status -> events.publishEvent(new ClockRanOut(warning, "220282", 1, List.of("wake-one", "wake-two"))));

        eventually(() ->
                assertThat(textsTo("10000001061")).singleElement().asString().contains("警情无人接手", "收到回1"));
        assertThat(of("notice-wake"))
                .filteredOn(m -> m.state() == MessageState.FAILED)
                .singleElement()
                .extracting(MessageView::reason)
                .asString()
                .contains("未登记电话", "wake-two");
        carrier.type("10000001061", "收到");
        assertThat(jdbc.sql("select username, ending from ladder where about = 'warning/notice-wake-w'")
                        .query((row, i) -> tuple(row.getString(1), row.getString(2)))
                        .list())
                .containsExactly(tuple("wake-one", "ANSWERED"));

        // it rose, and its clock begins with the first stage again
        transaction.executeWithoutResult(status -> {
            events.publishEvent(new ClockRanOut(warning, "220282", 1, List.of("wake-one")));
            events.publishEvent(Scene.notice(warning, 5, Purpose.ISSUE, Level.RED));
        });
        eventually(() -> assertThat(textsTo("10000001061"))
                .filteredOn(text -> text.contains("警情无人接手"))
                .hasSize(2));
    }

    @Test
    void whatIsRolledBackLeavesNothingAndWhatComesTwiceIsWrittenOnce() {
        Scene.point(registry, "notice-twice", Realm.EXERCISE);
        Scene.household(residents, "notice-twice", "1", Realm.EXERCISE, null, new Line("甲", "10000001071"));
        var issued = Scene.notice(
                Scene.warning("notice-twice", Realm.EXERCISE, Level.ORANGE), 1, Purpose.ISSUE, Level.ORANGE);

        transaction.executeWithoutResult(status -> {
            events.publishEvent(issued);
            status.setRollbackOnly();
        });
        assertThat(of("notice-twice")).isEmpty();
        assertThat(rollCalls.find("notice-twice-w")).isEmpty();

        issue(issued);
        issue(issued);
        eventually(() -> assertThat(only("notice-twice-w").state()).isEqualTo(RollState.REACHED));
        assertThat(carrier.submittedTo("10000001071")).hasSize(1);
        assertThat(jdbc.sql("select count(*) from ladder where about = 'warning/notice-twice-w'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void anAnswerThatCouldNotBeStoredIsTakenWhenItComesAgainAndOnce() {
        told("notice-again", "10000001081");
        var typed = new Incoming.Typed("10000001081", "1".getBytes(StandardCharsets.UTF_16BE), null);

        transaction.executeWithoutResult(status -> {
            mailroom.take(typed, Realm.EXERCISE);
            status.setRollbackOnly();
        });
        assertThat(only("notice-again-w").state()).isEqualTo(RollState.REACHED);
        mailroom.take(typed, Realm.EXERCISE);

        assertThat(only("notice-again-w").state()).isEqualTo(RollState.MOVED);
        assertThat(of("notice-again").stream().mapToInt(m -> m.replies().size()).sum())
                .isEqualTo(1);
    }

    @Test
    void anAnswerThatComesAgainBecauseOursWasLostIsNotWrittenTwice() {
        told("notice-repeat", "10000001082");
        var help = new Incoming.Typed("10000001082", "2".getBytes(StandardCharsets.UTF_16BE), null);
        var first = Instant.now();
        mailroom.take(help.after(first), Realm.EXERCISE);
        mailroom.take(help.after(first), Realm.EXERCISE);
        assertThat(repliesOf("notice-repeat"))
                .as("where no answer was lost nothing is repeated")
                .isEqualTo(2);

        var next = Instant.now();
        mailroom.take(help.after(next), Realm.EXERCISE);
        mailroom.take(help.after(next), Realm.EXERCISE);
        assertThat(repliesOf("notice-repeat")).isEqualTo(2);
        assertThat(only("notice-repeat-w").state()).isEqualTo(RollState.HELP);
        mailroom.take(help.after(next), Realm.EXERCISE);
        var other = new Incoming.Typed("10000001082", "2 快来".getBytes(StandardCharsets.UTF_16BE), null);
        mailroom.take(other.after(next), Realm.EXERCISE);

        assertThat(repliesOf("notice-repeat"))
                .as("each is repeated once, and other words are another text")
                .isEqualTo(4);
    }

    private int repliesOf(String point) {
        return of(point).stream().mapToInt(m -> m.replies().size()).sum();
    }

    @Test
    void aRungIsTakenOnceAlsoWhenAClimbIsCutShort() {
        told("notice-cut", "10000001091");
        jdbc.sql("update ladder set due_at = now() - interval '1 second', since = since - interval '1 hour',"
                        + " level = 'ORANGE' where about = 'warning/notice-cut-w'")
                .update();

        transaction.executeWithoutResult(status -> {
            climber.climb();
            status.setRollbackOnly();
        });
        eventually(() -> {
            climber.climb();
            assertThat(carrier.submittedTo("10000001091")).hasSize(2);
        });

        assertThat(carrier.submittedTo("10000001091"))
                .extracting(ScriptedCarrier.Submitted::isFlash)
                .containsExactly(false, true);
    }

    @Test
    void whatACrashLeftBetweenSubmitAndAnswerIsUnknownAndRepeatedWithTheSameReference() {
        Scene.point(registry, "notice-crash", Realm.EXERCISE);
        Scene.household(residents, "notice-crash", "1", Realm.EXERCISE, null, new Line("甲", "10000001101"));
        carrier.script("10000001101", Does.NO_RECEIPT);
        issue(Scene.notice(Scene.warning("notice-crash", Realm.EXERCISE, Level.RED), 1, Purpose.ISSUE, Level.RED));
        eventually(() -> assertThat(of("notice-crash"))
                .filteredOn(m -> m.purpose().equals("issue"))
                .extracting(MessageView::state)
                .containsExactly(MessageState.SUBMITTED));

        jdbc.sql("update message set state = 'queued', claimed_by = 'a run that crashed', claimed_at = now() -"
                        + " interval '2 minutes' where point_id = 'notice-crash' and purpose = 'issue'")
                .update();

        eventually(() -> assertThat(carrier.submittedTo("10000001101")).hasSize(2));
        assertThat(carrier.submittedTo("10000001101"))
                .extracting(ScriptedCarrier.Submitted::reference, ScriptedCarrier.Submitted::text)
                .containsOnly(tuple(
                        carrier.submittedTo("10000001101").get(0).reference(),
                        textsTo("10000001101").get(0)));
        assertThat(jdbc.sql("select unknowns from message where point_id = 'notice-crash' and purpose = 'issue'")
                        .query(Integer.class)
                        .single())
                .as("marked as what it is")
                .isEqualTo(1);
    }

    @Test
    void tenThousandHouseholdsAreWrittenInLots() {
        Scene.point(registry, "notice-town", Realm.EXERCISE);
        var warning = Scene.warning("notice-town", Realm.EXERCISE, Level.BLUE);
        var issued = Scene.notice(warning, 1, Purpose.ISSUE, Level.BLUE);
        var town = IntStream.range(0, 10_000)
                .mapToObj(i -> Scene.household(
                        "notice-town",
                        "" + i,
                        Realm.EXERCISE,
                        i % 3 == 0 ? "ko" : "zh",
                        null,
                        new Line("户" + i, "1003%07d".formatted(i))))
                .toList();

        var recipients = Recipients.of(issued.notice(), town, List.of());
        var letters = recipients.people().stream()
                .map(one -> Letter.sms(
                        Errand.ISSUE,
                        Realm.EXERCISE,
                        Level.BLUE,
                        Scene.DIVISION,
                        "notice-town",
                        Letter.Cause.of(Letter.Cause.warning(warning.id()), 1, warning.openedAt()),
                        one.reader(),
                        one.words().text(),
                        "not sent in this test"))
                .toList();
        transaction.executeWithoutResult(status -> {
            var turn = rollCall.turn(issued.notice());
            rollCall.begin(warning, turn, false);
            rollCall.enroll(turn, recipients.homes(), Instant.now(), true, null);
            assertThat(this.letters.add(letters)).isEqualTo(10_000);
        });

        transaction.executeWithoutResult(
                status -> assertThat(this.letters.add(letters)).as("each once").isZero());
        assertThat(rollCalls.get(warning.id()).households()).hasSize(10_000);
        assertThat(jdbc.sql("select count(*) from vault_key where owner like 'message/%' and not exists"
                                + " (select from message m where 'message/' || m.id = owner)")
                        .query(Integer.class)
                        .single())
                .as("keys of what was written before are dropped")
                .isZero();
    }
}

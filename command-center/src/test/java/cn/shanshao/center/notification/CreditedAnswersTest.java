package cn.shanshao.center.notification;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.RoadCenterTest;
import cn.shanshao.center.ScriptedCarrier;
import cn.shanshao.center.notification.gateway.Peer.Does;
import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.ContactRole;
import cn.shanshao.center.residents.Household;
import cn.shanshao.center.residents.Household.Line;
import cn.shanshao.center.warning.NoticeIssued;
import cn.shanshao.center.warning.Purpose;
import cn.shanshao.center.warning.Warning;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which answer counts for which household, and which for none. */
@RoadCenterTest
class CreditedAnswersTest extends NoticeScene {
    private static final String PASSWORD = "a long enough password";

    private void is(String point, RollState state) {
        eventually(() -> assertThat(state(point)).isEqualTo(state));
    }

    private void ends(String point, int number, Ladder.Ending ending) {
        eventually(() -> assertThat(home(point, number).ladder().ending()).isEqualTo(ending));
    }

    /** A point with one household, told of a red. */
    private Warning told(String point, String phone) {
        return told(point, new Line("金顺吉", phone));
    }

    private Warning told(String point, Line... lines) {
        Scene.point(registry, point, Realm.EXERCISE);
        Scene.household(residents, point, "1", Realm.EXERCISE, null, lines);
        var warning = Scene.warning(point, Realm.EXERCISE, Level.RED);
        issue(Scene.notice(warning, 1, Purpose.ISSUE, Level.RED));
        is(point, RollState.REACHED);
        return warning;
    }

    private int post(String path, Map<String, Object> body) {
        return stranger.admin().post(path, body).status();
    }

    private static String at(String point, int number) {
        return "/api/v1/warnings/%s-w/roll-call/%s-h%d".formatted(point, point, number);
    }

    private void name(String point, int number, String phone) {
        assertThat(post(at(point, number) + "/runner", Map.of("name", "邻居", "phone", phone)))
                .isEqualTo(200);
    }

    @Test
    void whatAStrangerSaidWasNeverSaidAndTheHouseholdIsCalledOn() {
        told("credit-stranger", "10000007001");
        carrier.type("10000007001", "收到");
        assertThat(state("credit-stranger")).isEqualTo(RollState.CONFIRMED);
        ends("credit-stranger", 1, Ladder.Ending.ANSWERED);

        carrier.type("10000007001", "你打错了");

        assertThat(state("credit-stranger")).isEqualTo(RollState.UNREACHED);
        ends("credit-stranger", 1, Ladder.Ending.UNREACHED);
        carrier.type("10000007001", "1");
        assertThat(state("credit-stranger")).as("it is nobody of the household").isEqualTo(RollState.UNREACHED);
        carrier.type("10000007001", "救命");
        assertThat(state("credit-stranger")).isEqualTo(RollState.HELP);
        carrier.type("10000007001", "0");
        assertThat(state("credit-stranger")).as("a cry is never taken back").isEqualTo(RollState.HELP);
    }

    @Test
    void whoNeededNoCallBecauseOfAStrangersWordIsCalledForTheNewestNotice() {
        var warning = told("credit-upgrade", "10000007002");
        carrier.type("10000007002", "1");
        issue(Scene.notice(warning, 2, Purpose.UPGRADE, Level.RED));
        assertThat(state("credit-upgrade")).isEqualTo(RollState.MOVED);

        carrier.type("10000007002", "0");

        assertThat(state("credit-upgrade")).isEqualTo(RollState.UNREACHED);
        assertThat(jdbc.sql("select number from ladder where about = 'warning/credit-upgrade-w' order by number")
                        .query(Integer.class)
                        .list())
                .containsExactly(1, 2);
        ends("credit-upgrade", 1, Ladder.Ending.UNREACHED);
    }

    @Test
    void nobodyIsReachedOnTheTelephoneOfAStranger() {
        Scene.point(registry, "credit-phones", Realm.EXERCISE);
        Scene.household(
                residents,
                "credit-phones",
                "1",
                Realm.EXERCISE,
                null,
                new Line("户主", "10000007013"),
                new Line("儿子", "10000007014"));
        issue(Scene.notice(Scene.warning("credit-phones", Realm.EXERCISE, Level.RED), 1, Purpose.ISSUE, Level.RED));
        eventually(() -> assertThat(jdbc.sql(
                                "select count(*) from message where about = 'warning/credit-phones-w' and state = 'simulated'"
                                        + " and channel = 'sms'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2));
        is("credit-phones", RollState.REACHED);

        carrier.type("10000007013", "0");
        assertThat(state("credit-phones")).as("it arrived on the other one").isEqualTo(RollState.REACHED);

        carrier.type("10000007014", "0");
        assertThat(state("credit-phones")).isEqualTo(RollState.UNREACHED);
    }

    @Test
    void theWordOfAnotherNumberStandsWhenOneIsWrong() {
        Scene.point(registry, "credit-two", Realm.EXERCISE);
        Scene.household(
                residents,
                "credit-two",
                "1",
                Realm.EXERCISE,
                null,
                new Line("户主", "10000007003"),
                new Line("儿子", "10000007004"));
        issue(Scene.notice(Scene.warning("credit-two", Realm.EXERCISE, Level.RED), 1, Purpose.ISSUE, Level.RED));
        is("credit-two", RollState.REACHED);
        eventually(() -> assertThat(carrier.submittedTo("10000007004")).isNotEmpty());
        eventually(() -> assertThat(carrier.submittedTo("10000007003")).isNotEmpty());
        carrier.type("10000007003", "收到");
        carrier.type("10000007004", "1");
        assertThat(state("credit-two")).isEqualTo(RollState.MOVED);

        carrier.type("10000007004", "打错了");

        assertThat(state("credit-two")).isEqualTo(RollState.CONFIRMED);
        assertThat(home("credit-two", 1).ladder().ending()).isEqualTo(Ladder.Ending.ANSWERED);
    }

    @Test
    void aRunnerWhoseNumberIsWrongGoesNowhere() {
        told("credit-runner", "10000007005");
        name("credit-runner", 1, "10000007006");
        eventually(() -> assertThat(carrier.submittedTo("10000007006")).hasSize(1));
        carrier.type("10000007006", "1");
        ends("credit-runner", 1, Ladder.Ending.RUNNER);
        eventually(() -> assertThat(carrier.submittedTo("10000007006")).hasSize(2));
        carrier.type("10000007006", "3");
        assertThat(state("credit-runner")).isEqualTo(RollState.MOVED);

        carrier.type("10000007006", "打错了");

        assertThat(state("credit-runner")).isEqualTo(RollState.REACHED);
        assertThat(home("credit-runner", 1).runners().get(0).state()).isEqualTo(RollCallView.Going.DECLINED);
        eventually(() -> assertThat(home("credit-runner", 1).ladder().ending())
                .as("it goes on")
                .isNotIn(Ladder.Ending.RUNNER, Ladder.Ending.ANSWERED));
    }

    /** Its messages are written, and wait. */
    private void issueHeld(NoticeIssued issued) {
        transaction.executeWithoutResult(status -> {
            events.publishEvent(issued);
            jdbc.sql("update message set retry_at = now() + interval '1 hour' where about = :about and number ="
                            + " :number")
                    .param("about", Letter.Cause.warning(issued.warning().id()))
                    .param("number", issued.notice().number())
                    .update();
        });
    }

    private void isOpen(String point, int notice) {
        assertThat(jdbc.sql("select count(*) from ladder where about = :about and number = :number"
                                + " and ended_at is null")
                        .param("about", Letter.Cause.warning(point + "-w"))
                        .param("number", notice)
                        .query(Integer.class)
                        .single())
                .as("it is called on")
                .isEqualTo(1);
    }

    @Test
    void whoAnswersTheAllClearHasNotLeftBecauseOfARedThatStillWaits() {
        var warning = told("credit-waits", "10000007011");
        carrier.type("10000007011", "1");
        issue(Scene.notice(warning, 2, Purpose.LIFT, null));
        eventually(() -> assertThat(carrier.submittedTo("10000007011")).hasSize(2));
        issueHeld(Scene.notice(warning, 3, Purpose.ISSUE, Level.RED));

        carrier.type("10000007011", "1");

        assertThat(messages.replies("22", 1))
                .singleElement()
                .satisfies(reply -> assertThat(reply.meaning()).isEqualTo(Meaning.RETURNED));
        assertThat(state("credit-waits")).isEqualTo(RollState.UNREACHED);
        isOpen("credit-waits", 3);
    }

    @Test
    void whoHasReadTheOrangeKnowsNothingOfTheRedThatStillWaits() {
        var warning = told("credit-orange", "10000007012");
        issueHeld(Scene.notice(warning, 2, Purpose.UPGRADE, Level.RED));

        carrier.type("10000007012", "收到");
        assertThat(state("credit-orange")).isEqualTo(RollState.UNREACHED);
        isOpen("credit-orange", 2);
        carrier.type("10000007012", "1");

        assertThat(state("credit-orange")).as("who has left has left").isEqualTo(RollState.MOVED);
    }

    @Test
    void whoWentSomewhereBeforeTheAllClearGoesThereAnewOrNotAtAll() {
        Scene.point(registry, "credit-again", Realm.EXERCISE);
        Scene.household(residents, "credit-again", "1", Realm.EXERCISE, null, new Line("甲", "10000007021"));
        Scene.household(residents, "credit-again", "2", Realm.EXERCISE, null, new Line("乙", "10000007022"));
        var warning = Scene.warning("credit-again", Realm.EXERCISE, Level.RED);
        issue(Scene.notice(warning, 1, Purpose.ISSUE, Level.RED));
        name("credit-again", 1, "10000007023");
        eventually(() -> assertThat(carrier.submittedTo("10000007023")).hasSize(1));
        carrier.type("10000007023", "1");
        eventually(() -> assertThat(carrier.submittedTo("10000007023")).hasSize(2));
        carrier.type("10000007023", "3");
        assertThat(state("credit-again")).isEqualTo(RollState.MOVED);
        eventually(() -> assertThat(carrier.submittedTo("10000007023")).hasSize(3));
        assertThat(home("credit-again", 1).runners().get(0).state()).isEqualTo(RollCallView.Going.REPORTED);
        issue(Scene.notice(warning, 2, Purpose.LIFT, null));
        eventually(() -> assertThat(carrier.submittedTo("10000007023")).hasSize(4));
        assertThat(carrier.submittedTo("10000007023").get(3).text())
                .as("in other words than the villagers")
                .contains("预警解除", "不用再上门")
                .doesNotContain("回1");

        issue(Scene.notice(warning, 3, Purpose.ISSUE, Level.RED));
        name("credit-again", 2, "10000007023");
        eventually(() -> assertThat(carrier.submittedTo("10000007023")).hasSize(5));
        carrier.type("10000007023", "1");
        eventually(() ->
                assertThat(carrier.submittedTo("10000007023").get(5).text()).contains("由您通知1户"));
        carrier.type("10000007023", "3");

        assertThat(home("credit-again", 2).state()).isEqualTo(RollState.MOVED);
        assertThat(home("credit-again", 1).state()).isNotEqualTo(RollState.MOVED);
        isOpen("credit-again", 3);
    }

    private String last(String phone, int many) {
        eventually(() -> assertThat(carrier.submittedTo(phone)).hasSize(many));
        return carrier.submittedTo(phone).get(many - 1).text();
    }

    /** The newest question is another, and the digits are none of its answers. */
    @Test
    void aRunnerOnTheWayIsHeardThoughAskedForOthersMeanwhile() {
        Scene.point(registry, "credit-busy", Realm.EXERCISE);
        for (var number = 1; number <= 3; number++) {
            Scene.household(
                    residents,
                    "credit-busy",
                    Integer.toString(number),
                    Realm.EXERCISE,
                    null,
                    new Line("户主", "1000000792" + number));
        }
        issue(Scene.notice(Scene.warning("credit-busy", Realm.EXERCISE, Level.RED), 1, Purpose.ISSUE, Level.RED));
        name("credit-busy", 1, "10000007920");
        last("10000007920", 1);
        carrier.type("10000007920", "1");
        assertThat(last("10000007920", 2)).contains("由您通知1户（1号）");
        name("credit-busy", 2, "10000007920");
        last("10000007920", 3);

        carrier.type("10000007920", "2");
        assertThat(last("10000007920", 4)).contains("您不去", "仍由您通知1户（1号）", "需支援回4");
        name("credit-busy", 3, "10000007920");
        last("10000007920", 5);
        carrier.type("10000007920", "4");

        assertThat(home("credit-busy", 1).state()).isEqualTo(RollState.HELP);
        assertThat(home("credit-busy", 3).state()).isNotEqualTo(RollState.HELP);
        carrier.type("10000007920", "3");
        assertThat(last("10000007920", 7)).contains("记为全部转移：1户（1号）");
        assertThat(home("credit-busy", 1).state()).isEqualTo(RollState.MOVED);
        assertThat(home("credit-busy", 1).runners().get(0).state()).isEqualTo(RollCallView.Going.REPORTED);
        assertThat(home("credit-busy", 3).runners().get(0).state()).isEqualTo(RollCallView.Going.ASKED);
        carrier.type("10000007920", "2");
        assertThat(home("credit-busy", 3).runners().get(0).state()).isEqualTo(RollCallView.Going.DECLINED);
        assertThat(home("credit-busy", 1).state()).as("that was of the third").isEqualTo(RollState.MOVED);
    }

    @Test
    void aVillageHeadWhoHearsTheNextNoticeAnswersWhatHeadsAreAskedFor() {
        Scene.point(registry, "credit-head", Realm.EXERCISE);
        Scene.household(residents, "credit-head", "1", Realm.EXERCISE, null, new Line("户主", "10000007931"));
        registry.saveContact(
                new Contact(
                        "credit-head-c",
                        "credit-head",
                        "村主任",
                        "10000007930",
                        ContactRole.VILLAGE_HEAD,
                        "zh",
                        Realm.EXERCISE),
                "test");
        var warning = Scene.warning("credit-head", Realm.EXERCISE, Level.RED);
        issue(Scene.notice(warning, 1, Purpose.ISSUE, Level.YELLOW));
        last("10000007930", 1);
        name("credit-head", 1, "10000007930");
        last("10000007930", 2);
        issue(Scene.notice(warning, 2, Purpose.UPGRADE, Level.RED));
        last("10000007930", 3);

        carrier.type("10000007930", "1");
        assertThat(home("credit-head", 1).runners().get(0).state())
                .as("that is what the red asks for")
                .isEqualTo(RollCallView.Going.ASKED);
        isOpen("credit-head", 2);
        carrier.type("10000007930", "我马上去");

        assertThat(home("credit-head", 1).runners().get(0).state()).isEqualTo(RollCallView.Going.ACCEPTED);
    }

    /** A point with some households, told of a red, and somebody who is asked to go to the first. */
    private void asked(String point, String phone, int households) {
        Scene.point(registry, point, Realm.EXERCISE);
        for (var number = 1; number <= households; number++) {
            Scene.household(
                    residents, point, Integer.toString(number), Realm.EXERCISE, null, new Line("户主", phone + number));
        }
        issue(Scene.notice(Scene.warning(point, Realm.EXERCISE, Level.RED), 1, Purpose.ISSUE, Level.RED));
        name(point, 1, phone + 0);
        last(phone + 0, 1);
    }

    private RollCallView.Going going(String point, int number) {
        return home(point, number).runners().get(0).state();
    }

    /** 还有人没走请回4: what was told of them before was not so. */
    @Test
    void aRunnerTakesBackWhatItReportedAndReportsAnew() {
        asked("credit-over", "1000000901", 1);
        carrier.type("10000009010", "1");
        last("10000009010", 2);
        carrier.type("10000009010", "3");
        assertThat(last("10000009010", 3)).contains("还有人没走请回4");
        assertThat(state("credit-over")).isEqualTo(RollState.MOVED);

        carrier.type("10000009010", "4");

        assertThat(state("credit-over")).isEqualTo(RollState.HELP);
        assertThat(going("credit-over", 1)).isEqualTo(RollCallView.Going.ACCEPTED);
        carrier.type("10000009010", "3");
        assertThat(state("credit-over")).isEqualTo(RollState.MOVED);
        assertThat(last("10000009010", 5)).contains("记为全部转移：1户（1号）");
    }

    /** The third had left by itself, the second is called back: neither has to do with what is taken back of the first. */
    @Test
    void aReportIsTakenBackOfThoseOfWhomItWasMade() {
        asked("credit-three", "1000000911", 3);
        name("credit-three", 2, "10000009110");
        name("credit-three", 3, "10000009110");
        last("10000009110", 3);
        carrier.type("10000009110", "1");
        last("10000009110", 4);
        carrier.type("10000009111", "2");
        carrier.type("10000009113", "1");
        assertThat(home("credit-three", 1).state()).isEqualTo(RollState.HELP);
        issue(Scene.notice(Scene.warning("credit-three", Realm.EXERCISE, Level.RED), 2, Purpose.LIFT, null));
        assertThat(going("credit-three", 2)).isEqualTo(RollCallView.Going.RECALLED);
        carrier.type("10000009110", "3");
        assertThat(home("credit-three", 1).state()).isEqualTo(RollState.MOVED);

        carrier.type("10000009110", "4");

        assertThat(home("credit-three", 1).state()).isEqualTo(RollState.HELP);
        assertThat(home("credit-three", 2).state()).isNotEqualTo(RollState.HELP);
        assertThat(home("credit-three", 3).state()).isEqualTo(RollState.MOVED);
        carrier.type("10000009110", "3");
        assertThat(home("credit-three", 1).state()).isEqualTo(RollState.MOVED);
    }

    @Test
    void wordsAreOfTheHouseholdThatWasAskedForLast() {
        asked("credit-words", "1000000902", 2);
        carrier.type("10000009020", "1");
        last("10000009020", 2);
        name("credit-words", 2, "10000009020");
        last("10000009020", 3);

        carrier.type("10000009020", "他们都转移了");

        assertThat(home("credit-words", 1).state()).as("it is not of that one").isNotEqualTo(RollState.MOVED);
    }

    @Test
    void whoLeavesForAYellowThatARedHasOvertakenIsCalledForTheRed() {
        Scene.point(registry, "credit-overtaken", Realm.EXERCISE);
        Scene.household(residents, "credit-overtaken", "1", Realm.EXERCISE, null, new Line("户主", "10000009031"));
        var yellow = Scene.warning("credit-overtaken", Realm.EXERCISE, Level.YELLOW);
        issue(Scene.notice(yellow, 1, Purpose.ISSUE, Level.YELLOW));
        last("10000009031", 1);
        var red = Scene.warning("credit-overtaken", Realm.EXERCISE, Level.RED);
        issueHeld(Scene.notice(red, 2, Purpose.UPGRADE, Level.RED));

        carrier.type("10000009031", "1");

        assertThat(state("credit-overtaken")).as("some have").isEqualTo(RollState.UNREACHED);
        isOpen("credit-overtaken", 2);
    }

    @Test
    void whoWasCalledBackReportsOfNobodyAnyMore() {
        asked("credit-recall", "1000000904", 1);
        carrier.type("10000009040", "1");
        last("10000009040", 2);
        var warning = Scene.warning("credit-recall", Realm.EXERCISE, Level.RED);
        issue(Scene.notice(warning, 2, Purpose.LIFT, null));
        last("10000009041", 2);
        carrier.type("10000009041", "1");
        assertThat(state("credit-recall")).isEqualTo(RollState.RETURNED);

        carrier.type("10000009040", "3");

        assertThat(state("credit-recall")).as("they are at home").isEqualTo(RollState.RETURNED);
    }

    @Test
    void aRunnerWhoCannotGoAndThenCanGoesThere() {
        asked("credit-mind", "1000000905", 1);
        carrier.type("10000009050", "2");
        assertThat(going("credit-mind", 1)).isEqualTo(RollCallView.Going.DECLINED);

        carrier.type("10000009050", "1");

        assertThat(going("credit-mind", 1)).isEqualTo(RollCallView.Going.ACCEPTED);
        assertThat(last("10000009050", 2)).contains("由您通知1户（1号）");
        ends("credit-mind", 1, Ladder.Ending.RUNNER);
    }

    @Test
    void whoAcceptsAnotherAfterDecliningHasDeclinedHoweverOftenTheyAccept() {
        asked("credit-twice", "1000000914", 2);
        carrier.type("10000009140", "2");
        name("credit-twice", 2, "10000009140");
        last("10000009140", 2);
        carrier.type("10000009140", "1");
        last("10000009140", 3);

        carrier.type("10000009140", "1");

        assertThat(going("credit-twice", 1)).isEqualTo(RollCallView.Going.DECLINED);
        assertThat(going("credit-twice", 2)).isEqualTo(RollCallView.Going.ACCEPTED);
    }

    /** The officer sends somebody else in their place. */
    @Test
    void whoWasReleasedByAnOfficerIsNotOnTheWayForAOne() {
        asked("credit-released", "1000000912", 1);
        carrier.type("10000009120", "1");
        last("10000009120", 2);
        assertThat(post(at("credit-released", 1), Map.of("state", "unreached"))).isEqualTo(200);
        assertThat(going("credit-released", 1)).isEqualTo(RollCallView.Going.DECLINED);

        carrier.type("10000009120", "1");

        assertThat(going("credit-released", 1)).isEqualTo(RollCallView.Going.DECLINED);
    }

    @Test
    void aHouseholdKnowsBetterThanWhoReportsOfItWhetherItWillLeave() {
        asked("credit-own", "1000000906", 1);
        carrier.type("10000009060", "1");
        last("10000009060", 2);
        carrier.type("10000009060", "3");
        assertThat(state("credit-own")).isEqualTo(RollState.MOVED);

        carrier.type("10000009061", "我不走");

        assertThat(state("credit-own")).isEqualTo(RollState.REFUSED);
    }

    /** The request was written before the answer, and left after it. */
    @Test
    void aRunnerWhoIsAskedForMoreWhileOnTheWayMayDecline() {
        asked("credit-more", "1000000907", 2);
        carrier.script("10000009070", Collections.nCopies(100, Does.THROTTLE).toArray(Does[]::new));
        name("credit-more", 2, "10000009070");
        eventually(() -> assertThat(jdbc.sql(
                                "update message set retry_at = now() + interval '1 hour' where task ="
                                        + " 'credit-more-h2' and purpose = 'runner' and claimed_at is null and retry_at is not null")
                        .update())
                .isEqualTo(1));
        carrier.script("10000009070");
        carrier.type("10000009070", "1");
        assertThat(going("credit-more", 2)).as("it was not asked yet").isEqualTo(RollCallView.Going.ASKED);
        eventually(() -> assertThat(carrier.submittedTo("10000009070"))
                .anySatisfy(sent -> assertThat(sent.text()).contains("由您通知1户（1号）")));
        jdbc.sql("update message set retry_at = now() where task = 'credit-more-h2'")
                .update();
        eventually(() -> assertThat(jdbc.sql("select count(*) from message where task = 'credit-more-h2' and purpose ="
                                + " 'runner' and claimed_at is null and state <> 'queued'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1));

        carrier.type("10000009070", "2");

        assertThat(going("credit-more", 2)).isEqualTo(RollCallView.Going.DECLINED);
        assertThat(home("credit-more", 1).state()).as("nobody cried").isNotEqualTo(RollState.HELP);
    }

    @Test
    void whoHasTakenOneOfThoseWhoWereAskedAtTheirWordSetsNobodyElseOnTheWay() {
        asked("credit-which", "1000000908", 1);
        name("credit-which", 1, "10000009089");
        last("10000009089", 1);
        carrier.type("10000009089", "1");
        last("10000009089", 2);
        carrier.type("10000009089", "3");
        assertThat(post(at("credit-which", 1), Map.of("state", "refused"))).isEqualTo(200);
        var first = home("credit-which", 1).runners().stream()
                .filter(one -> one.state() == RollCallView.Going.ASKED)
                .findFirst()
                .orElseThrow();

        assertThat(post(at("credit-which", 1) + "/runner", Map.of("accepted", first.id())))
                .isEqualTo(200);

        assertThat(home("credit-which", 1).runners())
                .extracting(RollCallView.Runner::state)
                .containsExactly(RollCallView.Going.ACCEPTED, RollCallView.Going.REPORTED);
    }

    /** 老人孩子先转移，已转移回1: at red the others have to leave too; what an officer saw was seen. */
    @Test
    void whoSentAwaySomeAtYellowIsAskedAnewAtRedAndWhoRefusedIsKnownToHave() {
        Scene.point(registry, "credit-some", Realm.EXERCISE);
        for (var number = 1; number <= 3; number++) {
            Scene.household(
                    residents,
                    "credit-some",
                    Integer.toString(number),
                    Realm.EXERCISE,
                    null,
                    new Line("户主", "1000000794" + number));
        }
        var warning = Scene.warning("credit-some", Realm.EXERCISE, Level.YELLOW);
        issue(Scene.notice(warning, 1, Purpose.ISSUE, Level.YELLOW));
        last("10000007943", 1);
        carrier.type("10000007941", "1");
        assertThat(post(at("credit-some", 2), Map.of("state", "moved"))).isEqualTo(200);
        carrier.type("10000007943", "不走");
        assertThat(home("credit-some", 3).state()).isEqualTo(RollState.REFUSED);

        issue(Scene.notice(warning, 2, Purpose.UPGRADE, Level.RED));

        assertThat(home("credit-some", 1).state()).isIn(RollState.UNREACHED, RollState.REACHED);
        assertThat(home("credit-some", 1).ladder().ending()).isNull();
        assertThat(home("credit-some", 2).state()).isEqualTo(RollState.MOVED);
        assertThat(home("credit-some", 3).state()).isEqualTo(RollState.REFUSED);
        assertThat(home("credit-some", 3).ladder().ending())
                .as("it is worse now")
                .isNull();
        last("10000007941", 2);
        carrier.type("10000007941", "1");
        issue(Scene.notice(warning, 3, Purpose.UPGRADE, Level.RED));
        assertThat(home("credit-some", 1).state())
                .as("that was of a notice that sends away everybody")
                .isEqualTo(RollState.MOVED);
    }

    @Test
    void whoSaysForOthersThatTheyHaveLeftDoesNotSpeakForOneWhoWillNot() {
        told("credit-both", new Line("爷爷", "10000007936"), new Line("女儿", "10000007937"));
        carrier.type("10000007937", "1");
        carrier.type("10000007937", "不走");
        assertThat(state("credit-both")).as("she does not leave the shelter").isEqualTo(RollState.MOVED);
        carrier.type("10000007936", "不走");
        assertThat(state("credit-both")).isEqualTo(RollState.REFUSED);
    }

    /** 老人孩子先走了，我看家: at red somebody goes there; who says then that all have left is believed. */
    @Test
    void whereSomeStaySomebodyGoesUnlessAllHaveToldThatTheyLeft() {
        told("credit-stay", new Line("周成才", "10000009091"));
        registry.saveContact(
                new Contact(
                        "credit-stay-c",
                        "credit-stay",
                        "村主任",
                        "10000009093",
                        ContactRole.VILLAGE_HEAD,
                        "zh",
                        Realm.EXERCISE),
                "test");
        carrier.type("10000009091", "收到");
        ends("credit-stay", 1, Ladder.Ending.ANSWERED);
        carrier.type("10000009091", "老人孩子先转移了,我看家");
        assertThat(state("credit-stay")).isEqualTo(RollState.CONFIRMED);
        assertThat(home("credit-stay", 1).lines().get(0).said()).contains("我看家");
        assertThat(last("10000009091", 2)).contains("全家都已转移回1");
        eventually(() -> assertThat(home("credit-stay", 1).ladder().steps())
                .as("no telephone")
                .anySatisfy(step -> {
                    assertThat(step.rung()).isEqualTo(Ladder.Rung.VOICE);
                    assertThat(step.skipped()).isEqualTo("还有人没走，改为上门");
                }));
        assertThat(last("10000009093", 1)).contains("请上门通知1号", "尚未确认转移");

        carrier.type("10000009091", "1");

        assertThat(state("credit-stay")).isEqualTo(RollState.MOVED);
        assertThat(home("credit-stay", 1).lines().get(0)).satisfies(line -> {
            assertThat(line.reply()).isEqualTo(Meaning.MOVED);
            assertThat(line.said()).as("what was written before it stays").contains("我看家");
        });
        ends("credit-stay", 1, Ladder.Ending.ANSWERED);
    }

    /** What an officer takes back, and what a stranger said, leaves them as they were. */
    @Test
    void whereSomeStayIsKnownAlsoAfterWhatWasNotSo() {
        told("credit-undone", new Line("周成才", "10000009131"), new Line("女儿", "10000009132"));
        carrier.type("10000009131", "老人孩子先转移了,我看家");
        assertThat(post(at("credit-undone", 1), Map.of("state", "moved"))).isEqualTo(200);
        ends("credit-undone", 1, Ladder.Ending.ANSWERED);
        var change = home("credit-undone", 1).hand().change();
        assertThat(post(at("credit-undone", 1) + "/undo", Map.of("change", change)))
                .isEqualTo(200);
        assertThat(state("credit-undone")).isEqualTo(RollState.CONFIRMED);
        isOpen("credit-undone", 1);

        carrier.type("10000009132", "1");
        assertThat(state("credit-undone")).isEqualTo(RollState.MOVED);
        carrier.type("10000009132", "0");

        assertThat(state("credit-undone")).isEqualTo(RollState.CONFIRMED);
        isOpen("credit-undone", 1);
    }

    @Test
    void atYellowWhoSendsAwaySomeDoesWhatIsAskedFor() {
        Scene.point(registry, "credit-comply", Realm.EXERCISE);
        Scene.household(residents, "credit-comply", "1", Realm.EXERCISE, null, new Line("户主", "10000009092"));
        var warning = Scene.warning("credit-comply", Realm.EXERCISE, Level.YELLOW);
        issue(Scene.notice(warning, 1, Purpose.ISSUE, Level.YELLOW));
        last("10000009092", 1);

        carrier.type("10000009092", "老人孩子先转移了,我看家");

        ends("credit-comply", 1, Ladder.Ending.ANSWERED);
    }

    @Test
    void whileNobodyHasAcceptedTheTelephonesRingOn() {
        told("credit-ring", "10000007932");
        name("credit-ring", 1, "10000007933");
        assertThat(home("credit-ring", 1).ladder().rung()).isEqualTo(Ladder.Rung.SMS);
        assertThat(home("credit-ring", 1).ladder().next()).isEqualTo(Ladder.Rung.FLASH);
    }

    @Test
    void aRefusalStandsAgainstAnotherTelephoneAndFallsWithAStranger() {
        told("credit-no", new Line("爷爷", "10000007934"), new Line("女儿", "10000007935"));
        carrier.type("10000007934", "不走");
        carrier.type("10000007935", "1");
        assertThat(state("credit-no")).as("she lives in town").isEqualTo(RollState.REFUSED);
        ends("credit-no", 1, Ladder.Ending.UNREACHED);

        carrier.type("10000007934", "打错了");

        assertThat(state("credit-no")).isNotEqualTo(RollState.REFUSED);
        assertThat(home("credit-no", 1).ladder()).satisfies(ladder -> {
            assertThat(ladder.ending()).isNull();
            assertThat(ladder.next()).as("nobody rang there for it").isEqualTo(Ladder.Rung.FLASH);
        });
    }

    @Test
    void whoeverWasAskedToGoIsCalledBackButNotFromWhoCries() {
        Scene.point(registry, "credit-back", Realm.EXERCISE);
        Scene.household(residents, "credit-back", "1", Realm.EXERCISE, null, new Line("甲", "10000007951"));
        Scene.household(residents, "credit-back", "2", Realm.EXERCISE, null, new Line("乙", "10000007952"));
        var warning = Scene.warning("credit-back", Realm.EXERCISE, Level.RED);
        issue(Scene.notice(warning, 1, Purpose.ISSUE, Level.RED));
        name("credit-back", 1, "10000007953");
        name("credit-back", 2, "10000007954");
        eventually(() -> assertThat(carrier.submittedTo("10000007954")).hasSize(1));
        carrier.type("10000007952", "2");
        assertThat(home("credit-back", 2).state()).isEqualTo(RollState.HELP);
        eventually(() -> assertThat(carrier.submittedTo("10000007953")).hasSize(1));

        issue(Scene.notice(warning, 2, Purpose.LIFT, null));
        eventually(() -> assertThat(carrier.submittedTo("10000007953")).hasSize(2));

        assertThat(home("credit-back", 1).runners().get(0).state()).isEqualTo(RollCallView.Going.RECALLED);
        assertThat(home("credit-back", 2).runners().get(0).state()).isEqualTo(RollCallView.Going.ASKED);
        assertThat(carrier.submittedTo("10000007954"))
                .as("somebody still needs help there")
                .hasSize(1);
    }

    @Test
    void whomAnOfficerFindsUnreachedIsCalledOn() {
        told("credit-found", "10000007031");
        carrier.type("10000007031", "1");
        ends("credit-found", 1, Ladder.Ending.ANSWERED);

        assertThat(post(at("credit-found", 1), Map.of("state", "unreached", "note", "孩子按的")))
                .isEqualTo(200);

        eventually(() -> assertThat(carrier.submittedTo("10000007031"))
                .as("the next rung at once")
                .anyMatch(ScriptedCarrier.Submitted::isFlash));
        assertThat(home("credit-found", 1).ladder().ending()).isNull();
        name("credit-found", 1, "10000007032");
        eventually(() -> assertThat(carrier.submittedTo("10000007032")).hasSize(1));
        carrier.type("10000007032", "1");
        ends("credit-found", 1, Ladder.Ending.RUNNER);

        // he calls: the road is cut
        assertThat(post(at("credit-found", 1), Map.of("state", "unreached"))).isEqualTo(200);

        assertThat(home("credit-found", 1).runners().get(0).state()).isEqualTo(RollCallView.Going.DECLINED);
        eventually(() -> assertThat(home("credit-found", 1).ladder().ending())
                .as("somebody else is asked, or it stands as unreached")
                .isNotIn(Ladder.Ending.RUNNER, Ladder.Ending.ANSWERED));
        name("credit-found", 1, "10000007033");
        eventually(() -> assertThat(carrier.submittedTo("10000007033")).hasSize(1));
        carrier.type("10000007033", "1");
        ends("credit-found", 1, Ladder.Ending.RUNNER);
    }

    @Test
    void aRunnerWhoIsNamedForAHouseholdThatWasFoundSilentIsWaitedFor() {
        told("credit-walk", "10000007034");
        name("credit-walk", 1, "10000007035");
        eventually(() -> assertThat(carrier.submittedTo("10000007035")).hasSize(1));
        carrier.type("10000007035", "1");
        ends("credit-walk", 1, Ladder.Ending.RUNNER);

        name("credit-walk", 1, "10000007036");

        assertThat(home("credit-walk", 1).ladder().ending()).isNull();
    }

    /** The way to settle what a number typed that is nobody's. */
    private String settling(String text) {
        return "/api/v1/replies/"
                + stranger.admin()
                        .get("/api/v1/replies/unknown")
                        .json()
                        .valueStream()
                        .filter(reply -> reply.get("text").asString().equals(text))
                        .findFirst()
                        .orElseThrow()
                        .get("id")
                        .asString()
                + "/settle";
    }

    @Test
    void whatIsSettledLateSaysNothingOfANoticeAfterItButACryForHelpIsHeard() {
        var warning = told("credit-late", "10000007041");
        carrier.type("10000007049", "收到。");
        carrier.type("10000007049", "已转移。");
        carrier.type("10000007049", "救命。");
        var seen = settling("收到。");
        var moved = settling("已转移。");
        var help = settling("救命。");
        issue(Scene.notice(warning, 2, Purpose.UPGRADE, Level.RED));

        assertThat(post(seen, Map.of("household", "credit-late-h1"))).isEqualTo(204);
        assertThat(post(moved, Map.of("household", "credit-late-h1"))).isEqualTo(204);
        assertThat(state("credit-late")).isIn(RollState.UNREACHED, RollState.REACHED);
        isOpen("credit-late", 2);
        assertThat(post(help, Map.of("household", "credit-late-h1"))).isEqualTo(204);

        assertThat(state("credit-late")).isEqualTo(RollState.HELP);
    }

    @Test
    void aPartThatIsSettledStopsNoCallingWhereAllAreToLeave() {
        told("credit-daughter", "10000009151");
        carrier.type("10000009152", "老人已经走了，我爸还在家");

        assertThat(post(settling("老人已经走了，我爸还在家"), Map.of("household", "credit-daughter-h1")))
                .isEqualTo(204);

        assertThat(state("credit-daughter")).isEqualTo(RollState.REACHED);
        isOpen("credit-daughter", 1);
    }

    @Test
    void whatIsSettledLateEndsNoCryAndTakesNothingBack() {
        told("credit-since", "10000007042");
        carrier.type("10000007048", "1 转移了");
        carrier.type("10000007048", "知道了。");
        var moved = settling("1 转移了");
        var seen = settling("知道了。");
        carrier.type("10000007042", "2");

        assertThat(post(moved, Map.of("household", "credit-since-h1"))).isEqualTo(204);
        assertThat(state("credit-since")).isEqualTo(RollState.HELP);
        carrier.type("10000007042", "1");
        assertThat(post(seen, Map.of("household", "credit-since-h1"))).isEqualTo(204);

        assertThat(state("credit-since")).isEqualTo(RollState.MOVED);
    }

    /** From here on the first household of the point is, on its card. */
    private void answeredBy(String point, Line... lines) {
        var h = residents.getHousehold(point + "-h1");
        var changed = new Household(
                h.id(),
                h.version(),
                h.pointId(),
                h.number(),
                h.kind(),
                h.name(),
                h.people(),
                h.address(),
                h.houseKind(),
                h.members(),
                List.of(lines),
                h.language(),
                h.position(),
                h.precautions(),
                h.route(),
                h.shelter(),
                h.medical(),
                h.runner(),
                h.from(),
                h.to(),
                h.lon(),
                h.lat(),
                h.realm());
        residents.save(changed, "test");
    }

    @Test
    void aCryForHelpFromAPhoneThatWasAskedNothingIsOneOfItsHousehold() {
        told("credit-cry", "10000007051");
        answeredBy("credit-cry", new Line("金顺吉", "10000007051"), new Line("孙女", "10000007052"));

        carrier.type("10000007052", "1");
        assertThat(state("credit-cry")).as("nobody asked it").isEqualTo(RollState.REACHED);
        carrier.type("10000007052", "2 救命");

        assertThat(state("credit-cry")).isEqualTo(RollState.HELP);
        assertThat(home("credit-cry", 1).ladder().ending()).isEqualTo(Ladder.Ending.ANSWERED);
        eventually(() -> assertThat(carrier.submittedTo("10000007052"))
                .extracting(ScriptedCarrier.Submitted::text)
                .anyMatch(text -> text.contains("您的求助已收到")));
    }

    @Test
    void aNoticeIsAQuestionForAsLongAsItsWarningIsOpen() {
        told("credit-slow", "10000007053");
        jdbc.sql("update message set created_at = created_at - interval '10 days' where about ="
                        + " 'warning/credit-slow-w'")
                .update();

        carrier.type("10000007053", "1");

        assertThat(state("credit-slow")).isEqualTo(RollState.MOVED);
    }

    @Test
    void aCryForHelpUnderAnOlderWarningThatIsClosedIsOneOfTheOpenOne() {
        var old = told("credit-closed", "10000007054");
        jdbc.sql("update roll_call set closed_at = now() where warning_id = ?")
                .param(old.id())
                .update();
        Scene.point(registry, "credit-next", Realm.EXERCISE);
        Scene.household(residents, "credit-next", "1", Realm.EXERCISE, null, new Line("甲", "10000007054"));
        issueHeld(Scene.notice(Scene.warning("credit-next", Realm.EXERCISE, Level.RED), 1, Purpose.ISSUE, Level.RED));

        carrier.type("10000007054", "1");
        assertThat(state("credit-next")).as("it answers what it has read").isEqualTo(RollState.UNREACHED);
        carrier.type("10000007054", "2");

        assertThat(state("credit-next")).isEqualTo(RollState.HELP);
    }

    @Test
    void aNumberThatWasTakenOffACardAnswersForItNoMore() {
        var warning = told("credit-moved", "10000007061");
        Scene.household(residents, "credit-moved", "2", Realm.EXERCISE, null, new Line("乙", "10000007061"));
        answeredBy("credit-moved", new Line("甲", "10000007062"));
        issue(Scene.notice(warning, 2, Purpose.UPGRADE, Level.RED));
        eventually(() -> assertThat(carrier.submittedTo("10000007061")).hasSize(2));

        carrier.type("10000007061", "1");

        assertThat(home("credit-moved", 2).state()).isEqualTo(RollState.MOVED);
        assertThat(state("credit-moved")).isIn(RollState.UNREACHED, RollState.REACHED);
        isOpen("credit-moved", 2);
    }

    /** 我爸又回去了 after a 1: a person is below a red slope, and nobody would have gone there. */
    @Test
    void whatIsWrittenAfterA1TakesItBackAndSomebodyIsSent() {
        told("credit-went-back", "10000009411");
        carrier.type("10000009411", "1");
        is("credit-went-back", RollState.MOVED);
        ends("credit-went-back", 1, Ladder.Ending.ANSWERED);

        carrier.type("10000009411", "我爸又回去了");

        is("credit-went-back", RollState.CONFIRMED);
        assertThat(home("credit-went-back", 1).lines().get(0).reply()).isEqualTo(Meaning.STILL_THERE);
        assertThat(home("credit-went-back", 1).lines().get(0).said()).isEqualTo("我爸又回去了");
        assertThat(home("credit-went-back", 1).ladder().ending()).isNotEqualTo(Ladder.Ending.ANSWERED);
        eventually(() -> assertThat(textsTo("10000009411")).last().asString().contains("全家都已转移回1"));
        carrier.type("10000009411", "1");
        is("credit-went-back", RollState.MOVED);
        carrier.type("10000009411", "谢谢");
        is("credit-went-back", RollState.MOVED);
    }

    @Test
    void whatAnOfficerOrARunnerNotedIsTakenBackByTheHouseholdAndByTheRunner() {
        asked("credit-noted", "1000000942", 1);
        carrier.type("10000009420", "1");
        last("10000009420", 2);
        carrier.type("10000009420", "3");
        is("credit-noted", RollState.MOVED);

        carrier.type("10000009420", "没走，他又回来了");
        is("credit-noted", RollState.CONFIRMED);
        assertThat(going("credit-noted", 1)).isEqualTo(RollCallView.Going.ACCEPTED);
        carrier.type("10000009420", "3");
        is("credit-noted", RollState.MOVED);

        assertThat(post(at("credit-noted", 1), Map.of("state", "help"))).isEqualTo(200);
        assertThat(post(at("credit-noted", 1), Map.of("state", "moved", "note", "村干部说已接走")))
                .isEqualTo(200);
        carrier.type("10000009421", "我还没出来！");
        is("credit-noted", RollState.CONFIRMED);
    }

    /** One slip of the finger, and a household would hear of nothing any more. */
    @Test
    void whoSaysThatTheNumberIsTheirsIsWrittenToAgain() {
        var warning = told("credit-slip", "10000009431");
        carrier.type("10000009431", "0");
        assertThat(home("credit-slip", 1).lines().get(0).wrong()).isTrue();
        ends("credit-slip", 1, Ladder.Ending.UNREACHED);

        carrier.type("10000009431", "我是沈长林，刚按错了");

        assertThat(home("credit-slip", 1).lines().get(0).wrong()).isFalse();
        isOpen("credit-slip", 1);
        eventually(() -> assertThat(textsTo("10000009431")).last().asString().contains("已转移回1"));
        carrier.type("10000009431", "1");
        is("credit-slip", RollState.MOVED);
        issue(Scene.notice(warning, 2, Purpose.LIFT, null));
        eventually(() -> assertThat(textsTo("10000009431")).last().asString().contains("第2号通知"));
    }

    @Test
    void whoStaysBehindHasNotLeftBecauseSomebodyElseOfTheHouseholdHas() {
        told("credit-stays", new Line("爷爷", "10000009441"), new Line("女儿", "10000009442"));
        carrier.type("10000009441", "老人孩子先走了，我看家");
        is("credit-stays", RollState.CONFIRMED);

        carrier.type("10000009442", "1");
        assertThat(state("credit-stays")).isEqualTo(RollState.CONFIRMED);
        carrier.type("10000009441", "1");

        is("credit-stays", RollState.MOVED);
    }

    /** Whoever spoke last for the household does not make the grandfather's word forgotten; a runner's is the household's to mend. */
    @Test
    void whoStaysIsNotForgottenForWhatOthersWroteLater() {
        told("credit-later", new Line("爷爷", "10000009461"), new Line("女儿", "10000009462"));
        carrier.type("10000009461", "老人孩子先走了，我看家");
        carrier.type("10000009462", "我爸没走");
        carrier.type("10000009462", "1");
        assertThat(state("credit-later")).isEqualTo(RollState.CONFIRMED);
        carrier.type("10000009461", "1");
        assertThat(state("credit-later"))
                .as("the daughter said that he had not")
                .isEqualTo(RollState.CONFIRMED);

        asked("credit-heard", "1000000947", 1);
        carrier.type("10000009470", "1");
        last("10000009470", 2);
        carrier.type("10000009470", "3");
        carrier.type("10000009470", "没走，他又回来了");
        is("credit-heard", RollState.CONFIRMED);
        carrier.type("10000009471", "1");
        is("credit-heard", RollState.MOVED);
    }

    /** Rung and gone to is who has not left below a red, whichever notice they answered. */
    @Test
    void whoHasNotLeftForAYellowIsStillCalledForTheRed() {
        Scene.point(registry, "credit-older", Realm.EXERCISE);
        Scene.household(residents, "credit-older", "1", Realm.EXERCISE, null, new Line("户主", "10000009481"));
        var yellow = Scene.warning("credit-older", Realm.EXERCISE, Level.YELLOW);
        issue(Scene.notice(yellow, 1, Purpose.ISSUE, Level.YELLOW));
        last("10000009481", 1);
        issueHeld(
                Scene.notice(Scene.warning("credit-older", Realm.EXERCISE, Level.RED), 2, Purpose.UPGRADE, Level.RED));

        carrier.type("10000009481", "没走");

        assertThat(state("credit-older")).isEqualTo(RollState.UNREACHED);
        isOpen("credit-older", 2);
    }

    private Caller hire(String name, String role) {
        var form =
                Map.of("username", name, "displayName", name, "password", PASSWORD, "role", role, "division", "220282");
        assertThat(stranger.admin().post("/api/v1/users", form).status()).isEqualTo(201);
        return stranger.signIn(name, PASSWORD);
    }

    private static void issue(Caller duty, Caller signer, String warning, String purpose, String level) {
        var version =
                duty.get("/api/v1/warnings/" + warning).json().get("version").asLong();
        var proposed = duty.post(
                "/api/v1/warnings/" + warning + "/notices",
                Map.of(
                        "version",
                        version,
                        "act",
                        "evacuation",
                        "purpose",
                        purpose,
                        "level",
                        level,
                        "reason",
                        "裂缝加宽",
                        "shelter",
                        "老岭小学"));
        assertThat(proposed.status()).as(proposed.response().body()).isEqualTo(201);
        var signed = signer.post(
                "/api/v1/approvals/" + proposed.json().get("id").asString() + "/sign",
                Map.of("hash", proposed.json().get("hash").asString(), "password", PASSWORD));
        assertThat(signed.status()).as(signed.response().body()).isEqualTo(200);
    }

    /** The red went to everybody else while the number counted as a stranger's. */
    @Test
    void whoSaysThatTheNumberIsTheirsHearsWhatWasToldMeanwhile() {
        Scene.point(registry, "credit-missed", Realm.EXERCISE);
        Scene.household(residents, "credit-missed", "1", Realm.EXERCISE, null, new Line("户主", "10000009491"));
        Scene.household(residents, "credit-missed", "2", Realm.EXERCISE, null, new Line("邻居", "10000009492"));
        var duty = hire("credit-duty", "duty");
        var signer = hire("credit-signer", "signer");
        var opened = duty.post("/api/v1/points/credit-missed/warnings", Map.of("level", "red", "reason", "后缘下错"));
        assertThat(opened.status()).as(opened.response().body()).isEqualTo(201);
        var warning = opened.json().get("id").asString();
        var verified = duty.post(
                "/api/v1/warnings/" + warning + "/verify",
                Map.of("version", opened.json().get("version").asLong(), "comment", "现场属实"));
        assertThat(verified.status()).as(verified.response().body()).isEqualTo(200);
        issue(duty, signer, warning, "issue", "yellow");
        last("10000009491", 1);
        carrier.type("10000009491", "0");
        issue(duty, signer, warning, "upgrade", "red");
        last("10000009492", 2);
        assertThat(textsTo("10000009491")).hasSize(1);

        carrier.type("10000009491", "号码没错");

        assertThat(last("10000009491", 2)).contains("红色");
        carrier.type("10000009491", "1");
        eventually(() -> assertThat(rollCalls.get(warning).counts().moved()).isEqualTo(1));
    }

    @Test
    void aStrangerWhoSaysSoInManyWordsStaysOne() {
        told("credit-many-words", "10000009501");
        carrier.type("10000009501", "不是本人");
        carrier.type("10000009501", "号码错了");

        assertThat(home("credit-many-words", 1).lines().get(0).wrong()).isTrue();
    }

    @Test
    void whoIsNotHomeYetIsAway() {
        var warning = told("credit-away", "10000009511");
        carrier.type("10000009511", "1");
        is("credit-away", RollState.MOVED);
        issue(Scene.notice(warning, 2, Purpose.LIFT, null));
        last("10000009511", 2);

        carrier.type("10000009511", "还没回家");

        is("credit-away", RollState.MOVED);
    }

    @Test
    void whoIsNotHomeAfterAllIsNot() {
        var warning = told("credit-home", "10000009451");
        carrier.type("10000009451", "1");
        is("credit-home", RollState.MOVED);
        issue(Scene.notice(warning, 2, Purpose.LIFT, null));
        last("10000009451", 2);
        carrier.type("10000009451", "1");
        is("credit-home", RollState.RETURNED);

        carrier.type("10000009451", "路断了回不去");

        is("credit-home", RollState.MOVED);
    }
}

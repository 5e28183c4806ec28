package cn.shanshao.center.approval;

import static cn.shanshao.center.Eventually.eventually;
import static cn.shanshao.center.approval.Office.COUNTY;
import static cn.shanshao.center.approval.Office.NEIGHBOUR;
import static cn.shanshao.center.approval.Office.done;
import static cn.shanshao.center.approval.Office.hash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import cn.shanshao.center.approval.Approval.State;
import cn.shanshao.center.approval.Caution.Against;
import cn.shanshao.center.identity.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Papers that are signed elsewhere, by a peer behind a socket that loses, delays, doubles and forges. */
@CenterTest
@Import({Office.class, Ear.class, Wristwatch.class, Doubt.class})
class PlatformTest {
    private static final Duration AWAY = Duration.ofMinutes(10);
    private static final Wristwatch TIME = new Wristwatch();
    private static final PlatformPeer PEER = new PlatformPeer(TIME::instant);

    /** Of the clock, for each look of a test: so small that what is waited for comes long before the next deadline. */
    private static final Duration STEP = Duration.ofMillis(500);

    @Autowired
    Office office;

    @Autowired
    Ear ear;

    @Autowired
    Wristwatch watch;

    @Autowired
    Doubt doubt;

    @Autowired
    Approvals approvals;

    @Autowired
    Caller stranger;

    @Autowired
    JdbcClient jdbc;

    @DynamicPropertySource
    static void platform(DynamicPropertyRegistry properties) {
        properties.add("shanshao.approval.platform.url", PEER::url);
        properties.add("shanshao.approval.platform.secret", () -> PlatformPeer.SECRET);
        properties.add("shanshao.approval.platform.processes", () -> "evacuation-notice,public-warning");
        properties.add("shanshao.approval.platform.deadline", () -> "10m");
        properties.add("shanshao.approval.platform.timeout", () -> "1s");
    }

    @BeforeEach
    void people() {
        office.hire("pf-clerk", Role.DUTY, COUNTY);
        office.hire("pf-chief", Role.SIGNER, COUNTY);
    }

    @AfterEach
    void wellAgain() {
        PEER.answer(202);
        PEER.beSlow(false);
        PEER.loseAnswers(0);
        PEER.signAnswersWith(PlatformPeer.SECRET);
    }

    private void forward(Duration by) {
        watch.forward(by);
        TIME.forward(by);
    }

    private static Submission notice(String id) {
        return Office.live(Office.notice(id), "请老岭村东沟组立即转移至村小学");
    }

    private static String key(String id, int round) {
        return id + "/" + round + "/submit";
    }

    private Submission arrived(String id) {
        var paper = notice(id);
        office.submit(paper, "pf-clerk");
        eventually(() -> assertThat(PEER.has(key(id, 1))).isTrue());
        return paper;
    }

    private static String approved(String id, int round) {
        return approved(id, round, "gov-li", COUNTY, hash(round));
    }

    private static String approved(String id, int round, String signer, String division, String hash) {
        return """
                {"id":"%s","round":%d,"hash":"%s","result":"approved",
                 "signatures":[{"signer":"%s","role":"signer","division":"%s","at":"2026-07-01T03:00:00Z"}]}""".formatted(id, round, hash, signer, division);
    }

    private static String returned(String id, int round) {
        return "{\"id\":\"%s\",\"round\":%d,\"hash\":\"%s\",\"result\":\"returned\",\"comment\":\"范围过大\"}"
                .formatted(id, round, hash(round));
    }

    private int tell(PlatformPeer.Call call) {
        return PEER.tell(stranger.uri("/api/v1/approvals/platform/callback"), call)
                .statusCode();
    }

    private int tell(String body) {
        return tell(PEER.call(body));
    }

    private int refusals(String kind) {
        return jdbc.sql("select count(*) from audit_entry where action = 'approval.platform-refuse'"
                        + " and detail::jsonb ->> 'kind' = ?")
                .param(kind)
                .query(Integer.class)
                .single();
    }

    @Test
    void whatThePlatformApprovesIsIssued() {
        arrived("pf-one");
        var request = PEER.request(key("pf-one", 1));
        assertThat(request.get("hash").asString()).isEqualTo(hash(1));
        assertThat(request.get("words").asString()).contains("东沟组");
        assertThat(request.get("callback").asString()).endsWith("/api/v1/approvals/platform/callback");
        assertThat(office.paper("pf-one").carrier()).isEqualTo(Carrier.PLATFORM);
        assertThat(office.sign("pf-chief", "pf-one", hash(1)).status())
                .as("not here")
                .isEqualTo(409);

        assertThat(tell(approved("pf-one", 1))).isEqualTo(204);
        assertThat(office.paper("pf-one").state()).isEqualTo(State.APPROVED);
        assertThat(ear.of(Approved.class, "pf-one"))
                .singleElement()
                .satisfies(heard -> assertThat(heard.signatures())
                        .singleElement()
                        .satisfies(s -> {
                            assertThat(s.username()).isEqualTo("gov-li");
                            assertThat(s.method()).isEqualTo("platform");
                            assertThat(s.at()).isEqualTo(Instant.parse("2026-07-01T03:00:00Z"));
                        }));
        assertThat(tell(approved("pf-one", 1))).as("doubled").isEqualTo(204);
        assertThat(tell(returned("pf-one", 1))).as("and contradicted").isEqualTo(409);
        assertThat(ear.of(Approved.class, "pf-one")).hasSize(1);
        assertThat(ear.of(SentBack.class, "pf-one")).isEmpty();
    }

    @Test
    void aLostAnswerIsAskedForAgainUnderTheSameKeyAndThePaperGoesOnce() {
        PEER.loseAnswers(2);
        office.submit(notice("pf-lost"), "pf-clerk");
        eventually(() -> {
            forward(STEP);
            assertThat(PEER.triesOf(key("pf-lost", 1))).isGreaterThanOrEqualTo(3);
        });
        assertThat(PEER.everyNonceIsNew()).isTrue();
        PEER.decide("pf-lost", 1, approved("pf-lost", 1));
        eventually(() -> {
            forward(STEP);
            assertThat(office.paper("pf-lost").state())
                    .as("no call came, so it asked")
                    .isEqualTo(State.APPROVED);
        });
        assertThat(ear.of(Approved.class, "pf-lost")).hasSize(1);
    }

    @Test
    void anAnswerThatTakesTooLongIsNotWaitedFor() {
        PEER.beSlow(true);
        arrived("pf-slow");
        eventually(() -> {
            forward(STEP);
            assertThat(PEER.triesOf(key("pf-slow", 1))).isGreaterThanOrEqualTo(2);
        });
        PEER.beSlow(false);
        assertThat(tell(approved("pf-slow", 1))).isEqualTo(204);
    }

    @Test
    void aForgedAnswerToAQuestionIsNotBelieved() {
        arrived("pf-liar");
        PEER.signAnswersWith("somebody else's secret, as long as ours is");
        PEER.decide("pf-liar", 1, approved("pf-liar", 1));
        eventually(() -> {
            forward(STEP);
            assertThat(PEER.triesOf(key("pf-liar", 1) + "/status")).isGreaterThanOrEqualTo(2);
        });
        assertThat(office.paper("pf-liar").state()).isEqualTo(State.SIGNING);
        PEER.signAnswersWith(PlatformPeer.SECRET);
        eventually(() -> {
            forward(STEP);
            assertThat(office.paper("pf-liar").state()).isEqualTo(State.APPROVED);
        });
    }

    @Test
    void awayForTooLongItIsSignedHereAndSaysSo() {
        PEER.answer(503);
        office.submit(notice("pf-away"), "pf-clerk");
        assertThat(approvals.mine(office.user("pf-chief")))
                .extracting(Approval::id)
                .doesNotContain("pf-away");
        forward(AWAY.plusSeconds(1));
        eventually(() -> assertThat(office.paper("pf-away").carrier()).isEqualTo(Carrier.HERE));
        var here = office.paper("pf-away");
        assertThat(here.remarks()).extracting(Remark::what).contains(Remark.What.TAKEN_OVER);
        assertThat(here.steps()).containsExactly(Step.SIGN);
        eventually(() -> assertThat(ear.of(SignatureOverdue.class, "pf-away"))
                .singleElement()
                .satisfies(told -> assertThat(told.usernames()).contains("pf-chief")));

        PEER.answer(202);
        eventually(() -> {
            forward(STEP);
            assertThat(PEER.has("pf-away/1/withdraw"))
                    .as("the platform learns of it when it is back")
                    .isTrue();
        });
        var before = refusals("refused");
        assertThat(tell(approved("pf-away", 1))).as("too late").isEqualTo(409);
        assertThat(refusals("refused")).isEqualTo(before + 1);
        assertThat(office.paper("pf-away").state()).isEqualTo(State.SIGNING);
        done(office.sign("pf-chief", "pf-away", hash(1)));
        assertThat(ear.of(Approved.class, "pf-away")).hasSize(1);
        assertThat(PEER.has(key("pf-away", 1))).isFalse();
    }

    @Test
    void whatThePlatformWillNotHaveIsSignedHereAtOnce() {
        PEER.answer(422);
        office.submit(notice("pf-refused"), "pf-clerk");
        eventually(() -> assertThat(office.paper("pf-refused").carrier()).isEqualTo(Carrier.HERE));
        assertThat(PEER.triesOf(key("pf-refused", 1))).isOne();
        done(office.sign("pf-chief", "pf-refused", hash(1)));
    }

    @Test
    void aRefusalThatCannotBeTakenIsNotForgottenAndHoldsUpNobody() {
        PEER.answer(422);
        ear.failsFor("pf-unheard");
        office.submit(notice("pf-unheard"), "pf-clerk");
        office.submit(notice("pf-behind"), "pf-clerk");
        eventually(() -> assertThat(office.paper("pf-behind").carrier()).isEqualTo(Carrier.HERE));
        assertThat(office.paper("pf-unheard").carrier()).isEqualTo(Carrier.PLATFORM);
        ear.failsFor(null);
        eventually(() -> {
            forward(STEP);
            assertThat(office.paper("pf-unheard").carrier()).isEqualTo(Carrier.HERE);
        });
    }

    @Test
    void whatItReturnsGoesBackToItsAuthorAndAgainToThePlatform() {
        var paper = arrived("pf-back");
        assertThat(tell(returned("pf-back", 1))).isEqualTo(204);
        assertThat(office.paper("pf-back").state()).isEqualTo(State.SENT_BACK);
        assertThat(ear.of(SentBack.class, "pf-back")).singleElement().satisfies(back -> {
            assertThat(back.by()).isEqualTo("platform");
            assertThat(back.comment()).isEqualTo("范围过大");
        });
        office.submit(Office.again(paper, 2), "pf-clerk");
        eventually(() -> assertThat(PEER.has(key("pf-back", 2))).isTrue());
        assertThat(tell(approved("pf-back", 1))).as("of the first round").isEqualTo(409);
        assertThat(tell(approved("pf-back", 2))).isEqualTo(204);
        assertThat(ear.of(Approved.class, "pf-back")).extracting(Approved::hash).containsExactly(hash(2));
    }

    @Test
    void aForgedAnOldAndAReplayedCallAreRefusedAndStandInTheTrail() {
        arrived("pf-forged");
        var body = approved("pf-forged", 1);
        var forged = refusals("forged");
        assertThat(tell(PlatformPeer.call(body, "somebody else's secret, as long as ours is", TIME.instant())))
                .isEqualTo(401);
        assertThat(tell(PEER.call(returned("pf-forged", 1)).with(body)))
                .as("another body under a good signature")
                .isEqualTo(401);
        assertThat(tell(PlatformPeer.call(
                        body, PlatformPeer.SECRET, TIME.instant().minusSeconds(400))))
                .as("old")
                .isEqualTo(401);
        assertThat(tell(PlatformPeer.call(
                        body, PlatformPeer.SECRET, TIME.instant().plusSeconds(400))))
                .as("ahead")
                .isEqualTo(401);
        assertThat(stranger.post("/api/v1/approvals/platform/callback", Map.of())
                        .status())
                .as("not signed at all")
                .isEqualTo(401);
        assertThat(refusals("forged")).isEqualTo(forged + 5);
        assertThat(office.paper("pf-forged").state()).isEqualTo(State.SIGNING);

        var good = PEER.call(body);
        assertThat(tell(good)).isEqualTo(204);
        var replayed = refusals("replayed");
        assertThat(tell(good)).isEqualTo(409);
        assertThat(refusals("replayed")).isEqualTo(replayed + 1);
    }

    @Test
    void whoDoesNotSitThereDoesNotSignThereEither() {
        arrived("pf-walls");
        assertThat(tell(approved("pf-walls", 1, "gov-li", NEIGHBOUR, hash(1)))).isEqualTo(422);
        assertThat(tell(approved("pf-walls", 1, "pf-clerk", COUNTY, hash(1))))
                .as("who wrote it")
                .isEqualTo(422);
        assertThat(tell(approved("pf-walls", 1, "gov-li", COUNTY, hash(7))))
                .as("other words")
                .isEqualTo(409);
        assertThat(tell(approved("pf-nothing", 1))).isEqualTo(404);
        assertThat(tell("{\"id\":\"pf-walls\",\"round\":1,\"result\":\"approved\",\"hash\":\"" + hash(1) + "\"}"))
                .as("by nobody")
                .isEqualTo(422);
        var refused = refusals("refused");
        assertThat(tell(approved("pf-walls", 1).replaceFirst("\\[\\{.*}]", "[null]")))
                .as("without a signer")
                .isEqualTo(422);
        assertThat(refusals("refused")).isEqualTo(refused + 1);
        assertThat(tell("{\"id\":{}}")).isEqualTo(422);
        assertThat(tell("[")).isEqualTo(422);
        assertThat(office.paper("pf-walls").state()).isEqualTo(State.SIGNING);
        assertThat(tell(approved("pf-walls", 1, "gov-li", "2202", hash(1)))).isEqualTo(204);
    }

    /** Beyond a few a minute they are only counted. */
    private void aMinuteWithoutRefusals() {
        forward(Duration.ofMinutes(1));
    }

    private static Against crying(String... households) {
        return new Against(
                Stream.of(households).map("help/"::concat).toList(),
                "%d cries for help are open".formatted(households.length),
                "求助未了 %d 起".formatted(households.length));
    }

    private static String having(String seen, String result) {
        return result.replaceFirst("\\{", "{\"aware\":%s,".formatted(seen));
    }

    @Test
    void whoSignsThereMustHaveSeenWhatSpeaksAgainstItToo() {
        aMinuteWithoutRefusals();
        var paper = notice("pf-blind");
        doubt.has(paper, crying("h1"));
        office.submit(paper, "pf-clerk");
        eventually(() -> assertThat(PEER.has(key("pf-blind", 1))).isTrue());
        assertThat(PEER.request(key("pf-blind", 1)).at("/against/keys/0").asString())
                .isEqualTo("help/h1");

        var refused = refusals("refused");
        assertThat(tell(approved("pf-blind", 1))).as("not a word of it").isEqualTo(422);
        assertThat(jdbc.sql("select detail from audit_entry where action = 'approval.platform-refuse'"
                                + " and detail::jsonb ->> 'approval' = 'pf-blind' order by seq desc limit 1")
                        .query(String.class)
                        .single())
                .contains("aware must be [help/h1]", "1 cries for help are open (求助未了 1 起)");
        doubt.has(paper, crying("h1", "h2"));
        assertThat(tell(having("[\"help/h1\"]", approved("pf-blind", 1))))
                .as("more stands than they have seen")
                .isEqualTo(409);
        assertThat(refusals("refused")).isEqualTo(refused + 2);
        assertThat(office.paper("pf-blind").state()).isEqualTo(State.SIGNING);
        assertThat(ear.of(Approved.class, "pf-blind")).isEmpty();

        assertThat(tell(having("[\"help/h2\",\"help/h1\"]", approved("pf-blind", 1))))
                .isEqualTo(204);
        assertThat(jdbc.sql("select detail from audit_entry where object = 'pf-blind' and action = 'approval.sign'")
                        .query(String.class)
                        .single())
                .contains("2 cries for help are open");
    }

    @Test
    void whoIsAskedLearnsWhatSpeaksAgainstItNowAndTheirBlindWordIsRefused() {
        aMinuteWithoutRefusals();
        var paper = arrived("pf-asked");
        assertThat(PEER.request(key("pf-asked", 1)).get("against").isNull()).isTrue();
        doubt.has(paper, crying("h9"));
        var refused = refusals("refused");
        PEER.decide("pf-asked", 1, approved("pf-asked", 1));
        eventually(() -> {
            forward(STEP);
            assertThat(refusals("refused")).isGreaterThan(refused);
        });
        assertThat(PEER.question("pf-asked").at("/against/keys/0").asString()).isEqualTo("help/h9");
        for (var asked = 0; asked < 3; asked++) {
            var before = attempts("pf-asked");
            eventually(() -> {
                forward(STEP);
                assertThat(attempts("pf-asked")).isGreaterThan(before);
            });
        }
        assertThat(refusals("refused"))
                .as("the same blind word, however often it is asked for, is told once")
                .isEqualTo(refused + 1);
        doubt.has(paper, crying("h9", "h10"));
        eventually(() -> {
            forward(STEP);
            assertThat(refusals("refused")).as("more stands by now").isEqualTo(refused + 2);
        });
        doubt.has(paper, crying("h9"));
        assertThat(office.paper("pf-asked").state()).isEqualTo(State.SIGNING);
        PEER.decide("pf-asked", 1, having("[\"help/h9\"]", approved("pf-asked", 1)));
        eventually(() -> {
            forward(STEP);
            assertThat(office.paper("pf-asked").state()).isEqualTo(State.APPROVED);
        });
    }

    private int attempts(String paper) {
        return jdbc.sql("select attempts from approval_dispatch where approval = ? and what = 'SUBMIT'")
                .param(paper)
                .query(Integer.class)
                .single();
    }

    @Test
    void everyCosignerSignsThere() {
        var cosigners = List.of(Seat.of(Role.EXPERT, COUNTY));
        var joint = Office.paper("pf-joint", Process.PUBLIC_WARNING, List.of(Seat.of(Role.SIGNER, COUNTY)), cosigners);
        office.submit(Office.live(joint, "暴雨地质灾害橙色预警"), "pf-clerk");
        eventually(() -> assertThat(PEER.has(key("pf-joint", 1))).isTrue());
        assertThat(tell(approved("pf-joint", 1))).as("one is missing").isEqualTo(422);
        var both = approved("pf-joint", 1)
                .replace(
                        "\"signatures\":[",
                        "\"signatures\":[{\"signer\":\"gov-wu\",\"role\":\"expert\",\"division\":\"220282\",\"at\":null},");
        assertThat(tell(both)).isEqualTo(204);
        assertThat(office.paper("pf-joint").signatures())
                .extracting(Signature::username, Signature::step)
                .containsExactly(tuple("gov-wu", Step.COSIGN), tuple("gov-li", Step.SIGN));
    }

    @Test
    void whatIsWithdrawnIsWithdrawnThereToo() {
        arrived("pf-gone");
        office.withdraw("pf-gone", "pf-clerk");
        eventually(() -> assertThat(PEER.has("pf-gone/1/withdraw")).isTrue());
        assertThat(tell(approved("pf-gone", 1))).isEqualTo(409);
        assertThat(office.paper("pf-gone").state()).isEqualTo(State.WITHDRAWN);
    }

    @Test
    void aRollbackTellsThePlatformNothing() {
        assertThatThrownBy(() -> office.inTransaction(() -> {
                    approvals.submit(notice("pf-rolled"), office.user("pf-clerk"));
                    throw new IllegalStateException("the notice cannot be kept");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(jdbc.sql("select count(*) from approval_dispatch where approval = 'pf-rolled'")
                        .query(Integer.class)
                        .single())
                .isZero();
        arrived("pf-next");
        assertThat(PEER.has(key("pf-rolled", 1))).isFalse();
    }

    @Test
    void nothingOfTheExerciseLeavesTheHouse() {
        office.submit(Office.notice("pf-drill"), "pf-clerk");
        assertThat(office.paper("pf-drill").carrier()).isEqualTo(Carrier.HERE);
        arrived("pf-real");
        assertThat(PEER.has(key("pf-drill", 1))).isFalse();
        done(office.sign("pf-chief", "pf-drill", hash(1)));
    }
}

package cn.shanshao.center.approval;

import static cn.shanshao.center.approval.Office.CITY;
import static cn.shanshao.center.approval.Office.COUNTY;
import static cn.shanshao.center.approval.Office.NEIGHBOUR;
import static cn.shanshao.center.approval.Office.PASSWORD;
import static cn.shanshao.center.approval.Office.done;
import static cn.shanshao.center.approval.Office.hash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import cn.shanshao.center.CenterTest;
import cn.shanshao.center.Problem;
import cn.shanshao.center.approval.Approval.State;
import cn.shanshao.center.identity.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The life of a paper. */
@CenterTest
@Import({Office.class, Ear.class})
class ApprovalTest {
    private static final List<Seat> CHIEFS = List.of(Seat.of(Role.SIGNER, COUNTY));

    @Autowired
    Office office;

    @Autowired
    Ear ear;

    @Autowired
    Approvals approvals;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void people() {
        office.hire("ap-clerk", Role.DUTY, COUNTY);
        office.hire("ap-chief", Role.SIGNER, COUNTY);
        office.hire("ap-vice", Role.SIGNER, COUNTY);
        office.hire("ap-mayor", Role.SIGNER, CITY);
        office.hire("ap-weather", Role.EXPERT, COUNTY);
        office.hire("ap-weather-2", Role.EXPERT, COUNTY);
        office.hire("ap-stranger", Role.SIGNER, NEIGHBOUR);
    }

    private Submission joint(String id, Process process) {
        var paper = Office.paper(id, process, CHIEFS, List.of(Office.only("ap-weather"), Office.only("ap-weather-2")));
        office.submit(paper, "ap-clerk");
        return paper;
    }

    private int sendBack(String who, String id, String step) {
        return office.in(who)
                .post("/api/v1/approvals/" + id + "/send-back", Map.of("step", step, "comment", "安置点已满"))
                .status();
    }

    /** In the trail, with the hash. */
    private int acts(String id, String who, String action) {
        return jdbc.sql("select count(*) from audit_entry where object = ? and who = ? and action = ?"
                        + " and detail::text like '%' || (select hash from approval where id = ?) || '%'")
                .params(id, who, action, id)
                .query(Integer.class)
                .single();
    }

    private long instances(String id) {
        return jdbc.sql("select count(*) from flowable.act_ru_execution where business_key_ = ?")
                .param(id)
                .query(Long.class)
                .single();
    }

    @Test
    void aTryInTheWrongRoleStandsInTheTrailToo() {
        office.hire("ap-nosigner", Role.DUTY, COUNTY);
        office.submit(Office.notice("ap-role"), "ap-clerk");
        assertThat(office.sign("ap-nosigner", "ap-role", hash(1)).status()).isEqualTo(403);
        assertThat(jdbc.sql(
                                "select detail::text from audit_entry where action = 'approval.refuse' and object = 'ap-role'"
                                        + " and who = 'ap-nosigner'")
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .contains("sign", "403", "duty");
    }

    @Test
    void oneSignatureIssuesANotice() {
        office.submit(Office.notice("ap-one"), "ap-clerk");
        assertThat(instances("ap-one")).isOne();
        var signed = done(office.sign("ap-chief", "ap-one", hash(1)));
        assertThat(signed.get("state").asString()).isEqualTo("approved");
        assertThat(ear.of(Approved.class, "ap-one")).singleElement().satisfies(approved -> {
            assertThat(approved.hash()).isEqualTo(hash(1));
            assertThat(approved.subject()).isEqualTo("notice/ap-one");
            assertThat(approved.signatures()).singleElement().satisfies(s -> {
                assertThat(s.username()).isEqualTo("ap-chief");
                assertThat(s.displayName()).isEqualTo("人ap-chief");
                assertThat(s.method()).isEqualTo("password");
                assertThat(s.standsFor()).isNull();
            });
        });
        assertThat(instances("ap-one")).as("the engine keeps nothing of it").isZero();
        assertThat(acts("ap-one", "ap-clerk", "approval.submit")).isOne();
        assertThat(acts("ap-one", "ap-chief", "approval.sign")).isOne();
        assertThat(acts("ap-one", "centre", "approval.approve")).isOne();
        assertThat(office.sign("ap-vice", "ap-one", hash(1)).status())
                .as("too late")
                .isEqualTo(409);
    }

    @Test
    void ofANoticeEverybodySignsAtTheSameTimeInAnyOrder() {
        joint("ap-joint", Process.EVACUATION_NOTICE);
        assertThat(office.paper("ap-joint").steps()).containsExactlyInAnyOrder(Step.SIGN, Step.COSIGN);
        done(office.sign("ap-weather-2", "ap-joint", hash(1)));
        done(office.sign("ap-chief", "ap-joint", hash(1)));
        assertThat(ear.of(Approved.class, "ap-joint")).isEmpty();
        assertThat(office.paper("ap-joint").steps()).containsExactly(Step.COSIGN);
        assertThat(office.sign("ap-weather-2", "ap-joint", hash(1)).status())
                .as("one signs once")
                .isEqualTo(403);
        done(office.sign("ap-weather", "ap-joint", hash(1)));
        assertThat(ear.of(Approved.class, "ap-joint"))
                .singleElement()
                .satisfies(approved -> assertThat(approved.signatures())
                        .extracting(Signature::username, Signature::step)
                        .containsExactly(
                                tuple("ap-weather-2", Step.COSIGN),
                                tuple("ap-chief", Step.SIGN),
                                tuple("ap-weather", Step.COSIGN)));
    }

    @Test
    void ofAPublicWarningWhoIssuesItComesLast() {
        joint("ap-public", Process.PUBLIC_WARNING);
        assertThat(office.paper("ap-public").steps()).containsExactly(Step.COSIGN);
        assertThat(office.sign("ap-chief", "ap-public", hash(1)).status()).isEqualTo(403);
        done(office.sign("ap-weather", "ap-public", hash(1)));
        done(office.sign("ap-weather-2", "ap-public", hash(1)));
        assertThat(office.paper("ap-public").steps()).containsExactly(Step.SIGN);
        done(office.sign("ap-chief", "ap-public", hash(1)));
        assertThat(ear.of(Approved.class, "ap-public")).hasSize(1);
    }

    @Test
    void withoutCosignersAPublicWarningGoesToWhoIssuesItAtOnce() {
        office.submit(Office.paper("ap-alone", Process.PUBLIC_WARNING, CHIEFS, List.of()), "ap-clerk");
        assertThat(office.paper("ap-alone").steps()).containsExactly(Step.SIGN);
        assertThat(sendBack("ap-chief", "ap-alone", "cosign"))
                .as("there are none")
                .isEqualTo(422);
        done(office.sign("ap-chief", "ap-alone", hash(1)));
        assertThat(ear.of(Approved.class, "ap-alone")).hasSize(1);
    }

    @Test
    void sentBackToItsAuthorItComesAgainWithOtherWordsAndNoSignatureHolds() {
        var paper = joint("ap-back", Process.EVACUATION_NOTICE);
        done(office.sign("ap-weather", "ap-back", hash(1)));
        assertThat(sendBack("ap-chief", "ap-back", "cosign")).as("not earlier").isEqualTo(422);
        assertThat(sendBack("ap-chief", "ap-back", "draft")).isEqualTo(200);

        var back = office.paper("ap-back");
        assertThat(back.state()).isEqualTo(State.SENT_BACK);
        assertThat(back.steps()).isEmpty();
        assertThat(back.signatures()).isEmpty();
        assertThat(ear.of(SentBack.class, "ap-back")).singleElement().satisfies(sent -> {
            assertThat(sent.step()).isEqualTo(Step.DRAFT);
            assertThat(sent.by()).isEqualTo("ap-chief");
            assertThat(sent.comment()).isEqualTo("安置点已满");
        });
        assertThat(office.sign("ap-weather-2", "ap-back", hash(1)).status()).isEqualTo(409);
        assertThatThrownBy(() -> office.submit(Office.again(paper, 2), "ap-chief"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("403");

        office.submit(Office.again(paper, 2), "ap-clerk");
        assertThat(office.paper("ap-back").round()).isEqualTo(2);
        var stale = office.sign("ap-chief", "ap-back", hash(1));
        assertThat(stale.status()).as("the words of the first round").isEqualTo(409);
        assertThat(stale.json().get("detail").asString()).contains(hash(2));
        done(office.sign("ap-weather", "ap-back", hash(2)));
        done(office.sign("ap-weather-2", "ap-back", hash(2)));
        done(office.sign("ap-chief", "ap-back", hash(2)));
        assertThat(ear.of(Approved.class, "ap-back")).singleElement().satisfies(approved -> {
            assertThat(approved.hash()).isEqualTo(hash(2));
            assertThat(approved.signatures()).hasSize(3);
        });
    }

    @Test
    void aWarningGoesBackToTheCosignersOrToItsAuthorFromEitherStep() {
        var paper = joint("ap-steps", Process.PUBLIC_WARNING);
        done(office.sign("ap-weather", "ap-steps", hash(1)));
        assertThat(sendBack("ap-weather-2", "ap-steps", "draft")).isEqualTo(200);
        office.submit(Office.again(paper, 2), "ap-clerk");
        done(office.sign("ap-weather", "ap-steps", hash(2)));
        done(office.sign("ap-weather-2", "ap-steps", hash(2)));

        assertThat(sendBack("ap-chief", "ap-steps", "sign")).isEqualTo(422);
        assertThat(sendBack("ap-chief", "ap-steps", "cosign")).isEqualTo(200);
        assertThat(office.paper("ap-steps").state()).isEqualTo(State.SIGNING);
        assertThat(office.paper("ap-steps").steps()).containsExactly(Step.COSIGN);
        assertThat(office.paper("ap-steps").signatures()).as("theirs are void").isEmpty();
        done(office.sign("ap-weather", "ap-steps", hash(2)));
        done(office.sign("ap-weather-2", "ap-steps", hash(2)));

        assertThat(sendBack("ap-chief", "ap-steps", "draft")).isEqualTo(200);
        office.submit(Office.again(paper, 3), "ap-clerk");
        assertThat(office.paper("ap-steps").steps()).containsExactly(Step.COSIGN);
        done(office.sign("ap-weather", "ap-steps", hash(3)));
        done(office.sign("ap-weather-2", "ap-steps", hash(3)));
        done(office.sign("ap-chief", "ap-steps", hash(3)));
        assertThat(ear.of(SentBack.class, "ap-steps"))
                .extracting(SentBack::step)
                .containsExactly(Step.DRAFT, Step.COSIGN, Step.DRAFT);
        assertThat(ear.of(Approved.class, "ap-steps")).hasSize(1);
        assertThat(office.paper("ap-steps").remarks())
                .extracting(Remark::what)
                .startsWith(Remark.What.SUBMITTED, Remark.What.SIGNED, Remark.What.SENT_BACK, Remark.What.SUBMITTED);
    }

    @Test
    void itsAuthorOrAnAdministratorWithdrawsItAtAnyStep() {
        office.submit(Office.notice("ap-gone"), "ap-clerk");
        assertThat(office.in("ap-chief")
                        .post("/api/v1/approvals/ap-gone/withdraw", Map.of("comment", "不发"))
                        .status())
                .isEqualTo(403);
        done(office.in("ap-clerk").post("/api/v1/approvals/ap-gone/withdraw", Map.of("comment", "雨停")));
        assertThat(office.paper("ap-gone").state()).isEqualTo(State.WITHDRAWN);
        assertThat(ear.of(Withdrawn.class, "ap-gone")).extracting(Withdrawn::by).containsExactly("ap-clerk");
        assertThat(instances("ap-gone")).isZero();
        assertThat(office.sign("ap-chief", "ap-gone", hash(1)).status()).isEqualTo(409);
        assertThatThrownBy(() -> office.withdraw("ap-gone", "ap-clerk")).hasMessageContaining("409");

        joint("ap-gone-2", Process.PUBLIC_WARNING);
        assertThat(sendBack("ap-weather", "ap-gone-2", "draft")).isEqualTo(200);
        office.hire("ap-admin", Role.ADMINISTRATOR, COUNTY);
        done(office.in("ap-admin").post("/api/v1/approvals/ap-gone-2/withdraw", Map.of("comment", "作废")));
        assertThat(instances("ap-gone-2")).isZero();
        assertThat(acts("ap-gone-2", "ap-admin", "approval.withdraw")).isOne();
    }

    @Test
    void whatAListenerCannotDoIsNotSigned() {
        office.submit(Office.notice("ap-fails"), "ap-clerk");
        ear.failsFor("ap-fails");
        assertThat(office.sign("ap-chief", "ap-fails", hash(1)).status()).isEqualTo(500);
        ear.failsFor(null);
        var paper = office.paper("ap-fails");
        assertThat(paper.state()).isEqualTo(State.SIGNING);
        assertThat(paper.signatures()).isEmpty();
        assertThat(paper.steps()).containsExactly(Step.SIGN);
        done(office.sign("ap-chief", "ap-fails", hash(1)));
        assertThat(ear.of(Approved.class, "ap-fails")).hasSize(1);
    }

    @Test
    void aRollbackLeavesNothing() {
        assertThatThrownBy(() -> office.inTransaction(() -> {
                    approvals.submit(Office.notice("ap-rolled"), office.user("ap-clerk"));
                    throw new IllegalStateException("the notice cannot be kept");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(approvals.find("ap-rolled")).isEmpty();
        assertThat(instances("ap-rolled")).isZero();
        assertThatThrownBy(() -> approvals.submit(Office.notice("ap-none"), office.user("ap-clerk")))
                .as("outside a transaction")
                .isInstanceOf(org.springframework.transaction.IllegalTransactionStateException.class);
    }

    @Test
    void whoWroteItDoesNotSignItAndAForeignerIsToldNothing() {
        office.submit(Office.notice("ap-two"), "ap-chief");
        assertThat(office.sign("ap-chief", "ap-two", hash(1)).status()).isEqualTo(403);
        assertThat(acts("ap-two", "ap-chief", "approval.refuse")).isOne();
        assertThat(office.sign("ap-stranger", "ap-two", hash(1)).status()).isEqualTo(404);
        assertThat(acts("ap-two", "ap-stranger", "approval.refuse"))
                .as("and the county learns of it")
                .isOne();
        assertThat(office.in("ap-stranger").get("/api/v1/approvals/ap-two").status())
                .isEqualTo(404);
        assertThat(office.in("ap-clerk")
                        .post("/api/v1/approvals/ap-two/sign", Map.of("hash", hash(1), "password", PASSWORD))
                        .status())
                .as("a duty officer is no signer")
                .isEqualTo(403);
        assertThat(office.sign("ap-weather", "ap-two", hash(1)).status())
                .as("an expert has no seat")
                .isEqualTo(403);
        done(office.sign("ap-mayor", "ap-two", hash(1)));
    }

    @Test
    void aWrongPasswordSignsNothingAndCounts() {
        office.submit(Office.notice("ap-guess"), "ap-clerk");
        office.hire("ap-guesser", Role.SIGNER, COUNTY);
        var guesser = office.in("ap-guesser").with("X-Forwarded-For", "203.0.113.77");
        var last = 0;
        for (int i = 0; i < 7 && last != 429; i++) {
            last = guesser.post("/api/v1/approvals/ap-guess/sign", Map.of("hash", hash(1), "password", "guess " + i))
                    .status();
            assertThat(last).isIn(422, 429);
        }
        assertThat(last).as("the brake of the login").isEqualTo(429);
        assertThat(guesser.post("/api/v1/approvals/ap-guess/sign", Map.of("hash", hash(1)))
                        .status())
                .as("without any")
                .isEqualTo(422);
        assertThat(office.paper("ap-guess").signatures()).isEmpty();
        assertThat(acts("ap-guess", "ap-guesser", "approval.refuse")).isGreaterThanOrEqualTo(6);
    }

    @Test
    void whatWaitsForOneStandsInOnesList() {
        joint("ap-list", Process.PUBLIC_WARNING);
        assertThat(mine("ap-weather")).contains("ap-list");
        assertThat(mine("ap-chief")).doesNotContain("ap-list");
        done(office.sign("ap-weather", "ap-list", hash(1)));
        assertThat(mine("ap-weather")).doesNotContain("ap-list");
        done(office.sign("ap-weather-2", "ap-list", hash(1)));
        assertThat(mine("ap-chief")).contains("ap-list");
        assertThat(mine("ap-mayor")).contains("ap-list");
        assertThat(mine("ap-stranger")).doesNotContain("ap-list");
        assertThat(office.in("ap-stranger").get("/api/v1/approvals").response().body())
                .doesNotContain("ap-list");
        assertThat(office.in("ap-clerk").get("/api/v1/approvals").response().body())
                .contains("ap-list");
        assertThat(office.in("ap-clerk").get("/api/v1/approvals?limit=0").status())
                .isEqualTo(400);
    }

    private Set<String> mine(String who) {
        return office.in(who)
                .get("/api/v1/approvals?mine=true&limit=200")
                .json()
                .valueStream()
                .map(one -> one.get("id").asString())
                .collect(java.util.stream.Collectors.toSet());
    }

    @Test
    void aCommentStandsBesideIt() {
        office.submit(Office.notice("ap-said"), "ap-clerk");
        var before = Instant.now();
        done(office.in("ap-clerk").post("/api/v1/approvals/ap-said/comment", Map.of("text", "监测人已到现场")));
        assertThat(office.paper("ap-said").remarks()).last().satisfies(remark -> {
            assertThat(remark.what()).isEqualTo(Remark.What.COMMENTED);
            assertThat(remark.text()).isEqualTo("监测人已到现场");
            assertThat(remark.byName()).isEqualTo("人ap-clerk");
            assertThat(remark.at()).isAfterOrEqualTo(before.truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
        });
    }
}

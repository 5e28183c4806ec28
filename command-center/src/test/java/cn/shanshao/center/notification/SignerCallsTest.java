package cn.shanshao.center.notification;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cn.shanshao.center.Caller;
import cn.shanshao.center.HandClock;
import cn.shanshao.center.RoadCenterTest;
import cn.shanshao.center.ScriptedCarrier;
import cn.shanshao.center.ScriptedCarrier.Submitted;
import cn.shanshao.center.approval.Approvals;
import cn.shanshao.center.approval.Process;
import cn.shanshao.center.approval.Seat;
import cn.shanshao.center.approval.Submission;
import cn.shanshao.center.identity.HandoverOver;
import cn.shanshao.center.identity.HandoverUnheard;
import cn.shanshao.center.identity.People;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.notification.OfficerCall.Result;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever is to sign is rung, on a clock that is moved by hand. */
@RoadCenterTest
@Import(HandClock.Moved.class)
@DirtiesContext
class SignerCallsTest {
    private static final String PASSWORD = "a long enough password";

    @Autowired
    Approvals approvals;

    @Autowired
    People people;

    @Autowired
    SignerDesk desk;

    @Autowired
    Climber climber;

    @Autowired
    OfficerCalls calls;

    @Autowired
    Messages messages;

    @Autowired
    ScriptedCarrier carrier;

    @Autowired
    HandClock clock;

    @Autowired
    ScheduledTaskHolder scheduled;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MeterRegistry meters;

    @Autowired
    Caller stranger;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @BeforeEach
    void connect() {
        eventually(() -> assertThat(messages.isCarrierBound()).isTrue());
        scheduled.getScheduledTasks().stream()
                .filter(task -> task.toString().contains(Climber.class.getName())
                        || task.toString().contains(SignerDesk.class.getName()))
                .forEach(ScheduledTask::cancel);
        hire("sc-clerk", Role.DUTY, null);
    }

    private String hire(String name, Role role, @Nullable String phone) {
        var form = new HashMap<String, Object>(Map.of(
                "username", name, "displayName", "张" + name, "password", PASSWORD, "role", role, "division", "220282"));
        if (phone != null) {
            form.put("phone", phone);
        }
        if (people.find(name).isEmpty()) {
            var made = stranger.admin().post("/api/v1/users", form);
            assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        }
        return name;
    }

    private void submit(String id, String... signers) {
        submitBy("sc-clerk", id, signers);
    }

    private void submitBy(String author, String id, String... signers) {
        var paper = new Submission(
                id,
                Process.EVACUATION_NOTICE,
                "paper/" + id,
                "桦甸 老岭沟后山橙色转移通知 · 5户18人",
                "220282",
                Realm.EXERCISE,
                Level.ORANGE,
                "0".repeat(64),
                List.of(new Seat(Role.SIGNER, null, Set.of(signers))),
                List.of(),
                Duration.ofMinutes(10));
        transaction.executeWithoutResult(
                status -> approvals.submit(paper, people.find(author).orElseThrow()));
    }

    private List<Submitted> to(String phone) {
        return carrier.submittedTo(phone);
    }

    private void later(Duration by) {
        clock.advance(by);
        desk.everySecond();
        climber.climb();
    }

    private List<OfficerCall> of(String id) {
        return calls.of("approval/" + id);
    }

    @Test
    void theFirstIsWrittenToAtOnceAndRungAMinuteLaterAndThenTheNextOne() {
        hire("sc-a", Role.SIGNER, "10000006301");
        hire("sc-b", Role.SIGNER, "10000006302");
        submit("sc-first", "sc-a", "sc-b");
        eventually(() -> assertThat(to("10000006301")).hasSize(1));
        assertThat(to("10000006301").get(0).text())
                .contains("待签发：桦甸 老岭沟后山橙色转移通知", "/m/sign 签发", "能来回1")
                .doesNotContain("5户", "token", "password");
        assertThat(to("10000006302")).isEmpty();

        later(Duration.ofSeconds(59));
        assertThat(to("10000006301")).hasSize(1);
        later(Duration.ofSeconds(2));
        eventually(() -> assertThat(to("10000006301")).hasSize(2));
        assertThat(to("10000006301").get(1)).satisfies(call -> {
            assertThat(call.isCall()).isTrue();
            assertThat(call.text()).contains("能来按1").doesNotContain("http");
        });
        assertThat(to("10000006302")).isEmpty();
        later(Duration.ofMinutes(2));
        eventually(() -> assertThat(to("10000006302")).hasSize(1));

        carrier.type("10000006302", "1");
        eventually(() -> assertThat(of("sc-first"))
                .extracting(OfficerCall::username, OfficerCall::result)
                .containsExactly(tuple("sc-a", Result.RINGING), tuple("sc-b", Result.ANSWERED)));
        var shown = stranger.signIn("sc-clerk", PASSWORD).get("/api/v1/approvals/sc-first/calls");
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.json().get(1).get("name").asString()).isEqualTo("张sc-b");
        assertThat(shown.json().get(1).get("phone").asString()).isEqualTo("100****6302");
        assertThat(shown.json().get(1).get("result").asString()).isEqualTo("answered");
        assertThat(shown.json().get(1).get("endedAt").isNull()).isFalse();
    }

    @Test
    void whoAnswersIsNotFollowedByTheNextAndWhatIsSignedRingsNobody() {
        hire("sc-c", Role.SIGNER, "10000006303");
        hire("sc-d", Role.SIGNER, "10000006304");
        submit("sc-comes", "sc-c", "sc-d");
        submit("sc-signed", "sc-d");
        eventually(() -> assertThat(to("10000006303")).hasSize(1));
        carrier.type("10000006303", "1");
        eventually(
                () -> assertThat(of("sc-comes")).extracting(OfficerCall::result).containsExactly(Result.ANSWERED));
        eventually(() -> assertThat(to("10000006304")).as("of the other paper").hasSize(1));
        var signed = stranger.signIn("sc-d", PASSWORD)
                .post("/api/v1/approvals/sc-signed/sign", Map.of("hash", "0".repeat(64), "password", PASSWORD));
        assertThat(signed.status()).as(signed.response().body()).isEqualTo(200);
        assertThat(of("sc-signed"))
                .extracting(OfficerCall::result)
                .as("whoever signs has come")
                .containsExactly(Result.ANSWERED);

        later(Duration.ofMinutes(4));
        assertThat(of("sc-comes")).hasSize(1);
        assertThat(of("sc-signed"))
                .singleElement()
                .satisfies(call -> assertThat(call.tried())
                        .as("nobody is called for what is signed")
                        .hasSize(1));
    }

    @Test
    void whoseNoticeWasSentBackIsRungUntilItIsHandedInAgainOrAnswered() {
        hire("sc-author", Role.DUTY, "10000006308");
        hire("sc-g", Role.SIGNER, "10000006309");
        submitBy("sc-author", "sc-back", "sc-g");
        var sentBack = stranger.signIn("sc-g", PASSWORD)
                .post("/api/v1/approvals/sc-back/send-back", Map.of("step", "draft", "comment", "路线改走东沟"));
        assertThat(sentBack.status()).as(sentBack.response().body()).isEqualTo(200);

        eventually(() -> assertThat(to("10000006308")).hasSize(1));
        assertThat(to("10000006308").get(0).text()).contains("签发人退回：桦甸 老岭沟后山橙色转移通知", "收到回1");
        later(Duration.ofSeconds(61));
        eventually(() -> assertThat(to("10000006308")).hasSize(2));
        assertThat(to("10000006308").get(1).isCall()).isTrue();
        carrier.type("10000006308", "1");
        eventually(() -> assertThat(calls.of("returned/sc-back"))
                .extracting(OfficerCall::result)
                .containsExactly(Result.ANSWERED));
    }

    @Test
    void whoHasNoNumberIsToldOfAndTheNextHasToWaitNoLongerThanTheDeadline() {
        hire("sc-mute", Role.SIGNER, null);
        submit("sc-none", "sc-mute");
        assertThat(of("sc-none")).singleElement().satisfies(call -> {
            assertThat(call.result()).isEqualTo(Result.NOT_RUNG);
            assertThat(call.reason()).contains("未登记电话");
            assertThat(call.phone()).isNull();
        });
    }

    @Test
    void whoWasHandedTheDutyAndDoesNotTakeItIsRungUntilItIsTaken() {
        hire("sc-taker", Role.DUTY, "10000006305");
        transaction.executeWithoutResult(
                status -> events.publishEvent(new HandoverUnheard("sc-h", "220282", "sc-clerk", "sc-taker")));
        // as the test runs without a demo these are of the live realm, for which there is no gateway here
        assertThat(calls.of("handover/sc-h"))
                .singleElement()
                .satisfies(call -> assertThat(call.username()).isEqualTo("sc-taker"));
        transaction.executeWithoutResult(status -> events.publishEvent(new HandoverOver("sc-h")));
        assertThat(calls.of("handover/sc-h")).extracting(OfficerCall::result).containsExactly(Result.OVER);
    }

    @Test
    void aPaperThatFailsKeepsNobodyFromBeingRungForAnother() {
        hire("sc-e", Role.SIGNER, "10000006306");
        hire("sc-f", Role.SIGNER, "10000006307");
        submit("sc-bad", "sc-e", "sc-f");
        submit("sc-good", "sc-e", "sc-f");
        jdbc.sql("""
            create function sc_fail() returns trigger language plpgsql as $$ begin
              if new.about = 'approval/sc-bad' then raise exception 'sc-bad fails'; end if; return new; end $$\
            """).update();
        jdbc.sql("create trigger sc_fail before insert on message for each row execute function sc_fail()")
                .update();
        try {
            later(Duration.ofMinutes(4));
            assertThat(of("sc-good")).extracting(OfficerCall::username).containsExactly("sc-e", "sc-f");
            eventually(() -> assertThat(to("10000006307")).hasSize(1));
            assertThat(of("sc-bad")).extracting(OfficerCall::username).containsExactly("sc-e");
            assertThat(meters.counter("shanshao.clocks.failed", "clock", "signer")
                            .count())
                    .isPositive();
        } finally {
            jdbc.sql("drop function sc_fail() cascade").update();
        }

        later(Duration.ofSeconds(11));

        assertThat(of("sc-bad"))
                .as("it is tried again")
                .extracting(OfficerCall::username)
                .containsExactly("sc-e", "sc-f");
    }
}

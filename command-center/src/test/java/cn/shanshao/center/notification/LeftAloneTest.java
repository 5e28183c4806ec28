package cn.shanshao.center.notification;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.HandClock;
import cn.shanshao.center.RoadCenterTest;
import cn.shanshao.center.ScriptedCarrier;
import cn.shanshao.center.ScriptedCarrier.Submitted;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.residents.Household.Line;
import cn.shanshao.center.residents.Residents;
import cn.shanshao.center.warning.Purpose;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Households to which nobody goes are told to an officer, on a clock that is moved by hand. */
@RoadCenterTest
@Import(HandClock.Moved.class)
@DirtiesContext
class LeftAloneTest {
    private static final List<String> OFFICERS = List.of("10000008201", "10000008202");

    @Autowired
    Registry registry;

    @Autowired
    Residents residents;

    @Autowired
    ScriptedCarrier carrier;

    @Autowired
    Messages messages;

    @Autowired
    RollCalls rollCalls;

    @Autowired
    Climber climber;

    @Autowired
    LeftAlone leftAlone;

    @Autowired
    OfficerCalls calls;

    @Autowired
    HandClock clock;

    @Autowired
    ScheduledTaskHolder scheduled;

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
                        || task.toString().contains(LeftAlone.class.getName()))
                .forEach(ScheduledTask::cancel);
        for (var phone : OFFICERS) {
            var hired = stranger.admin()
                    .post(
                            "/api/v1/users",
                            Map.of(
                                    "username",
                                    "alone-" + phone,
                                    "displayName",
                                    "值班员",
                                    "password",
                                    "a long enough password",
                                    "role",
                                    "duty",
                                    "division",
                                    phone.equals(OFFICERS.get(0)) ? "220282" : "2202",
                                    "phone",
                                    phone));
            assertThat(hired.status()).isIn(201, 409);
        }
    }

    private void later(Duration by) {
        clock.advance(by);
        climber.climb();
        leftAlone.look();
    }

    private List<Submitted> to(String phone) {
        return carrier.submittedTo(phone);
    }

    /** Nobody answers, and nobody is left to ask. */
    private void notice(String point, String... phones) {
        Scene.point(registry, point, Realm.EXERCISE);
        for (var phone : phones) {
            Scene.household(residents, point, phone.substring(7), Realm.EXERCISE, null, new Line("户主", phone));
        }
        var warning = Scene.warning(point, Realm.EXERCISE, Level.RED);
        transaction.executeWithoutResult(
                status -> events.publishEvent(Scene.notice(warning, 1, Purpose.ISSUE, Level.RED)));
        eventually(() -> assertThat(to(phones[phones.length - 1])).isNotEmpty());
    }

    @Test
    void oneOfficerAfterTheOtherIsRungUntilSomebodyAnswersAndAgainWhenMoreAreLeftAlone() {
        notice("alone", "10000008211", "10000008212");
        later(Duration.ofMinutes(14));
        assertThat(OFFICERS).allSatisfy(phone -> assertThat(to(phone)).isEmpty());

        later(Duration.ofMinutes(2));
        var first = OFFICERS.get(0);
        var second = OFFICERS.get(1);
        eventually(() -> assertThat(to(first)).hasSize(1));
        assertThat(to(second)).isEmpty();
        assertThat(to(first).get(0).text()).contains("2户叫应不到，无人上门", "收到回1").hasSizeLessThanOrEqualTo(70);

        // one of them was heard of: the telephone says how many there are now
        carrier.type("10000008211", "1");
        eventually(() -> assertThat(rollCalls.get("alone-w").counts().moved()).isEqualTo(1));
        later(Duration.ofSeconds(61));
        eventually(() -> assertThat(to(first)).hasSize(2));
        assertThat(to(first).get(1)).satisfies(call -> {
            assertThat(call.isCall()).isTrue();
            assertThat(call.text()).contains("1户叫应不到");
        });
        assertThat(to(second)).isEmpty();

        later(Duration.ofMinutes(2));
        eventually(() -> assertThat(to(second)).hasSize(1));
        carrier.type(second, "1");
        eventually(() -> assertThat(calls.of(LeftAlone.ABOUT + "alone-w"))
                .extracting(OfficerCall::result)
                .contains(OfficerCall.Result.ANSWERED));
        var heard = to(first).size();
        later(Duration.ofMinutes(20));
        later(Duration.ofMinutes(20));
        assertThat(to(second)).hasSize(1);
        assertThat(to(first)).hasSizeLessThanOrEqualTo(heard + 1);
    }

    @Test
    void nobodyIsRungForWhoIsOut() {
        notice("alone-over", "10000008221");
        later(Duration.ofMinutes(14));
        carrier.type("10000008221", "1");
        eventually(
                () -> assertThat(rollCalls.get("alone-over-w").counts().moved()).isEqualTo(1));
        later(Duration.ofMinutes(2));
        later(Duration.ofMinutes(20));

        assertThat(leftAlone.words(LeftAlone.ABOUT + "alone-over-w")).isEmpty();
        assertThat(calls.of(LeftAlone.ABOUT + "alone-over-w")).isEmpty();
    }
}

package cn.shanshao.center.notification;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.HandClock;
import cn.shanshao.center.RoadCenterTest;
import cn.shanshao.center.ScriptedCarrier;
import cn.shanshao.center.notification.Ladder.Ending;
import cn.shanshao.center.notification.Ladder.Rung;
import cn.shanshao.center.notification.gateway.Peer.Does;
import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.ContactRole;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.residents.Household.Line;
import cn.shanshao.center.residents.Residents;
import cn.shanshao.center.warning.NoticeIssued;
import cn.shanshao.center.warning.Purpose;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

/** A night with many phones, on a clock that is moved by hand. */
@RoadCenterTest
@Import(HandClock.Moved.class)
@DirtiesContext
class CallingTest {
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final int DEADLINE_STEPS = 16;

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
    HandClock clock;

    @Autowired
    ScheduledTaskHolder scheduled;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    /** How many of a phone's messages its owner has read. */
    private final Map<String, Integer> read = new HashMap<>();

    @BeforeEach
    void connect() {
        eventually(() -> assertThat(messages.isCarrierBound()).isTrue());
    }

    private void issue(NoticeIssued issued) {
        transaction.executeWithoutResult(status -> events.publishEvent(issued));
    }

    private static String phone(int number) {
        return "1000200%04d".formatted(number);
    }

    /** Every receipt is bad, or none ever comes: nobody reads it either way. */
    private void kill(String phone, boolean isTold) {
        var does = new Does[40];
        Arrays.fill(does, isTold ? Does.UNDELIVERABLE : Does.NO_RECEIPT);
        carrier.script(phone, does);
    }

    /** What waits has left, and what the carrier took is told. */
    private void drain() {
        eventually(() -> assertThat(jdbc.sql("select count(*) from message where state = 'queued' and retry_at is null"
                                + " or claimed_at is not null")
                        .query(Integer.class)
                        .single())
                .isZero());
    }

    /** Everybody with a phone that works answers what is new on it. */
    private void answerAll(Set<String> dead, Map<String, String> goes) {
        var all = carrier.submitted().stream()
                .filter(s -> s.to().startsWith("1000200"))
                .collect(Collectors.groupingBy(ScriptedCarrier.Submitted::to));
        all.forEach((phone, list) -> {
            for (var i = read.getOrDefault(phone, 0); i < list.size(); i++) {
                var text = list.get(i).text();
                if (dead.contains(phone)) {
                    continue;
                }
                if (text.contains("接受回1")) {
                    carrier.type(phone, goes.getOrDefault(phone, "1"));
                } else if (text.contains("已转移回1") && !phone.startsWith("10002009")) {
                    // who stands on no roll keeps silent: its answer could come after what it is asked next
                    carrier.type(phone, List.of("1", "1。", "已转移", "到了").get(phone.charAt(10) % 4));
                }
            }
            read.put(phone, list.size());
        });
    }

    /** Between two steps of this clock nobody climbs but we: the one of every second would find answers half given. */
    @BeforeEach
    void climbByHand() {
        scheduled.getScheduledTasks().stream()
                .filter(task -> task.toString().contains(Climber.class.getName()))
                .forEach(ScheduledTask::cancel);
    }

    private void night(Set<String> dead, Map<String, String> goes) {
        for (var step = 0; step < DEADLINE_STEPS; step++) {
            drain();
            answerAll(dead, goes);
            climber.climb();
            drain();
            answerAll(dead, goes);
            clock.advance(STEP);
        }
        climber.climb();
    }

    @Test
    void ofTwoHundredPhonesEveryOneThatAnswersIsConfirmedAndEveryOtherIsWithSomebodyWhoAccepted() {
        Scene.point(registry, "night", Realm.EXERCISE);
        var dead = IntStream.range(0, 200)
                .filter(i -> i % 10 < 3)
                .mapToObj(CallingTest::phone)
                .collect(Collectors.toSet());
        for (var i = 0; i < 200; i++) {
            // the neighbour on the card is the next house; of some it is a dead phone too, of others nobody
            var runner = i % 10 == 1 ? null : new Line("邻居" + (i + 1), phone((i + 1) % 200));
            Scene.household(
                    residents, "night", "" + (i + 1), Realm.EXERCISE, runner, new Line("户主" + (i + 1), phone(i)));
        }
        registry.saveContact(
                new Contact("night-v", "night", "村长", "10002009001", ContactRole.VILLAGE_HEAD, "zh", Realm.EXERCISE),
                "test");
        registry.saveContact(
                new Contact("night-m", "night", "监测员", "10002009002", ContactRole.MONITOR, "zh", Realm.EXERCISE),
                "test");
        dead.forEach(phone -> kill(phone, phone.endsWith("1") || phone.endsWith("2")));

        issue(Scene.notice(Scene.warning("night", Realm.EXERCISE, Level.RED), 1, Purpose.ISSUE, Level.RED));
        night(dead, Map.of("10002009001", "2"));

        var roll = rollCalls.get("night-w");
        assertThat(roll.households()).hasSize(200);
        assertThat(roll.counts().moved()).isEqualTo(140);
        for (var home : roll.households()) {
            var phone = phone(Integer.parseInt(String.valueOf(home.number())) - 1);
            if (dead.contains(phone)) {
                assertThat(home.ladder()).as(home.number()).isNotNull();
                assertThat(home.ladder().ending()).as(home.number()).isEqualTo(Ending.RUNNER);
                assertThat(home.runners().get(0)).as(home.number()).satisfies(runner -> {
                    assertThat(runner.state()).isEqualTo(RollCallView.Going.ACCEPTED);
                    assertThat(runner.name()).isNotBlank();
                    assertThat(runner.answeredAt()).isBefore(home.ladder().deadline());
                });
                assertThat(home.state().hasAnswered()).as(home.number()).isFalse();
            } else {
                assertThat(home.state()).as(home.number()).isEqualTo(RollState.MOVED);
                assertThat(home.lines().get(0).reply()).as(home.number()).isEqualTo(Meaning.MOVED);
            }
        }
        assertThat(acceptedWithoutAReply()).isZero();
        assertThat(roll.counts().unanswered()).isZero();
    }

    /** Runners who count as going there, of whom nothing ever came. */
    private int acceptedWithoutAReply() {
        return jdbc.sql("""
            select count(*) from roll_runner r where r.state = 'ACCEPTED' and not exists (
              select from reply y where y.phone_index = r.phone_index and y.meaning = 'ACCEPTED'
                and y.about = 'warning/' || r.warning_id)\
            """).query(Integer.class).single();
    }

    @Test
    void whomNobodyGoesToStandsAsUnreachedByNameWithWhatWasTriedAndWhatWasNot() {
        Scene.point(registry, "lonely", Realm.EXERCISE);
        Scene.household(
                residents, "lonely", "7", Realm.EXERCISE, new Line("邻居", phone(701)), new Line("独居老人", phone(700)));
        registry.saveContact(
                new Contact("lonely-v", "lonely", "村长", phone(702), ContactRole.VILLAGE_HEAD, "zh", Realm.EXERCISE),
                "test");
        var dead = Stream.of(700, 701, 702).map(CallingTest::phone).collect(Collectors.toSet());
        dead.forEach(phone -> kill(phone, false));

        issue(Scene.notice(Scene.warning("lonely", Realm.EXERCISE, Level.RED), 1, Purpose.ISSUE, Level.RED));
        var begun = rollCalls.get("lonely-w").households().get(0).ladder();
        assertThat(begun.next()).isEqualTo(Rung.FLASH);
        assertThat(begun.following()).as("voice, runner, village head").isEqualTo(3);
        assertThat(begun.dueAt()).isEqualTo(begun.since().plus(STEP)).isBefore(begun.deadline());
        night(dead, Map.of());

        var home = rollCalls.get("lonely-w").households().get(0);
        assertThat(home.name()).isEqualTo("户主7");
        assertThat(home.ladder().ending()).isEqualTo(Ending.UNREACHED);
        assertThat(home.ladder().steps())
                .extracting(RollCallView.Step::rung)
                .containsExactly(Rung.FLASH, Rung.VOICE, Rung.DEPUTY, Rung.RUNNER, Rung.VILLAGE_HEAD);
        assertThat(home.ladder().steps())
                .filteredOn(step -> step.skipped() != null)
                .singleElement()
                .extracting(RollCallView.Step::skipped)
                .isEqualTo("没有第二联系电话");
        assertThat(rollCalls.get("lonely-w").counts().unanswered()).isEqualTo(1);
        assertThat(carrier.submittedTo(phone(700)))
                .extracting(s -> s.isFlash() ? "flash" : s.isCall() ? "voice" : "sms")
                .containsExactly("sms", "flash", "voice");
        assertThat(carrier.submittedTo(phone(701)).get(0).text()).contains("接受回1", "7号户主7");
    }
}

package cn.shanshao.center.notification;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.HandClock;
import cn.shanshao.center.RoadCenterTest;
import cn.shanshao.center.ScriptedCarrier;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.ContactRole;
import cn.shanshao.center.registry.DangerZone;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.residents.Household.Line;
import cn.shanshao.center.residents.Residents;
import cn.shanshao.center.warning.Notice;
import cn.shanshao.center.warning.NoticeIssued;
import cn.shanshao.center.warning.Purpose;
import cn.shanshao.center.warning.Warning;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** Notices of a live point and of an exercise in one system: the virtual carrier, a real one that knows two templates, a platform. */
@RoadCenterTest
@Import({LiveNoticesTest.Live.class, HandClock.Moved.class})
@TestPropertySource(properties = "shanshao.demo=false")
@DirtiesContext
class LiveNoticesTest {
    private static final int ACTIONS = 10_000;
    private static final int HOUSEHOLDS = 6;
    private static final CurrentUser OFFICER = new CurrentUser("leak-officer", "officer", Role.DUTY, "22");

    @Autowired
    Registry registry;

    @Autowired
    Residents residents;

    @Autowired
    ScriptedCarrier virtual;

    @Autowired
    Outside outside;

    @Autowired
    Messages messages;

    @Autowired
    RollCalls rollCalls;

    @Autowired
    RunnerDesk runnerDesk;

    @Autowired
    Climber climber;

    @Autowired
    HandClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    /**
     * What is outside.
     *
     * @param real takes any text
     * @param strict takes registered ones alone, and is asked first
     */
    record Outside(ScriptedCarrier strict, ScriptedCarrier real, Platform platform) implements AutoCloseable {
        @Override
        public void close() {
            strict.close();
            real.close();
            platform.close();
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Live {
        @Bean
        Outside outside() {
            return new Outside(
                    ScriptedCarrier.start(0), ScriptedCarrier.start(0), Platform.start("a secret of the platform"));
        }

        @Bean
        DynamicPropertyRegistrar gateways(Outside outside) {
            return properties -> {
                var carriers = List.of(outside.strict(), outside.real());
                for (var i = 0; i < carriers.size(); i++) {
                    var at = "shanshao.sms.gateways[%d].".formatted(i);
                    var name = List.of("strict", "real").get(i);
                    var port = carriers.get(i).port();
                    properties.add(at + "name", () -> name);
                    properties.add(at + "kind", () -> "smpp");
                    properties.add(at + "host", () -> "127.0.0.1");
                    properties.add(at + "port", () -> port);
                    properties.add(at + "login", () -> "shanshao");
                    properties.add(at + "secret", () -> "secret");
                    properties.add(at + "from", () -> "10690001");
                }
                properties.add("shanshao.sms.gateways[0].templates.t-LIFT-zh", () -> "T1001");
                properties.add(
                        "shanshao.notification.area.url",
                        () -> outside.platform().url());
                properties.add("shanshao.notification.area.secret", () -> "a secret of the platform");
            };
        }
    }

    @BeforeEach
    void connect() {
        eventually(() -> assertThat(messages.gatewaysAway()).isEmpty());
        eventually(() -> assertThat(messages.isCarrierBound()).isTrue());
    }

    private void issue(NoticeIssued issued) {
        transaction.executeWithoutResult(status -> events.publishEvent(issued));
    }

    private void drain() {
        eventually(() -> assertThat(jdbc.sql("select count(*) from message where (state = 'queued' and retry_at is null"
                                + " and superseded is null) or claimed_at is not null")
                        .query(Integer.class)
                        .single())
                .isZero());
    }

    private static String phone(Realm realm, int number) {
        return (realm == Realm.LIVE ? "1380099%04d" : "1000099%04d").formatted(number);
    }

    private Warning place(String point, Realm realm) {
        Scene.point(registry, point, realm);
        for (var i = 1; i <= HOUSEHOLDS; i++) {
            Scene.household(
                    residents,
                    point,
                    "" + i,
                    realm,
                    new Line("邻居", phone(realm, 50 + i)),
                    new Line("户主", phone(realm, i)),
                    new Line("家人", phone(realm, 20 + i)));
        }
        registry.saveContact(
                new Contact(point + "-m", point, "监测员", phone(realm, 90), ContactRole.MONITOR, "zh", realm), "test");
        return Scene.warning(point, realm, Level.RED);
    }

    /** Numbers that typed into the network of each realm. */
    private final Map<Realm, Set<String>> typed = Map.of(Realm.LIVE, new HashSet<>(), Realm.EXERCISE, new HashSet<>());

    @Test
    void ofTenThousandRandomActionsNothingOfTheExerciseReachesARealCarrier() {
        var places = List.of(place("leak-live", Realm.LIVE), place("leak-drill", Realm.EXERCISE));
        var numbers = new int[2];
        var random = new Random(20_260_701);
        for (var action = 0; action < ACTIONS; action++) {
            var which = random.nextInt(2);
            var dice = random.nextInt(100);
            if (dice < 5 || numbers[which] == 0) {
                var purpose = Purpose.values()[random.nextInt(Purpose.values().length)];
                var level = purpose == Purpose.LIFT ? null : Level.values()[random.nextInt(4)];
                issue(Scene.notice(places.get(which), ++numbers[which], purpose, level));
                if (random.nextBoolean()) {
                    drain();
                }
            } else if (dice < 20) {
                type(random);
            } else if (dice < 22) {
                var realm = places.get(which).realm();
                var home = places.get(which).pointId() + "-h" + (1 + random.nextInt(HOUSEHOLDS));
                rollCallsName(places.get(which).id(), home, phone(realm, 50 + random.nextInt(10)));
            } else {
                clock.advance(Duration.ofMillis(random.nextInt(5_000)));
                climber.climb();
            }
        }
        drain();

        var real =
                outside.real().submitted().size() + outside.strict().submitted().size();
        assertThat(real).isGreaterThanOrEqualTo(1_000);
        assertThat(virtual.submitted()).hasSizeGreaterThan(1_000);
        assertThat(GuardTest.leaks(outside.real()))
                .as("but the answer to whoever typed a cry for help into the real network, from whatever number")
                .allSatisfy(answer -> {
                    assertThat(typed.get(Realm.LIVE)).contains(answer.to());
                    assertThat(answer.text()).isEqualTo(Prompts.helpHeard("zh", null));
                });
        assertThat(GuardTest.leaks(outside.strict())).isEmpty();
        assertThat(virtual.submitted())
                .filteredOn(s -> s.to().startsWith("138"))
                .allSatisfy(answer -> assertThat(typed.get(Realm.EXERCISE)).contains(answer.to()));
        assertThat(jdbc.sql("select count(*) from message where state = 'delivered' and realm = 'EXERCISE'"
                                + " or state = 'simulated' and realm = 'LIVE'")
                        .query(Integer.class)
                        .single())
                .as("nothing simulated counts as delivered")
                .isZero();
        assertThat(outside.strict().submitted())
                .as("only what is registered there")
                .allMatch(s -> s.text().contains("号通知"));
    }

    /** Where nobody is on the roll yet there is nobody to name a runner for. */
    private void rollCallsName(String warning, String home, String phone) {
        if (rollCalls.find(warning).stream()
                .flatMap(roll -> roll.households().stream())
                .anyMatch(h -> h.id().equals(home))) {
            runnerDesk.name(warning, home, new Line("邻居", phone), OFFICER);
        }
    }

    /** Anybody types anything, also a number of the one realm at the carrier of the other. */
    private void type(Random random) {
        var carrier = random.nextBoolean() ? virtual : outside.real();
        var phone = phone(random.nextBoolean() ? Realm.LIVE : Realm.EXERCISE, random.nextInt(100));
        typed.get(carrier == virtual ? Realm.EXERCISE : Realm.LIVE).add(phone);
        carrier.type(phone, List.of("1", "2", "0", "3", "救命", "收到", "退订", "什么").get(random.nextInt(8)));
    }

    @Test
    void anAreaIsBroadcastOnceSignedAndAgainUntilItIsTakenAndNeverForAnExercise() {
        var zone = DangerZone.around(126.74, 42.96, 126.76, 42.96, 126.76, 42.98);
        var warning = place("area-live", Realm.LIVE);
        outside.platform().answers(503, 202);

        issue(within(Scene.notice(warning, 1, Purpose.ISSUE, Level.RED), zone));
        issue(within(
                Scene.notice(Scene.warning("leak-area-drill", Realm.EXERCISE, Level.RED), 1, Purpose.ISSUE, Level.RED),
                zone));

        eventually(() -> assertThat(outside.platform().taken()).hasSize(1));
        eventually(() -> {
            clock.advance(Duration.ofSeconds(5));
            assertThat(rollCalls.get("area-live-w").broadcast())
                    .satisfies(b -> assertThat(b.state()).isEqualTo("accepted"));
        });
        assertThat(outside.platform().keys())
                .containsOnly("area-area-live-w-n1")
                .hasSize(2);
        assertThat(new String(outside.platform().taken().get(0), StandardCharsets.UTF_8))
                .contains("\"realm\":\"live\"", "\"Polygon\"", "老岭沟第1号通知")
                .doesNotContain("演");
        assertThat(rollCalls.get("leak-area-drill-w").broadcast()).isNull();
    }

    private static NoticeIssued within(NoticeIssued issued, DangerZone area) {
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
                        n.informed(),
                        n.realm(),
                        area,
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
}

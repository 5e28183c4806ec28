package cn.shanshao.center.notification;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.HandClock;
import cn.shanshao.center.RoadCenterTest;
import cn.shanshao.center.ScriptedCarrier;
import cn.shanshao.center.ScriptedCarrier.Submitted;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.residents.Household.Line;
import cn.shanshao.center.residents.Residents;
import cn.shanshao.ingest.wire.Realm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.test.annotation.DirtiesContext;

/** However many cry at once, an officer is rung once and told how many they are, on a clock that is moved by hand. */
@RoadCenterTest
@Import(HandClock.Moved.class)
@DirtiesContext
class CryCallsTest {
    private static final String PASSWORD = "a long enough password";
    private static final int MANY = 60;

    @Autowired
    Registry registry;

    @Autowired
    Residents residents;

    @Autowired
    ScriptedCarrier carrier;

    @Autowired
    Messages messages;

    @Autowired
    CryClock cryClock;

    @Autowired
    Climber climber;

    @Autowired
    HandClock clock;

    @Autowired
    ScheduledTaskHolder scheduled;

    @Autowired
    Caller stranger;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void connect() {
        eventually(() -> assertThat(messages.isCarrierBound()).isTrue());
        scheduled.getScheduledTasks().stream()
                .filter(task -> task.toString().contains(Climber.class.getName())
                        || task.toString().contains(CryClock.class.getName()))
                .forEach(ScheduledTask::cancel);
    }

    private void officer(String name, String division, String phone) {
        var made = stranger.admin()
                .post(
                        "/api/v1/users",
                        Map.of(
                                "username",
                                name,
                                "password",
                                PASSWORD,
                                "role",
                                "duty",
                                "division",
                                division,
                                "phone",
                                phone));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    }

    private void point(String id, String division) {
        registry.savePoint(
                new HazardPoint(
                        id,
                        0,
                        null,
                        "老岭沟",
                        "landslide",
                        division,
                        Realm.EXERCISE,
                        126.75,
                        42.97,
                        40,
                        List.of("老岭村"),
                        List.of()),
                "test");
    }

    /** One more household of a point, which cries at once. */
    private void cries(String point, int number, String phone) {
        Scene.household(residents, point, Integer.toString(number), Realm.EXERCISE, null, new Line("金顺吉", phone));
        carrier.type(phone, "救命");
    }

    private void later(Duration by) {
        clock.advance(by);
        cryClock.look();
        climber.climb();
    }

    private List<Submitted> to(String phone) {
        return carrier.submittedTo(phone);
    }

    private int count(String sql, Object... values) {
        return jdbc.sql(sql).params(values).query(Integer.class).single();
    }

    private int ringing(String officer) {
        return count("select count(*) from ladder where username = ? and ended_at is null", officer);
    }

    private int act(String point, int number, String what, Map<String, Object> body) {
        var id = jdbc.sql("select id from cry where household_id = ? and settled_at is null")
                .param(point + "-h" + number)
                .query(Long.class)
                .single();
        return stranger.admin().post("/api/v1/cries/" + id + "/" + what, body).status();
    }

    @Test
    void sixtyAtOnceAreOneCallToEachOfficerAndEachKeepsItsClock() {
        officer("cc-first", "220281", "10000009501");
        officer("cc-above", "2202", "10000009502");
        point("cc-many", "220281");
        for (var number = 1; number <= MANY; number++) {
            cries("cc-many", number, "1000001%04d".formatted(number));
        }

        later(Duration.ofSeconds(61));

        eventually(() -> assertThat(to("10000009501")).hasSize(1));
        assertThat(to("10000009501").get(0).text())
                .contains("有人求助：老岭沟1号", "另有59户求助", "页顶求助栏", "收到回1")
                .hasSizeLessThanOrEqualTo(70);
        assertThat(ringing("cc-first")).isOne();
        assertThat(count("select count(*) from cry where point_id = 'cc-many' and stage = 1 and due_at > heard_at"
                        + " and called = array['220281/cc-first']"))
                .as("each has a clock of its own")
                .isEqualTo(MANY);
        assertThat(count("select count(*) from cry_log l join cry c on c.id = l.cry_id where c.point_id = 'cc-many'"
                        + " and l.act = 'CALL' and l.usernames = array['cc-first']"))
                .as("of each it is written down who was called")
                .isEqualTo(MANY);

        assertThat(act("cc-many", 1, "take", Map.of())).isEqualTo(200);
        assertThat(ringing("cc-first"))
                .as("the others still wait, whose call it is as well")
                .isOne();

        later(Duration.ofSeconds(61));

        eventually(() -> assertThat(to("10000009502")).hasSize(1));
        assertThat(to("10000009502").get(0).text()).contains("老岭沟2号", "另有58户求助");
        assertThat(count("select count(*) from cry where point_id = 'cc-many' and stage = 2"))
                .isEqualTo(MANY - 1);
        eventually(() -> {
            climber.climb();
            assertThat(to("10000009501"))
                    .as("whoever is rung again hears how many wait now")
                    .anySatisfy(one -> {
                        assertThat(one.isFlash() || one.isCall()).isTrue();
                        assertThat(one.text()).contains("老岭沟2号", "另有58户求助");
                    });
        });

        for (var number = 2; number <= MANY; number++) {
            assertThat(ringing("cc-above")).isOne();
            assertThat(act("cc-many", number, "settle", Map.of("note", "接走了"))).isEqualTo(200);
        }
        assertThat(ringing("cc-first") + ringing("cc-above"))
                .as("nobody waits any more")
                .isZero();
    }

    @Test
    void whoHasAnsweredIsRungAnewForWhatIsCriedAfterThat() {
        officer("cc-calm", "222403", "10000009503");
        point("cc-two", "222403");
        cries("cc-two", 1, "10000012001");
        later(Duration.ofSeconds(61));
        eventually(() -> assertThat(to("10000009503")).hasSize(1));
        assertThat(to("10000009503").get(0).text()).contains("老岭沟1号。请").doesNotContain("另有");
        carrier.type("10000009503", "1");
        eventually(() -> assertThat(ringing("cc-calm")).isZero());

        assertThat(act("cc-two", 1, "take", Map.of())).isEqualTo(200);
        cries("cc-two", 2, "10000012002");
        later(Duration.ofSeconds(61));

        eventually(() -> assertThat(to("10000009503")).hasSize(2));
        assertThat(to("10000009503").get(1).text()).contains("老岭沟2号").doesNotContain("另有");
    }

    @Test
    void whoSleptThroughACallIsRungForWhatIsCriedAfterIt() {
        officer("cc-asleep", "222404", "10000009504");
        point("cc-night", "222404");
        cries("cc-night", 1, "10000013001");
        for (var minute = 0; minute < 5; minute++) {
            later(Duration.ofSeconds(61));
        }
        eventually(() -> assertThat(to("10000009504")).isNotEmpty());

        cries("cc-night", 2, "10000013002");
        later(Duration.ofSeconds(61));

        eventually(() -> assertThat(to("10000009504"))
                .anySatisfy(one -> assertThat(one.text()).containsAnyOf("老岭沟2号", "另有1户求助")));
    }
}

package cn.shanshao.center.screen;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import cn.shanshao.center.Scenery;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.monitoring.RiskTold;
import cn.shanshao.center.notification.Meaning;
import cn.shanshao.center.notification.ReplyReceived;
import cn.shanshao.center.notification.ReplySettled;
import cn.shanshao.center.notification.ReplyView;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.wire.DivisionRisk;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/** Every kind of STOMP destination, tried as a stranger, as a neighbour county, and in each role. */
@CenterTest
class StompWallsTest {
    private static final String PASSWORD = "a long enough password";
    private static final String POINT = "stomp-walls-slope";
    private static final String HUADIAN = "220282";
    /** By its beginning: one in Huadian. */
    private static final Map<String, String> DESTINATIONS = Map.of(
            "/topic/point/",
            "/topic/point/" + POINT,
            "/topic/division/",
            "/topic/division/" + HUADIAN,
            "/topic/wall/",
            "/topic/wall/" + HUADIAN);
    /** Anybody in the room reads what is shown to them: they hear of a division without its people. */
    private static final Set<Role> SEE_NOBODY = Set.of(Role.WALL, Role.REVIEWER);

    @Autowired
    Caller stranger;

    @Autowired
    Registry registry;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @BeforeEach
    void aSlope() {
        if (registry.findPoint(POINT).isEmpty()) {
            Scenery.slope(registry, POINT, HUADIAN, "10000000011");
        }
    }

    private Caller user(Role role, String division) {
        var name = "stomp-" + System.nanoTime();
        var made = stranger.admin()
                .post(
                        "/api/v1/users",
                        Map.of(
                                "username",
                                name,
                                "password",
                                PASSWORD,
                                "role",
                                role.name().toLowerCase(Locale.ROOT),
                                "division",
                                division));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        return stranger.signIn(name, PASSWORD);
    }

    @Test
    void everyKindOfDestinationIsTried() throws IllegalAccessException {
        var told = new TreeSet<String>();
        for (var field : Topic.class.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
                field.setAccessible(true);
                told.add((String) field.get(null));
            }
        }
        assertThat(told).isEqualTo(new TreeSet<>(DESTINATIONS.keySet()));
    }

    @Test
    void aStrangerIsNotConnected() {
        assertThatThrownBy(() -> new StompEar(stranger)).hasMessageContaining("401");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/topic/point/", "/topic/division/", "/topic/wall/"})
    void aNeighbourIsRefused(String kind) throws Exception {
        try (var page = new StompEar(user(Role.ADMINISTRATOR, "220281")).on(DESTINATIONS.get(kind))) {
            assertThat(page.refused().get(30, TimeUnit.SECONDS)).isNotNull();
            assertThat(page.heard("pulse")).isEmpty();
        }
    }

    @Test
    void theRainRiskOfACountyIsHeardThereAndAboveAlone() throws Exception {
        var risk = new DivisionRisk(
                HUADIAN,
                Realm.EXERCISE,
                Instant.now(),
                new DivisionRisk.Now(3, Level.YELLOW, 2.04, 4, 1, "g1", "76 ≥ 75 mm · 3 h"),
                null);
        try (var own = new StompEar(user(Role.DUTY, HUADIAN)).on("/topic/division/" + HUADIAN);
                var above = new StompEar(stranger.admin()).on("/topic/division/22");
                var neighbour = new StompEar(user(Role.DUTY, "220281")).on("/topic/division/220281")) {
            for (var page : List.of(own, above, neighbour)) {
                eventually(() -> assertThat(page.heard("pulse")).isNotEmpty());
            }
            events.publishEvent(new RiskTold(risk));

            eventually(() -> assertThat(own.heard("risk"))
                    .extracting(told -> told.at("/risk/now/level").asString())
                    .containsExactly("yellow"));
            eventually(() -> assertThat(above.heard("risk")).hasSize(1));
            var pulses = neighbour.heard("pulse").size();
            eventually(() -> assertThat(neighbour.heard("pulse")).hasSizeGreaterThan(pulses + 1));
            assertThat(neighbour.heard("risk")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void everyRoleOfTheCountyHears(Role role) throws Exception {
        try (var page = new StompEar(user(role, HUADIAN))) {
            DESTINATIONS.forEach((kind, destination) -> {
                if (!kind.equals("/topic/division/") || !SEE_NOBODY.contains(role)) {
                    page.on(destination);
                }
            });
            eventually(() -> assertThat(page.heard("pulse")).isNotEmpty());
            assertThat(page.refused()).isNotDone();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"WALL", "REVIEWER"})
    void whoSeesNobodyIsNotLetWherePeopleAreNamed(Role role) throws Exception {
        try (var page = new StompEar(user(role, HUADIAN)).on("/topic/division/" + HUADIAN)) {
            assertThat(page.refused().get(30, TimeUnit.SECONDS)).isNotNull();
            assertThat(page.heard("pulse")).isEmpty();
        }
    }

    @Test
    void aWallHearsThatSomebodyAnsweredAndNotWhoNorWhat() throws Exception {
        var reply = reply(null);
        try (var wall = new StompEar(user(Role.WALL, HUADIAN)).on("/topic/wall/" + HUADIAN);
                var duty = new StompEar(user(Role.DUTY, HUADIAN)).on("/topic/division/" + HUADIAN)) {
            for (var page : List.of(wall, duty)) {
                eventually(() -> assertThat(page.heard("pulse")).isNotEmpty());
            }
            transaction.executeWithoutResult(status -> events.publishEvent(new ReplyReceived(reply)));

            eventually(() -> assertThat(duty.heard("reply")).hasSize(1));
            eventually(() -> assertThat(wall.heard("reply")).hasSize(1));
            assertThat(duty.heard("reply").get(0).toString()).contains("赵德福", "我家后面塌了");
            assertThat(wall.heard("reply").get(0).toString())
                    .contains("\"meaning\":\"text\"", POINT)
                    .doesNotContain("赵德福", "10000000011", "*0011", "塌");

            transaction.executeWithoutResult(status -> events.publishEvent(new ReplySettled(reply("已回电"))));

            eventually(() -> assertThat(duty.heard("reply")).hasSize(2));
            eventually(() -> assertThat(wall.heard("reply")).hasSize(2));
            assertThat(duty.heard("reply").get(1).toString()).contains("已回电");
            assertThat(wall.heard("reply").get(1).toString()).doesNotContain("已回电", "赵德福", "塌");
        }
    }

    /** @param note why nothing followed from it */
    private static ReplyView reply(@Nullable String note) {
        return new ReplyView(
                "7",
                new ReplyView.From("赵德福", "100****0011"),
                HUADIAN,
                POINT,
                "后山",
                null,
                null,
                null,
                "我家后面塌了",
                Meaning.TEXT,
                Instant.now(),
                note);
    }
}

package cn.shanshao.streaming.config;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.detect.rain.AfterQuake;
import cn.shanshao.detect.rain.RainTable;
import cn.shanshao.ingest.wire.DivisionConfig;
import cn.shanshao.ingest.wire.EventConfig;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Manifest;
import cn.shanshao.ingest.wire.RuleConfig;
import cn.shanshao.streaming.Scene;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BookTest {
    private final Book book = new Book();

    private boolean take(String division, DivisionConfig config) {
        return book.take(division, Json.write(config));
    }

    @Test
    void aDocumentIsCompleteSoWhatItLacksIsGone() {
        take(Scene.DIVISION, Scene.with(1, Scene.gauge("a"), Scene.gauge("b")));
        take(Scene.DIVISION, Scene.with(2, Scene.gauge("b")));

        assertThat(book.device("a")).isNull();
        assertThat(book.device("b")).isNotNull();
    }

    @Test
    void aRuleOfTheProvinceHoldsInItsCountiesAndNotTheOtherWayRound() {
        var plain = Scene.with(1, Scene.gauge("a"));
        take(Scene.DIVISION, new DivisionConfig(1, 1, plain.points(), plain.devices(), List.of()));
        take("220299", new DivisionConfig(1, 1, List.of(), List.of(), List.of(Scene.rule(1))));
        var device = Objects.requireNonNull(book.device("a"));
        assertThat(book.rules(device, "crack")).isEmpty();

        take("22", new DivisionConfig(1, 1, List.of(), List.of(), List.of(Scene.rule(1))));
        device = Objects.requireNonNull(book.device("a"));
        assertThat(book.rules(device, "crack")).hasSize(1);
        assertThat(book.rules(device, "tilt.x")).isEmpty();
    }

    @Test
    void rulesHoldBelowWhateverTheCodeOfADivision() {
        var plain = Scene.with(1, Scene.gauge("a"));
        take("22", new DivisionConfig(1, 1, List.of(), List.of(), List.of(Scene.rule(1))));
        take("230199", below(List.of("8899", "22"), plain));
        assertThat(book.rules(Objects.requireNonNull(book.device("a")), "crack"))
                .extracting(rule -> rule.config().version())
                .containsExactly(1L);
        assertThat(book.holdsIn("22", "230199")).isTrue();
        assertThat(book.holdsIn("23", "230199")).as("it only looks so").isFalse();

        take("8899", new DivisionConfig(1, 1, List.of(), List.of(), List.of(Scene.rule(7))));
        assertThat(book.rules(Objects.requireNonNull(book.device("a")), "crack"))
                .as("the nearest")
                .extracting(rule -> rule.config().version())
                .containsExactly(7L);
    }

    private static DivisionConfig below(List<String> above, DivisionConfig plain) {
        return new DivisionConfig(1, 1, plain.points(), plain.devices(), List.of(), List.of(), above);
    }

    private static RuleConfig forOneGauge(String replaces, boolean shadow) {
        var general = Scene.rule(1);
        return new RuleConfig(
                "of-the-site",
                1,
                general.method(),
                new RuleConfig.AppliesTo("crack", null, "a", null),
                general.params(),
                general.levels(),
                0,
                0,
                0,
                null,
                shadow,
                "王工",
                replaces);
    }

    @Test
    void aRuleForOneSlopeTakesThePlaceOfTheGeneralOneThereAndNowhereElse() {
        var plain = Scene.with(1, Scene.gauge("a"), Scene.gauge("b"));
        var own = forOneGauge(Scene.rule(1).id(), false);
        take(Scene.DIVISION, new DivisionConfig(1, 1, plain.points(), plain.devices(), List.of(Scene.rule(1), own)));
        assertThat(book.rules(Objects.requireNonNull(book.device("a")), "crack"))
                .extracting(rule -> rule.id())
                .containsExactly("of-the-site");
        assertThat(book.rules(Objects.requireNonNull(book.device("b")), "crack"))
                .extracting(rule -> rule.id())
                .containsExactly(Scene.rule(1).id());
    }

    @Test
    void aShadowTakesNobodysPlace() {
        var plain = Scene.with(1, Scene.gauge("a"));
        var own = forOneGauge(Scene.rule(1).id(), true);
        take(Scene.DIVISION, new DivisionConfig(1, 1, plain.points(), plain.devices(), List.of(Scene.rule(1), own)));
        assertThat(book.rules(Objects.requireNonNull(book.device("a")), "crack"))
                .hasSize(2);
    }

    @Test
    void divisionsThatTheManifestDoesNotNameAreGone() {
        take(Scene.DIVISION, Scene.with(1, Scene.gauge("a")));
        assertThat(book.retire(Json.write(new Manifest(1, Map.of("22", 1L))))).containsExactly(Scene.DIVISION);
        assertThat(book.device("a")).isNull();
    }

    @Test
    void limitsOfRainAreLoweredForATimeNearAnEarthquake() {
        var quake = Instant.parse("2026-11-25T00:00:00Z");
        var sum =
                rainRule("rain-sum", Map.of("hours", 3.0, "quakeFactor", 0.8, "quakeDays", 10.0, "quakeRadius", 30.0));
        var table = rainRule("rain-table", Map.of("1h.yellow", 40.0, "1h.red", 60.0, "quakeFactor", 0.5));
        var plain = Scene.with(1, Scene.gauge("a"));
        var event = new EventConfig("q", "earthquake", quake, 127.2, 44.5, 5.0);
        var rules = List.of(sum, table, Scene.rule(1));
        take(Scene.DIVISION, new DivisionConfig(1, 1, plain.points(), plain.devices(), rules));
        take("22", new DivisionConfig(1, 1, List.of(), List.of(), List.of(), List.of(event), List.of()));
        var device = Objects.requireNonNull(book.device("a"));

        var lowered = book.rules(device, "rain.total");
        assertThat(lowered).hasSize(2);
        for (var rule : lowered) {
            var isSum = rule.id().equals("rain-sum");
            for (var hours : List.of(-1, 0, 1, 239, 240, 90 * 24)) {
                var at = quake.plus(Duration.ofHours(hours)).toEpochMilli();
                var isLowered = hours >= 0 && hours < (isSum ? 240 : 90 * 24);
                if (isSum) {
                    assertThat(rule.ladder().limit(Level.YELLOW, at)).isEqualTo(isLowered ? 40 : 50);
                } else {
                    assertThat(rule.ladder().limit(Level.RED, at)).isEqualTo(4);
                    assertThat(RainTable.columns(rule.config().params(), at))
                            .singleElement()
                            .satisfies(one -> assertThat(one.limit(Level.RED)).isEqualTo(isLowered ? 30 : 60));
                }
            }
        }
        assertThat(book.rule(device, Scene.RULE)).isEqualTo(Scene.rule(1));
    }

    @Test
    void anEarthquakeFarAwayLowersNothing() {
        var at = Instant.parse("2026-11-25T00:00:00Z");
        var rule = rainRule("rain-sum", Map.of("hours", 3.0, "quakeFactor", 0.8, "quakeRadius", 30.0));
        var near = new EventConfig("q", "earthquake", at, 127.2, 44.5, 5.0);
        var far = new EventConfig("q", "earthquake", at, 128.0, 44.4, 5.0);
        var strong = new EventConfig("q", "earthquake", at, 128.0, 44.4, 6.0);
        assertThat(factor(rule, List.of(near))).isEqualTo(0.8);
        assertThat(factor(rule, List.of(far))).isEqualTo(1);
        assertThat(factor(rule, List.of(far, strong))).isEqualTo(0.8);
        assertThat(AfterQuake.noted(rule, 127.0, 44.4, List.of(far))).isEqualTo(rule);
    }

    private static double factor(RuleConfig rule, List<EventConfig> events) {
        var noted = AfterQuake.noted(rule, 127.0, 44.4, events);
        return AfterQuake.of(noted.params())
                .at(Instant.parse("2026-11-26T00:00:00Z").toEpochMilli());
    }

    private static RuleConfig rainRule(String method, Map<String, Double> params) {
        Map<Level, Double> levels =
                method.equals("rain-table") ? Map.of(Level.YELLOW, 2.0, Level.RED, 4.0) : Map.of(Level.YELLOW, 50.0);
        var to = new RuleConfig.AppliesTo("rain.total", null, null, null);
        return new RuleConfig(method, 1, method, to, params, levels, 0, 0, 0, null, false, null);
    }
}

package cn.shanshao.streaming.config;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.wire.DivisionConfig;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Manifest;
import cn.shanshao.streaming.Scene;
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
    void divisionsThatTheManifestDoesNotNameAreGone() {
        take(Scene.DIVISION, Scene.with(1, Scene.gauge("a")));
        assertThat(book.retire(Json.write(new Manifest(1, Map.of("22", 1L))))).containsExactly(Scene.DIVISION);
        assertThat(book.device("a")).isNull();
    }
}

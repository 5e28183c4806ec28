package cn.shanshao.streaming.watch;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.wire.Command;
import cn.shanshao.ingest.wire.DivisionConfig;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.streaming.Scene;
import cn.shanshao.streaming.config.Ledger;
import cn.shanshao.streaming.flow.ConfigEvent;
import cn.shanshao.streaming.flow.Outgoing;
import cn.shanshao.streaming.flow.SirenCall;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SirenWatchTest {
    private static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");

    private KeyedBroadcastOperatorTestHarness<String, SirenCall, ConfigEvent, Outgoing> watch;
    private int number;

    @BeforeEach
    void open() throws Exception {
        watch = ProcessFunctionTestHarnesses.forKeyedBroadcastProcessFunction(
                new SirenWatch(), SirenCall::siren, BasicTypeInfo.STRING_TYPE_INFO, Ledger.DOCUMENTS);
        points(1, "upper", "lower");
        watch.processBroadcastElement(ConfigEvent.ready(true), 0);
    }

    @AfterEach
    void close() throws Exception {
        watch.close();
    }

    private void points(long version, String... ids) throws Exception {
        var plain = Scene.with(version);
        var points = List.of(ids).stream()
                .map(id -> Json.text(plain).replace(Scene.POINT, id))
                .map(text -> Json.read(text.getBytes(StandardCharsets.UTF_8), DivisionConfig.class))
                .flatMap(config -> config.points().stream())
                .toList();
        var config = new DivisionConfig(1, version, points, List.of(), List.of());
        watch.processBroadcastElement(
                new ConfigEvent(ConfigEvent.Sort.DOCUMENT, Scene.DIVISION, Json.write(config)), 0);
    }

    private void sound(String point, Level level) throws Exception {
        call(point, level, "siren", Map.of("level", level.wire(), "order", "o"));
    }

    private void stop(String point) throws Exception {
        call(point, null, "stop", Map.of());
    }

    private void call(String point, Level level, String action, Map<String, String> args) throws Exception {
        var command = new Command("c" + number++, action, args, NOW, "job", null);
        watch.processElement(new SirenCall("horn", point, level, command), 0);
    }

    private List<String> commands() {
        return watch.extractOutputValues().stream()
                .map(one -> Json.read(one.payload(), Command.class))
                .map(command -> command.action() + command.args().getOrDefault("level", ""))
                .toList();
    }

    @Test
    void aSirenOfTwoPointsSoundsAsLongAsOneOfThemDemandsIt() throws Exception {
        sound("upper", Level.RED);
        sound("lower", Level.RED);
        stop("upper");
        assertThat(commands()).containsExactly("sirenred", "sirenred");
        stop("lower");
        assertThat(commands()).containsExactly("sirenred", "sirenred", "stop");
    }

    @Test
    void itSoundsAtTheGravestLevelThatIsDemanded() throws Exception {
        sound("upper", Level.RED);
        sound("lower", Level.ORANGE);
        stop("upper");
        stop("lower");
        assertThat(commands()).containsExactly("sirenred", "sirenred", "sirenorange", "stop");
    }

    @Test
    void whatSoundsSinceBeforeALossOfStateIsHeldWithoutACommand() throws Exception {
        watch.processElement(new SirenCall("horn", "upper", Level.RED, null), 0);
        assertThat(commands()).isEmpty();
        sound("lower", Level.RED);
        stop("lower");
        assertThat(commands()).containsExactly("sirenred");
        stop("upper");
        assertThat(commands()).containsExactly("sirenred", "stop");
    }

    @Test
    void aPointThatIsGoneDemandsNothing() throws Exception {
        sound("upper", Level.RED);
        sound("lower", Level.RED);
        points(2, "lower");
        stop("lower");
        assertThat(commands()).containsExactly("sirenred", "sirenred", "stop");
    }

    @Test
    void aNeedlessStopIsPassedOn() throws Exception {
        stop("upper");
        assertThat(commands()).containsExactly("stop");
    }
}

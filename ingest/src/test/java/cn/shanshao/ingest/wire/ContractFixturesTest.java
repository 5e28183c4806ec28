package cn.shanshao.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The fixtures beside the code are what both sides of the wire test against; this is our side. */
class ContractFixturesTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    static Stream<Arguments> records() {
        return Stream.of(
                Arguments.of("alert.json", Alert.class),
                Arguments.of("alert-equipment.json", Alert.class),
                Arguments.of("alert-point.json", Alert.class),
                Arguments.of("command.json", Command.class),
                Arguments.of("config.json", DivisionConfig.class),
                Arguments.of("manifest.json", Manifest.class),
                Arguments.of("observed.json", Observed.class),
                Arguments.of("forecast.json", RainForecast.class),
                Arguments.of("rejected.json", Rejected.class),
                Arguments.of("risk.json", DivisionRisk.class),
                Arguments.of("state.json", PointState.OfDivision.class));
    }

    @ParameterizedTest
    @MethodSource("records")
    void whatIsReadIsWrittenBackWithTheSameKeysAndValues(String file, Class<?> type) throws IOException {
        var bytes = fixture(file);
        var written = Json.write(Json.read(bytes, type));
        assertThat(plain(MAPPER.readTree(written))).isEqualTo(plain(MAPPER.readTree(bytes)));
    }

    @Test
    void theStatusTheWillAndTheAnswerAreRead() throws IOException {
        assertThat(DeviceStatus.decode(fixture("status.json")))
                .isEqualTo(new DeviceStatus(true, Instant.parse("2026-11-23T08:00:00Z"), 12.4, -71.0, "2.1.0"));
        assertThat(DeviceStatus.decode(fixture("will.json")).online()).isFalse();
        assertThat(CommandAck.decode(fixture("ack.json")).ok()).isTrue();
    }

    @Test
    void thePackIsReadWithItsUnitsTimesAndItsOneBadRecord() throws IOException {
        var pack = SenMl.decode(fixture("senml.json"), "jl-0417-gw", Instant.parse("2026-11-23T08:00:00.250Z"));
        assertThat(pack.readings())
                .extracting(Reading::device, Reading::quantity, Reading::value)
                .containsExactly(
                        tuple("jl-0417-gnss2", "displacement.e", 12.41),
                        tuple("jl-0417-gnss2", "displacement.n", -3.02),
                        tuple("jl-0417-gnss2", "displacement.u", -7.7),
                        tuple("jl-0417-soil1", "soil.moisture/0.5", 31.0));
        assertThat(pack.readings().get(2).at()).isEqualTo("2026-11-23T07:59:59.500Z");
        assertThat(pack.bad()).extracting(Pack.Bad::index, Pack.Bad::reason).containsExactly(tuple(4, "unit"));
    }

    @Test
    void everyFixtureIsRead() throws IOException {
        var read = Stream.concat(
                records().map(fixture -> (String) fixture.get()[0]),
                Stream.of("status.json", "will.json", "ack.json", "senml.json", "gb.json"));
        try (var files = Files.list(Path.of("src/main/resources/contract"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(read.toList());
        }
    }

    private static byte[] fixture(String file) throws IOException {
        try (var in = ContractFixturesTest.class.getResourceAsStream("/contract/" + file)) {
            assertThat(in).as(file).isNotNull();
            return in.readAllBytes();
        }
    }

    /** The tree as text, keys in order, and 1 the same as 1.0. */
    private static String plain(JsonNode node) {
        if (node.isNumber()) {
            return Double.toString(node.doubleValue());
        }
        if (node.isArray()) {
            return node.valueStream().map(ContractFixturesTest::plain).toList().toString();
        }
        if (node.isObject()) {
            return node.propertyStream()
                    .map(entry -> entry.getKey() + "=" + plain(entry.getValue()))
                    .sorted()
                    .toList()
                    .toString();
        }
        return node.toString();
    }
}

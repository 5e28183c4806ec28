package cn.shanshao.sim.replay;

import static cn.shanshao.sim.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.ingest.mqtt.Delivery;
import cn.shanshao.ingest.mqtt.MqttClient;
import cn.shanshao.ingest.wire.Reading;
import cn.shanshao.ingest.wire.SenMl;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.sim.Broker;
import cn.shanshao.sim.FakeCentre;
import cn.shanshao.sim.Usage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ReplayCommandTest {
    private static final Queue<Delivery> SEEN = new ConcurrentLinkedQueue<>();

    @TempDir
    static Path folder;

    private static Broker broker;
    private static FakeCentre centre;
    private static MqttClient job;
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @BeforeAll
    static void start() throws Exception {
        broker = Broker.start(folder);
        centre = new FakeCentre(broker::register);
        job = broker.listen(SEEN::add);
    }

    @AfterAll
    static void stop() {
        job.close();
        centre.close();
        broker.close();
    }

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    @Test
    void sendsEveryRowOfARealRecordOnceAsABackfill() throws Exception {
        assertThat(replay("usgs/waMWWD_rain.txt", "--column", "rain", "--device", "gauge", "--quantity", "rain"))
                .isZero();
        eventually("all rows", () -> readings("gauge").size() >= 8_970);
        var readings = readings("gauge");
        assertThat(readings).hasSize(8_970);
        assertThat(readings.stream().map(Reading::at).distinct()).hasSize(8_970);
        assertThat(readings.stream().mapToDouble(Reading::value).sum()).isCloseTo(16.06 * 25.4, Offset.offset(1e-6));
        assertThat(SEEN.stream().filter(d -> d.topic().endsWith("gauge/data"))).hasSize(90);
        assertThat(centre.devices.get("gauge").path("clock").asString()).isEqualTo("real");
        assertThat(centre.devices.get("gauge").path("realm").asString()).isEqualTo("exercise");
        assertThat(centre.devices.get("gauge").path("interval").asDouble()).isEqualTo(900);
        assertThat(told()).contains("sent 8970 rows, acknowledged 8970").contains("made device gauge");
    }

    @Test
    void playsTwoColumnsOnTwoDevicesInOrderOfTimeAsOnTheDay() throws Exception {
        assertThat(replay(
                        "preonzo/preonzo_E1_daily.csv",
                        "--column",
                        "displacement_mm",
                        "--device",
                        "E1",
                        "--quantity",
                        "displacement",
                        "--column",
                        "digitising_error_mm",
                        "--device",
                        "E1-error",
                        "--quantity",
                        "x.error",
                        "--as-live",
                        "--speed",
                        "max",
                        "--point",
                        "p1"))
                .isZero();
        eventually(
                "all rows", () -> readings("E1").size() + readings("E1-error").size() == 72);
        assertThat(centre.devices.get("E1").path("clock").asString()).isEqualTo("replay");
        assertThat(centre.devices.get("E1").path("pointId").asString()).isEqualTo("p1");
        // each has a connection of its own: what the broker takes first of one and the same day is open
        assertThat(readings("E1")).extracting(Reading::at).isSorted();
        assertThat(readings("E1-error")).extracting(Reading::at).isSorted();
        var order = SEEN.stream()
                .flatMap(d -> decode(d).stream())
                .map(Reading::device)
                .toList();
        assertThat(order.indexOf("E1-error")).as("side by side").isLessThan(order.lastIndexOf("E1"));
        assertThat(order.indexOf("E1")).as("side by side").isLessThan(order.lastIndexOf("E1-error"));
    }

    @Test
    void takesNoLoginAwayFromAnInstrumentUnasked() throws Exception {
        centre.devices.put("field", JsonMapper.builder().build().readTree("""
                        {"id":"field","version":1,"model":"crack","realm":"exercise","clock":"real"}"""));
        assertThatThrownBy(() -> replay(
                        "preonzo/preonzo_E2_daily.csv",
                        "--column",
                        "displacement_mm",
                        "--device",
                        "field",
                        "--quantity",
                        "displacement"))
                .isInstanceOf(Usage.class)
                .hasMessageContaining("--new-login");
        assertThat(centre.renewed).doesNotContain("field");
        assertThat(replay(
                        "preonzo/preonzo_E2_daily.csv",
                        "--column",
                        "displacement_mm",
                        "--device",
                        "field",
                        "--quantity",
                        "displacement",
                        "--new-login"))
                .isZero();
    }

    @Test
    void keepsTheSpeedItIsAskedFor() throws Exception {
        var began = System.nanoTime();
        assertThat(replay(
                        "preonzo/preonzo_E2_daily.csv",
                        "--column",
                        "displacement_mm",
                        "--device",
                        "E2",
                        "--quantity",
                        "displacement",
                        "--as-live",
                        "--speed",
                        "3024000"))
                .isZero();
        assertThat(System.nanoTime() - began).isGreaterThan(1_000_000_000L);
    }

    @Test
    void changesTheClockOfAnExerciseDeviceAndLeavesALiveOneAlone() throws Exception {
        var e3 = List.of("--column", "displacement_mm", "--device", "E3", "--quantity", "displacement");
        assertThat(replay("preonzo/preonzo_E3_daily.csv", e3.toArray(String[]::new)))
                .isZero();
        var live = new ArrayList<>(e3);
        live.addAll(List.of("--as-live", "--speed", "max"));
        assertThat(replay("preonzo/preonzo_E3_daily.csv", live.toArray(String[]::new)))
                .isZero();
        assertThat(told()).contains("changed device E3: clock replay");
        ((tools.jackson.databind.node.ObjectNode) centre.devices.get("E3")).put("realm", "live");
        assertThatThrownBy(() -> replay("preonzo/preonzo_E3_daily.csv", live.toArray(String[]::new)))
                .isInstanceOf(Usage.class)
                .hasMessageContaining("live device");
    }

    @Test
    void saysWhatItCannotDo() {
        var column = new String[] {"--column", "snow", "--device", "E1", "--quantity", "displacement"};
        assertThatThrownBy(() -> replay("preonzo/preonzo_E1_daily.csv", column))
                .isInstanceOf(Usage.class)
                .hasMessageContaining("date, displacement_mm, digitising_error_mm");
        assertThatThrownBy(() -> replay("preonzo/preonzo_E1_daily.csv", "--colum", "x"))
                .hasMessageContaining("unknown option --colum");
        assertThatThrownBy(() -> replay("preonzo/preonzo_E1_daily.csv", "--column", "date"))
                .hasMessageContaining("--device");
        assertThatThrownBy(() -> new ReplayCommand(
                                List.of(
                                        record("preonzo/preonzo_E1_daily.csv").toString(),
                                        "--column",
                                        "displacement_mm",
                                        "--device",
                                        "E1",
                                        "--quantity",
                                        "displacement",
                                        "--url",
                                        centre.url()),
                                Map.of("SHANSHAO_ADMIN_PASSWORD", "wrong"),
                                new PrintStream(told))
                        .run())
                .isInstanceOf(Usage.class)
                .hasMessageContaining("wrong password");
    }

    private int replay(String record, String... args) throws Exception {
        var all = new ArrayList<>(List.of(record(record).toString()));
        all.addAll(List.of(args));
        all.addAll(List.of("--url", centre.url(), "--mqtt", broker.uri()));
        return new ReplayCommand(
                        all,
                        Map.of("SHANSHAO_ADMIN_PASSWORD", "right"),
                        new PrintStream(told, true, StandardCharsets.UTF_8))
                .run();
    }

    private static Path record(String name) throws Exception {
        return Path.of(ReplayCommandTest.class.getResource("/records/" + name).toURI());
    }

    private String told() {
        return told.toString(StandardCharsets.UTF_8);
    }

    private static List<Reading> readings(String device) {
        return SEEN.stream()
                .filter(delivery -> delivery.topic().equals(Topics.data(device)))
                .flatMap(delivery -> decode(delivery).stream())
                .toList();
    }

    private static List<Reading> decode(Delivery delivery) {
        var up = Topics.up(delivery.topic()).orElseThrow();
        return up.sort().equals("data")
                ? SenMl.decode(delivery.payload(), up.device(), delivery.received())
                        .readings()
                : List.of();
    }
}

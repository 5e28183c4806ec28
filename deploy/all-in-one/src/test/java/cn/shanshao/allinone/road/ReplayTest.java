package cn.shanshao.allinone.road;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.allinone.trial.Await;
import cn.shanshao.allinone.trial.Desk;
import cn.shanshao.allinone.trial.Slope;
import cn.shanshao.allinone.trial.TrialSystem;
import cn.shanshao.sim.replay.ReplayCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real records go in as MQTT messages, both ways: the Preonzo slope of 2012 and the rain of Seattle in 2010 and 2011. */
class ReplayTest {
    private static final String PASSWORD = "password-of-this-test";
    private static final String PHONE = "10000009004";
    private static final String PREONZO = "preonzo/preonzo_E1_daily.csv";
    private static final long PREONZO_ROWS = 36;
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path dir;

    static TrialSystem system;
    static Desk desk;
    static Slope slope;

    @BeforeAll
    static void start() {
        system = TrialSystem.start(dir.resolve("home"), TestJvm.ofThisTest(), PASSWORD, Map.of());
        desk = Desk.signIn(system.page(), PASSWORD);
        slope = Slope.make(desk, "preonzo", PHONE)
                .rule("preonzo-crack", Map.of("blue", 600.0, "yellow", 650.0, "orange", 700.0, "red", 750.0));
    }

    @AfterAll
    static void stop() {
        if (system != null) system.close();
    }

    @Test
    void aBackfillStoresEveryRowAndAlertsNobody() throws Exception {
        slope.gauge("back-e1", "real");
        assertThat(replay("--original", PREONZO, "displacement_mm", "back-e1", "crack", "--new-login"))
                .isEqualTo(PREONZO_ROWS);
        assertThat(Await.condition(SOON, () -> Slope.stored(desk, "back-e1", "crack") == PREONZO_ROWS))
                .isTrue();
        // A reading of now comes after them all: what had to happen because of them has happened.
        try (var connection = Slope.connect(system.mqttUri(), "back-e1", slope.password("back-e1"))) {
            Slope.tell(connection, "back-e1", 610);
        }
        var alerts = Await.value("the alert of now", SOON, () -> alertsOf("back-e1"), found -> !found.isEmpty());
        assertThat(alerts).containsExactly("blue");
    }

    @Test
    void theSameRecordAsLiveAlertsByItsOwnClockAndAsksTheMonitorToLook() throws Exception {
        slope.gauge("live-e1", "replay");
        var sent = replay("--as-live", PREONZO, "displacement_mm", "live-e1", "crack", "--speed", "max");
        assertThat(sent).isEqualTo(PREONZO_ROWS);
        assertThat(Await.condition(SOON, () -> Slope.stored(desk, "live-e1", "crack") == sent))
                .isTrue();
        var alerts = Await.value("a red alert", SOON, () -> alertsOf("live-e1"), found -> found.contains("red"));
        assertThat(alerts).containsExactly("red");
        var texts = Await.value("three SMS", SOON, ReplayTest::texts, found -> found.size() >= 3);
        assertThat(texts).hasSize(3).allMatch(text -> text.contains("试验坡"));
    }

    @Test
    void seventeenMonthsOfHourlyRainAreThereRowByRow() throws Exception {
        var sent = replay("--original", "usgs/KBFI_t.txt", "rain", "usgs-rain", "rain", "--point", "preonzo");
        assertThat(sent).isGreaterThan(12_000);
        assertThat(Await.condition(SOON, () -> Slope.stored(desk, "usgs-rain", "rain") == sent))
                .isTrue();
    }

    /** @return rows that were sent; all of them are acknowledged */
    private static long replay(String way, String name, String column, String device, String quantity, String... more)
            throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of(
                record(name).toString(),
                way,
                "--column",
                column,
                "--device",
                device,
                "--quantity",
                quantity,
                "--url",
                system.page().toString(),
                "--mqtt",
                system.mqttUri()));
        arguments.addAll(List.of(more));
        var told = new ByteArrayOutputStream();
        var out = new PrintStream(told, true, StandardCharsets.UTF_8);
        var code = new ReplayCommand(arguments, Map.of("SHANSHAO_ADMIN_PASSWORD", PASSWORD), out).run();
        var text = told.toString(StandardCharsets.UTF_8);
        assertThat(code).as(text).isZero();
        var sent = Pattern.compile("sent (\\d+) rows").matcher(text);
        assertThat(sent.find()).as(text).isTrue();
        return Long.parseLong(sent.group(1));
    }

    private static Path record(String name) throws IOException {
        var file = dir.resolve(Path.of(name).getFileName());
        if (Files.exists(file)) return file;
        try (var in = ReplayCommand.class.getResourceAsStream("/records/" + name)) {
            assertThat(in).as(name).isNotNull();
            Files.copy(in, file);
        }
        return file;
    }

    private static List<String> alertsOf(String device) {
        return desk.get("/api/v1/alerts?pointId=preonzo&limit=200")
                .valueStream()
                .filter(alert -> device.equals(alert.path("deviceId").asString("")))
                .map(alert -> alert.path("highest").asString(""))
                .toList();
    }

    private static List<String> texts() {
        return desk.get("/phones/api")
                .get("phones")
                .valueStream()
                .filter(phone -> PHONE.equals(phone.get("number").asString()))
                .flatMap(phone -> phone.get("messages").valueStream())
                .map(message -> message.get("text").asString())
                .toList();
    }
}

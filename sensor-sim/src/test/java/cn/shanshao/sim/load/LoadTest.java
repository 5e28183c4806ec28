package cn.shanshao.sim.load;

import static cn.shanshao.sim.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.wire.SenMl;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.sim.Broker;
import cn.shanshao.sim.FakeCentre;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadTest {
    private final Set<String> arrived = ConcurrentHashMap.newKeySet();

    @TempDir
    Path folder;

    @Test
    void everyAcknowledgedReadingArrivesThoughTheBrokerIsStoppedInBetween() throws Exception {
        try (var broker = Broker.start(folder)) {
            var job = broker.listen(this::arrive);
            var passwords = new TreeMap<String, String>();
            for (var i = 0; i < 5; i++) {
                passwords.put("d" + i, broker.register("d" + i));
            }
            try (var load = Load.start(LoadSettings.direct(broker.uri(), passwords, 300, 3))) {
                eventually("the first readings", () -> load.ledger().count() > 300);
                broker.restart();
                var before = load.ledger().count();
                eventually("more", () -> load.ledger().count() > before + 300);
                assertThat(load.stop(Duration.ofSeconds(30))).isTrue();
                var report = load.report();
                assertThat(report.acknowledged())
                        .isEqualTo(report.offered())
                        .isEqualTo(load.ledger().count());
                assertThat(report.refused()).isZero();
                assertThat(report.maxMs()).isGreaterThan(0);
                eventually("everything", () -> arrived.containsAll(keys(load.ledger())));
            }
            job.close();
        }
    }

    @Test
    void theCommandRegistersDevicesBehindTheirPublishersAndTellsTheCounts() throws Exception {
        var told = new ByteArrayOutputStream();
        var ledger = folder.resolve("ledger.csv");
        var credentials = folder.resolve("credentials.json");
        try (var broker = Broker.start(folder);
                var centre = new FakeCentre(broker::register);
                var job = broker.listen(this::arrive)) {
            for (var run = 0; run < 2; run++) {
                assertThat(job).isNotNull();
                var code = new LoadCommand(
                                List.of(
                                        "--devices",
                                        "7",
                                        "--publishers",
                                        "3",
                                        "--rate",
                                        "700",
                                        "--minutes",
                                        "0.02",
                                        "--readings-per-message",
                                        "10",
                                        "--ledger",
                                        ledger.toString(),
                                        "--credentials",
                                        credentials.toString(),
                                        "--url",
                                        centre.url(),
                                        "--mqtt",
                                        broker.uri()),
                                Map.of("SHANSHAO_ADMIN_PASSWORD", "right"),
                                new PrintStream(told))
                        .run();
                assertThat(code).isZero();
                assertThat(Files.readAllLines(ledger)).hasSizeGreaterThan(300).doesNotHaveDuplicates();
            }
            assertThat(centre.devices).hasSize(7);
            assertThat(centre.devices.get("sim-0007").path("gateway").asString())
                    .isEqualTo("sim-0001");
            assertThat(centre.devices.get("sim-0003").has("gateway")).isFalse();
            var last = told.toString().strip().lines().reduce((a, b) -> b).orElseThrow();
            assertThat(last).startsWith("{\"offered\":").contains("\"p99Ms\"");
        }
    }

    @Test
    void percentilesAreRightToATenth() {
        var latencies = new Latencies();
        for (var ms = 1; ms <= 1_000; ms++) {
            latencies.add(ms * 1_000_000L);
        }
        assertThat(latencies.percentile(0.5)).isBetween(500.0, 550.0);
        assertThat(latencies.percentile(0.99)).isBetween(990.0, 1_000.0);
        assertThat(latencies.percentile(1)).isEqualTo(1_000);
        assertThat(new Latencies().percentile(0.99)).isZero();
    }

    private void arrive(cn.shanshao.ingest.mqtt.Delivery delivery) {
        var up = Topics.up(delivery.topic()).orElseThrow();
        if (up.sort().equals("data")) {
            SenMl.decode(delivery.payload(), up.device(), delivery.received())
                    .readings()
                    .forEach(r -> arrived.add(key(r.device(), r.quantity(), r.at().toEpochMilli())));
        }
    }

    private static Set<String> keys(Ledger ledger) {
        var keys = ConcurrentHashMap.<String>newKeySet();
        ledger.times()
                .forEach((device, quantities) -> quantities.forEach((quantity, times) -> {
                    for (var ms : times) {
                        keys.add(key(device, quantity, ms));
                    }
                }));
        return keys;
    }

    private static String key(String device, String quantity, long ms) {
        return device + "~" + quantity + "~" + ms;
    }
}

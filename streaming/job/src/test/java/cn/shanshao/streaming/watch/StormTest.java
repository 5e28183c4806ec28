package cn.shanshao.streaming.watch;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.detect.Change;
import cn.shanshao.detect.Episode;
import cn.shanshao.detect.Identity;
import cn.shanshao.detect.Sample;
import cn.shanshao.ingest.quality.Flag;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.DeviceConfig;
import cn.shanshao.ingest.wire.DeviceState;
import cn.shanshao.ingest.wire.DivisionConfig;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.PointConfig;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.streaming.Scene;
import cn.shanshao.streaming.config.Book;
import cn.shanshao.streaming.flow.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Five thousand alarms in ten minutes, as on the worst night that a province has seen. */
class StormTest {
    private static final int POINTS = 60;
    private static final int ALARMS = 5_000;
    private static final Instant START = Instant.parse("2026-07-20T18:00:00Z");

    private final Book book = new Book();
    private final Map<String, PointMemory> memories = new HashMap<>();
    private final List<Alert> alerts = new ArrayList<>();

    private void configure(int points, int devices, @Nullable String gateway) {
        var all = new ArrayList<DeviceConfig>();
        var slopes = new ArrayList<PointConfig>();
        for (var p = 0; p < points; p++) {
            slopes.add(new PointConfig(
                    "p" + p,
                    1,
                    "坡" + p,
                    "landslide",
                    Scene.DIVISION,
                    Realm.EXERCISE,
                    127,
                    44,
                    10,
                    List.of(),
                    List.of(),
                    List.of()));
            for (var d = 0; d < devices; d++) {
                all.add(new DeviceConfig(
                        "p" + p + "-d" + d,
                        1,
                        "p" + p,
                        gateway,
                        DeviceState.SERVICE,
                        null,
                        Realm.EXERCISE,
                        0,
                        Clock.REAL,
                        60,
                        null,
                        List.of(new DeviceConfig.Channel("crack", "mm", null, List.of(), null))));
            }
        }
        book.take(Scene.DIVISION, Json.write(new DivisionConfig(1, 1, slopes, all, List.of(Scene.rule(1)))));
    }

    private Finding finding(DeviceConfig device, int second, Level level) {
        var assigned = Objects.requireNonNull(book.device(device.id()));
        var ms = START.plusSeconds(second).toEpochMilli();
        var episode = new Episode(ms, ms, level, level, Long.MAX_VALUE, new Sample(ms, 1, true, Flag.PASS));
        var id = Identity.of(Scene.RULE, device.id(), ms);
        return Alerts.of(
                assigned,
                "crack",
                Scene.RULE,
                Scene.rule(1),
                new Change(id, 0, AlertState.RAISED, episode, false),
                null,
                START.plusSeconds(second));
    }

    private void take(Finding finding) {
        var now = finding.alert().at();
        var desk = new PointDesk(
                book,
                finding.key(),
                memories.getOrDefault(finding.key(), PointMemory.EMPTY),
                now,
                outgoing -> alerts.add(Json.read(outgoing.payload(), Alert.class)),
                call -> {});
        desk.take(finding);
        memories.put(finding.key(), desk.memory());
    }

    private List<Finding> storm() {
        var random = new Random(7);
        var devices = new ArrayList<>(book.devices());
        Collections.shuffle(devices, random);
        var findings = new ArrayList<Finding>();
        for (var i = 0; i < ALARMS; i++) {
            var level = Level.values()[1 + random.nextInt(3)];
            findings.add(finding(devices.get(i).device(), i * 600 / ALARMS, level));
        }
        return findings;
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void everySlopeHasOneCardAndNoAlarmIsMissed() throws Exception {
        configure(POINTS, ALARMS / POINTS + 1, null);
        storm().forEach(this::take);

        var cards = new HashMap<String, List<Alert>>();
        var sensors = new HashSet<String>();
        for (var alert : alerts) {
            if (alert.deviceId() == null) {
                cards.computeIfAbsent(alert.target(), key -> new ArrayList<>()).add(alert);
            } else {
                sensors.add(alert.id());
            }
            assertThat(alert.evidence()).hasSizeLessThanOrEqualTo(PointDesk.MOST_EVIDENCE);
        }
        assertThat(sensors).hasSize(ALARMS);
        assertThat(cards).hasSize(POINTS);
        cards.values().forEach(words -> {
            assertThat(words).extracting(Alert::id).containsOnly(words.get(0).id());
            assertThat(words).hasSizeLessThan(8);
            assertThat(words.get(words.size() - 1).level()).isEqualTo(Level.RED);
            assertThat(words.get(words.size() - 1).corroborated()).isTrue();
        });
        for (var memory : memories.values()) {
            var bytes = new DataOutputSerializer(1_024);
            new PointMemory.OwnCodec().serialize(memory, bytes);
            assertThat(bytes.length()).isLessThan(500_000);
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void onePointWithMoreThanItCanRememberStaysQuickAndPublishesAll() {
        configure(1, PointDesk.MOST_OPEN + 500, "one-gateway");
        for (var device : book.devices()) {
            take(finding(device.device(), 0, Level.RED));
        }
        assertThat(alerts).extracting(Alert::id).doesNotHaveDuplicates().hasSize(PointDesk.MOST_OPEN + 500);
        assertThat(alerts).noneMatch(Alert::corroborated);
        assertThat(Objects.requireNonNull(memories.get("p0")).open()).hasSize(PointDesk.MOST_OPEN);
    }
}

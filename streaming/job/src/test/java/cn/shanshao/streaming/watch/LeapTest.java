package cn.shanshao.streaming.watch;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.Command;
import cn.shanshao.ingest.wire.DeviceConfig;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.PointConfig.StandingOrder;
import cn.shanshao.ingest.wire.Reading;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.streaming.Scene;
import cn.shanshao.streaming.config.Book;
import cn.shanshao.streaming.flow.Outgoing;
import cn.shanshao.streaming.flow.PointNews.Sign;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Instruments that leap, and are torn off by what made them leap. */
class LeapTest {
    private static final int QUIET = 60;
    private static final int END = QUIET * 60;
    private static final int MINUTE = 60;

    private final Random random = new Random(5);
    private final Book book = new Book();
    private final List<Outgoing> out = new ArrayList<>();
    private PointMemory memory = PointMemory.EMPTY;
    private WatchBench bench;
    private Instant now = WatchBench.NOW;

    @AfterEach
    void close() {
        bench.close();
    }

    private static DeviceConfig gauge(String id, String gateway) {
        return Scene.device(
                id,
                gateway,
                Clock.REAL,
                60,
                Realm.EXERCISE,
                List.of(new DeviceConfig.Channel("crack", "mm", null, List.of(), null)));
    }

    /** All gauges of the slope have been quiet at 1 mm for an hour. */
    private void slope(String method, DeviceConfig... devices) throws Exception {
        bench = new WatchBench(devices);
        bench.rule(method, "crack", devices);
        var all = new ArrayList<>(List.of(devices));
        all.add(Scene.siren("horn", Realm.EXERCISE));
        var order = new StandingOrder(
                "order", Level.RED, Set.of(AlertKind.FUSED), WatchBench.NOW.plusSeconds(90_000), List.of("horn"));
        book.take(Scene.DIVISION, Json.write(Scene.with(1, List.of(order), all.toArray(DeviceConfig[]::new))));
        for (var i = 0; i < QUIET; i++) {
            for (var device : devices) {
                crack(device.id(), i * 60, 1 + 0.1 * random.nextGaussian());
            }
        }
    }

    private void crack(String device, int second, double value) throws Exception {
        send(device, second, WatchBench.reading(device, "crack", second, value));
    }

    private void send(String device, int second, Reading... readings) throws Exception {
        now = WatchBench.NOW.plusSeconds(second);
        bench.send(device, Arrays.asList(readings), second);
        for (var news : bench.news()) {
            at(desk -> {
                if (news.finding() != null) {
                    desk.take(news.finding());
                } else if (news.leap() != null) {
                    desk.take(news.leap());
                } else if (news.sign() != null) {
                    desk.hear(news.sign());
                }
            });
        }
    }

    private void at(Consumer<PointDesk> work) {
        var desk = new PointDesk(
                book,
                Scene.POINT,
                memory,
                now,
                out::add,
                call -> Optional.ofNullable(call.outgoing()).ifPresent(out::add));
        work.accept(desk);
        memory = Json.read(Json.write(desk.memory()), PointMemory.class);
    }

    private List<Alert> alerts(AlertKind kind) {
        return out.stream()
                .filter(one -> one.topic().contains("/alert/"))
                .map(one -> Json.read(one.payload(), Alert.class))
                .filter(alert -> alert.kind() == kind)
                .toList();
    }

    private List<String> commands() {
        return out.stream()
                .filter(one -> one.topic().contains("/down/"))
                .map(one -> Json.read(one.payload(), Command.class).action())
                .toList();
    }

    @Test
    void twoInstrumentsThatLeapAndFallSilentBearEachOtherOut() throws Exception {
        slope("threshold", gauge("g1", null), gauge("g2", null));
        crack("g1", END, 55);
        assertThat(alerts(AlertKind.FUSED)).as("one alone").isEmpty();
        assertThat(commands()).isEmpty();
        crack("g2", END + 9 * MINUTE, 70);

        assertThat(alerts(AlertKind.FUSED)).last().satisfies(alert -> {
            assertThat(alert.level()).isEqualTo(Level.RED);
            assertThat(alert.corroborated()).isTrue();
            assertThat(alert.standingOrder()).isEqualTo("order");
            assertThat(alert.evidence())
                    .extracting(one -> one.why())
                    .containsExactlyInAnyOrder("55 ≥ 50 mm, leap borne out by g2", "70 ≥ 50 mm, leap borne out by g1");
            assertThat(alert.text().zh()).contains("突跳", "相互印证");
        });
        assertThat(alerts(AlertKind.THRESHOLD).stream().filter(Alert::corroborated))
                .extracting(Alert::deviceId)
                .contains("g1", "g2");
        assertThat(commands()).containsExactly("siren");
    }

    @Test
    void aRuleThatAsksForTwoReadingsCountsTheLeapAsIfItHadBeenConfirmed() throws Exception {
        slope("velocity", gauge("g1", null), gauge("g2", null));
        crack("g1", END, 800);
        crack("g2", END + 1, 900);

        assertThat(alerts(AlertKind.TREND))
                .as("of one reading no rate is known")
                .isEmpty();
        assertThat(alerts(AlertKind.FUSED)).last().satisfies(alert -> {
            assertThat(alert.level()).isEqualTo(Level.RED);
            assertThat(alert.corroborated()).isTrue();
            assertThat(alert.since()).isEqualTo(WatchBench.NOW.plusSeconds(END));
        });
    }

    @Test
    void leapsThatLieTooFarApartDoNot() throws Exception {
        slope("threshold", gauge("g1", null), gauge("g2", null));
        crack("g1", END, 55);
        crack("g2", END + 10 * MINUTE + 1, 55);
        assertThat(alerts(AlertKind.FUSED)).isEmpty();
        assertThat(alerts(AlertKind.THRESHOLD)).noneMatch(Alert::corroborated);
    }

    @Test
    void leapsBehindOneGatewayDoNot() throws Exception {
        slope("threshold", gauge("g1", "gate"), gauge("g2", "gate"));
        crack("g1", END, 55);
        crack("g2", END, 55);
        assertThat(alerts(AlertKind.FUSED)).isEmpty();
        assertThat(alerts(AlertKind.THRESHOLD)).noneMatch(Alert::corroborated);
    }

    @Test
    void lightningInALoggerOfManyChannelsDoesNot() throws Exception {
        slope("threshold", gauge("g1", null), gauge("g2", null));
        bench.rule("threshold", "tilt", gauge("g1", null), gauge("g2", null));
        for (var i = 0; i < QUIET; i++) {
            send("g1", END + i * 60, tilt("x", END + i * 60, 1), tilt("y", END + i * 60, 1));
        }
        send("g1", 2 * END, tilt("x", 2 * END, 60), tilt("y", 2 * END, 60));
        assertThat(memory.leaps()).isNotEmpty();
        assertThat(alerts(AlertKind.FUSED)).isEmpty();
    }

    private Reading tilt(String axis, int second, double value) {
        return WatchBench.reading("g1", "tilt." + axis, second, value + 0.1 * random.nextGaussian());
    }

    @Test
    void aLeapAndAnInstrumentWithoutDoubtBearEachOtherOut() throws Exception {
        slope("threshold", gauge("g1", null), gauge("g2", null));
        for (var i = 0; i < 4; i++) {
            crack("g2", END + i * MINUTE, 52 + i);
        }
        assertThat(alerts(AlertKind.FUSED)).isEmpty();
        crack("g1", END + 4 * MINUTE, 55);
        assertThat(alerts(AlertKind.FUSED)).last().satisfies(alert -> {
            assertThat(alert.level()).isEqualTo(Level.RED);
            assertThat(alert.corroborated()).isTrue();
        });
    }

    private void bothComeBack() throws Exception {
        for (var gauge : List.of("g1", "g2")) {
            crack(gauge, END + MINUTE, 1);
            crack(gauge, END + 2 * MINUTE, 1);
        }
    }

    @Test
    void whatIsDisprovedIsTakenBack() throws Exception {
        slope("velocity", gauge("g1", null), gauge("g2", null));
        crack("g1", END, 800);
        crack("g2", END, 900);
        assertThat(alerts(AlertKind.FUSED)).extracting(Alert::level).contains(Level.RED);
        bothComeBack();

        assertThat(alerts(AlertKind.FUSED)).last().satisfies(alert -> {
            assertThat(alert.state()).isEqualTo(AlertState.CLEARED);
            assertThat(alert.highest()).isNull();
        });
        assertThat(commands()).containsExactly("siren", "stop");
        assertThat(memory.leaps()).isEmpty();
    }

    @Test
    void whatWasShownInDoubtBesideFallsStepByStep() throws Exception {
        slope("threshold", gauge("g1", null), gauge("g2", null));
        crack("g1", END, 55);
        crack("g2", END, 55);
        bothComeBack();
        assertThat(memory.leaps()).isEmpty();
        for (var i = 0; i < 120; i++) {
            now = now.plusSeconds(60);
            at(PointDesk::tick);
        }
        assertThat(alerts(AlertKind.FUSED))
                .last()
                .satisfies(alert -> assertThat(alert.state()).isEqualTo(AlertState.CLEARED));
        assertThat(commands()).containsExactly("siren", "stop");
    }

    @Test
    void whatIsConfirmedStandsByItself() throws Exception {
        slope("threshold", gauge("g1", null), gauge("g2", null));
        for (var i = 0; i < 4; i++) {
            crack("g1", END + i * MINUTE, 55 + i);
            crack("g2", END + i * MINUTE, 55 + i);
        }
        assertThat(memory.leaps()).isEmpty();
        assertThat(alerts(AlertKind.FUSED)).extracting(Alert::level).containsOnly(Level.RED);
        assertThat(alerts(AlertKind.FUSED))
                .last()
                .satisfies(alert -> assertThat(alert.corroborated()).isTrue());
    }

    @Test
    void theDeadHoldTheLevelAndBearOutNobodyNewAfterHalfAnHour() throws Exception {
        slope("threshold", gauge("g1", null), gauge("g2", null), gauge("g3", null));
        crack("g1", END, 55);
        crack("g2", END, 55);
        for (var i = 0; i < 40; i++) {
            crack("g3", END + i * MINUTE, 1 + 0.1 * random.nextGaussian());
            at(PointDesk::tick);
        }
        assertThat(alerts(AlertKind.FUSED)).last().satisfies(alert -> {
            assertThat(alert.level()).isEqualTo(Level.RED);
            assertThat(alert.state()).isNotEqualTo(AlertState.CLEARED);
        });
        for (var i = 40; i < 44; i++) {
            crack("g3", END + i * MINUTE, 55);
        }
        assertThat(alerts(AlertKind.THRESHOLD).stream().filter(one -> "g3".equals(one.deviceId())))
                .isNotEmpty()
                .noneMatch(Alert::corroborated);
    }

    @Test
    void aLeapThatComesLateCountsThoughTheOtherHasFallenSilentSince() throws Exception {
        slope("threshold", gauge("g1", null), gauge("g2", null), gauge("g3", null));
        crack("g1", END, 55);
        for (var i = 0; i < 20; i++) {
            crack("g3", END + i * MINUTE, 1 + 0.1 * random.nextGaussian());
        }
        at(desk -> desk.hear(new Sign(Scene.POINT, "g3", now.toEpochMilli())));
        bench.send("g2", List.of(WatchBench.reading("g2", "crack", END + 60, 55)), END + 20 * MINUTE);
        send("g2", END + 20 * MINUTE);
        assertThat(alerts(AlertKind.FUSED)).last().satisfies(alert -> {
            assertThat(alert.level()).isEqualTo(Level.RED);
            assertThat(alert.corroborated()).isTrue();
        });
    }
}

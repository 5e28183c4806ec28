package cn.shanshao.streaming.watch;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.detect.Change;
import cn.shanshao.detect.Episode;
import cn.shanshao.detect.Identity;
import cn.shanshao.detect.Sample;
import cn.shanshao.detect.fusion.Held;
import cn.shanshao.ingest.quality.Flag;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.Command;
import cn.shanshao.ingest.wire.DeviceConfig;
import cn.shanshao.ingest.wire.Evidence;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.PointConfig.StandingOrder;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.ingest.wire.Severity;
import cn.shanshao.ingest.wire.Text;
import cn.shanshao.streaming.GullyScene;
import cn.shanshao.streaming.Scene;
import cn.shanshao.streaming.config.Book;
import cn.shanshao.streaming.flow.Finding;
import cn.shanshao.streaming.flow.Outgoing;
import cn.shanshao.streaming.flow.PointNews.Sign;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class FusingTest {
    private static final Instant START = Instant.parse("2026-07-20T18:00:00Z");
    private static final Duration HOLD = Duration.ofMinutes(30);

    private final Book book = new Book();
    private final List<Outgoing> out = new ArrayList<>();
    private final Map<String, PointMemory> memories = new HashMap<>();
    private Instant now = START;
    private long version;

    private void gully() {
        book.take(Scene.DIVISION, Json.write(GullyScene.with(++version, "", START.plus(Duration.ofDays(1)))));
    }

    private void slope(DeviceConfig... devices) {
        var order = new StandingOrder(
                "order", Level.RED, Set.of(AlertKind.FUSED), START.plus(Duration.ofDays(1)), List.of("horn"));
        var all = new ArrayList<>(List.of(devices));
        all.add(Scene.siren("horn", Realm.EXERCISE));
        book.take(Scene.DIVISION, Json.write(Scene.with(++version, List.of(order), all.toArray(DeviceConfig[]::new))));
    }

    private void at(String point, Consumer<PointDesk> work) {
        var desk = new PointDesk(
                book,
                point,
                memories.getOrDefault(point, PointMemory.EMPTY),
                now,
                out::add,
                call -> Optional.ofNullable(call.outgoing()).ifPresent(out::add));
        work.accept(desk);
        memories.put(point, desk.memory());
    }

    private Finding finding(
            String device, String rule, AlertState state, Level level, long opened, boolean clean, boolean withdrawn) {
        var assigned = Objects.requireNonNull(book.device(device));
        var quantity = assigned.device().channels().get(0).quantity();
        var ms = START.plusSeconds(opened).toEpochMilli();
        var last = new Sample(ms, 1.5, true, clean ? Flag.PASS : Flag.SUSPECT);
        var id = Identity.of(rule, device, ms);
        var episode = new Episode(ms, ms, level, level, Long.MAX_VALUE, last);
        var change = new Change(id, 0, state, episode, withdrawn);
        return Alerts.of(assigned, quantity, rule, book.rule(assigned, rule), change, null, now);
    }

    private void find(Finding finding) {
        at(finding.key(), desk -> desk.take(finding));
    }

    private void mud(String device, Level level, long opened) {
        find(finding(device, GullyScene.RULE, AlertState.RAISED, level, opened, true, false));
    }

    private void mudOver(String device, Level level, long opened, boolean withdrawn) {
        find(finding(device, GullyScene.RULE, AlertState.CLEARED, level, opened, true, withdrawn));
    }

    private void crack(String device, AlertState state, Level level, long opened) {
        find(finding(device, Scene.RULE, state, level, opened, true, false));
    }

    private void pass(Duration time, String point) {
        now = now.plus(time);
        at(point, PointDesk::tick);
    }

    private List<Alert> alerts() {
        return out.stream()
                .filter(one -> one.topic().contains("/alert/"))
                .map(one -> Json.read(one.payload(), Alert.class))
                .toList();
    }

    private List<Alert> fused() {
        return alerts().stream().filter(alert -> alert.deviceId() == null).toList();
    }

    private Alert lastFused() {
        return fused().get(fused().size() - 1);
    }

    private List<String> commands() {
        return out.stream()
                .filter(one -> one.topic().contains("/down/"))
                .map(one -> Json.read(one.payload(), Command.class).action())
                .toList();
    }

    @Test
    void twoStationsInFlowOrderAreRedAndSoundTheSirensAtOnce() {
        gully();
        mud("high", Level.YELLOW, 0);
        assertThat(fused()).as("one station is shown by its own alert").isEmpty();
        mud("mid", Level.YELLOW, 100);

        var alert = lastFused();
        assertThat(alert.kind()).isEqualTo(AlertKind.DEBRIS_FLOW);
        assertThat(alert.target()).isEqualTo(GullyScene.POINT);
        assertThat(alert.ruleId()).isEqualTo("debris-flow");
        assertThat(alert.level()).isEqualTo(Level.RED);
        assertThat(alert.corroborated()).isTrue();
        assertThat(alert.standingOrder()).isEqualTo("flow-order");
        assertThat(alert.since()).isEqualTo(START.plusSeconds(100));
        assertThat(alert.evidence()).extracting(one -> one.deviceId()).containsExactly("high", "mid");
        var arrival = Objects.requireNonNull(alert.forecast());
        assertThat(arrival.failureAt()).isEqualTo(START.plusSeconds(100 + 2_400 / 6));
        assertThat(arrival.earliest()).isEqualTo(START.plusSeconds(100 + 2_400 / 15));
        assertThat(arrival.latest()).isEqualTo(START.plusSeconds(100 + 2_400 / 2));
        assertThat(alert.text().zh()).contains("6 m/s", "02:08:20");
        assertThat(commands()).containsExactly("siren");
    }

    @Test
    void theUpperStationMayBeCalmAgainWhenTheFrontComesToTheLower() {
        gully();
        mud("high", Level.YELLOW, 0);
        mudOver("high", Level.YELLOW, 0, false);
        now = START.plusSeconds(290);
        mud("mid", Level.YELLOW, 290);

        assertThat(lastFused().level()).isEqualTo(Level.RED);
        assertThat(lastFused().corroborated()).isTrue();
    }

    @Test
    void whateverOrderTheNewsComeInTheEpisodeIsTheSame() {
        var seen = new HashSet<String>();
        for (var seed = 0; seed < 40; seed++) {
            out.clear();
            memories.clear();
            gully();
            var news = new ArrayList<Runnable>(List.of(
                    () -> mud("high", Level.YELLOW, 0),
                    () -> mud("mid", Level.YELLOW, 100),
                    () -> mud("low", Level.YELLOW, 140),
                    () -> find(finding("rain", "rain-site", AlertState.RAISED, Level.YELLOW, 30, true, false))));
            Collections.shuffle(news, new Random(seed));
            now = START.plusSeconds(150);
            for (var one : news) {
                one.run();
                now = now.plusSeconds(140);
            }
            var last = lastFused();
            seen.add(last.ruleId()
                    + last.target()
                    + last.level()
                    + last.highest()
                    + last.since()
                    + last.corroborated()
                    + Objects.requireNonNull(last.forecast()).failureAt());
        }
        assertThat(seen).hasSize(1);
    }

    @Test
    void aSpiderOnOneRadarIsRedAtOnceAndNeverCorroborated() {
        gully();
        find(finding("rain", "rain-site", AlertState.RAISED, Level.YELLOW, 0, true, false));
        mud("mid", Level.RED, 10);
        mudOver("mid", Level.RED, 10, false);
        mud("mid", Level.RED, 70);

        assertThat(lastFused().level()).isEqualTo(Level.RED);
        assertThat(alerts()).noneMatch(Alert::corroborated);
        assertThat(alerts()).noneMatch(alert -> alert.standingOrder() != null);
        assertThat(commands()).isEmpty();
    }

    @Test
    void aTechnicianWhoWalksDownTheGullySendsNothing() {
        gully();
        mud("high", Level.YELLOW, 0);
        mudOver("high", Level.YELLOW, 0, false);
        now = START.plusSeconds(430);
        mud("mid", Level.YELLOW, 430);

        assertThat(fused()).isEmpty();
        assertThat(commands()).isEmpty();
    }

    @Test
    void oneStationAndRainAreOrange() {
        gully();
        find(finding("rain", "rain-site", AlertState.RAISED, Level.YELLOW, 0, true, false));
        at(GullyScene.POINT, desk -> assertThat(desk.state().level()).isEqualTo(Level.YELLOW));
        mud("low", Level.YELLOW, 60);

        assertThat(lastFused().level()).isEqualTo(Level.ORANGE);
        assertThat(lastFused().corroborated()).isFalse();
        assertThat(commands()).isEmpty();
    }

    @Test
    void whatLateReadingsWithdrawHasNeverBeen() {
        gully();
        mud("high", Level.YELLOW, 0);
        mud("mid", Level.YELLOW, 100);
        mudOver("high", Level.YELLOW, 0, true);

        assertThat(lastFused().state()).isEqualTo(AlertState.CLEARED);
        assertThat(lastFused().highest()).isNull();
        assertThat(commands()).containsExactly("siren", "stop");
    }

    @Test
    void doubtfulReadingsAreShownAndSoundNothing() {
        gully();
        mud("high", Level.YELLOW, 0);
        find(finding("mid", GullyScene.RULE, AlertState.RAISED, Level.YELLOW, 100, false, false));

        assertThat(lastFused().level()).isEqualTo(Level.RED);
        assertThat(lastFused().corroborated()).isFalse();
        assertThat(commands()).isEmpty();
    }

    @Test
    void aRedFallsOneLevelPerHalfHourAndTheSirensStopWithIt() {
        gully();
        mud("high", Level.YELLOW, 0);
        mud("mid", Level.YELLOW, 100);
        mudOver("high", Level.YELLOW, 0, false);
        mudOver("mid", Level.YELLOW, 100, false);
        assertThat(lastFused().state()).as("the front was there").isEqualTo(AlertState.RAISED);
        pass(Duration.ofMinutes(25), GullyScene.POINT);
        assertThat(lastFused().corroborated()).as("its siren sounds still").isTrue();
        assertThat(lastFused().standingOrder()).isEqualTo("flow-order");
        assertThat(commands()).containsExactly("siren");
        var red = Objects.requireNonNull(lastFused().hold(), "the front has passed, and nothing is at a level");
        assertThat(red.evidence()).isNull();
        assertThat(red.until()).isEqualTo(red.since().plus(HOLD));

        pass(HOLD, GullyScene.POINT);
        assertThat(lastFused().level()).isEqualTo(Level.ORANGE);
        assertThat(Objects.requireNonNull(lastFused().hold()).since())
                .as("each level is held for its own time")
                .isEqualTo(red.until());
        assertThat(commands()).containsExactly("siren", "stop");
        pass(HOLD, GullyScene.POINT);
        assertThat(lastFused().level()).isEqualTo(Level.YELLOW);
        pass(HOLD, GullyScene.POINT);
        assertThat(lastFused().state()).isEqualTo(AlertState.CLEARED);
        assertThat(lastFused().highest()).isEqualTo(Level.RED);
        pass(HOLD, GullyScene.POINT);
        assertThat(Objects.requireNonNull(memories.get(GullyScene.POINT)).fused())
                .isEmpty();
        assertThat(fused()).extracting(Alert::id).containsOnly(lastFused().id());
    }

    @Test
    void aSecondPulseSoundsTheSirensAgain() {
        gully();
        mud("high", Level.YELLOW, 0);
        mud("mid", Level.YELLOW, 100);
        mudOver("high", Level.YELLOW, 0, false);
        mudOver("mid", Level.YELLOW, 100, false);
        pass(Duration.ofMinutes(25), GullyScene.POINT);
        assertThat(lastFused().corroborated()).as("its siren sounds still").isTrue();
        mud("high", Level.YELLOW, 1_500);
        mud("mid", Level.YELLOW, 1_600);

        assertThat(lastFused().corroborated()).isTrue();
        assertThat(commands()).containsExactly("siren", "siren");
        assertThat(fused()).extracting(Alert::id).containsOnly(lastFused().id());
    }

    @Test
    void aPointThatIsGoneEndsItsEpisodeAndItsSirens() {
        gully();
        mud("high", Level.YELLOW, 0);
        mud("mid", Level.YELLOW, 100);
        book.take(Scene.DIVISION, Json.write(Scene.with(++version, Scene.siren("horn", Realm.EXERCISE))));
        at(GullyScene.POINT, PointDesk::review);

        assertThat(lastFused().state()).isEqualTo(AlertState.CLEARED);
        assertThat(commands()).containsExactly("siren", "stop");
    }

    @Test
    void instrumentsThatAgreeMakeOneEpisodeOfThePoint() {
        slope(Scene.gauge("a"), Scene.gauge("b"), Scene.gauge("c"));
        crack("a", AlertState.RAISED, Level.RED, 0);
        assertThat(fused()).isEmpty();
        crack("b", AlertState.RAISED, Level.ORANGE, 60);
        assertThat(lastFused().kind()).isEqualTo(AlertKind.FUSED);
        assertThat(lastFused().level()).isEqualTo(Level.RED);
        assertThat(lastFused().corroborated()).isTrue();
        assertThat(commands()).containsExactly("siren");
        var sure = lastFused().confidence();
        crack("c", AlertState.RAISED, Level.RED, 90);

        assertThat(lastFused().confidence()).isGreaterThan(sure);
        assertThat(lastFused().evidence()).hasSize(3);
        assertThat(fused()).extracting(Alert::id).containsOnly(lastFused().id());
        assertThat(commands()).containsExactly("siren");
    }

    @Test
    void instrumentsBehindOneGatewayMakeNone() {
        slope(Scene.gauge("a", "gate", Clock.REAL), Scene.gauge("b", "gate", Clock.REAL), Scene.gauge("gate"));
        crack("a", AlertState.RAISED, Level.RED, 0);
        crack("b", AlertState.RAISED, Level.RED, 0);
        crack("gate", AlertState.RAISED, Level.RED, 0);

        assertThat(fused()).isEmpty();
        assertThat(alerts()).noneMatch(Alert::corroborated);
        assertThat(commands()).isEmpty();
    }

    /** A trigger that speaks when it has something to say. */
    private static DeviceConfig trigger(String id) {
        var channel = new DeviceConfig.Channel("crack", "mm", null, List.of(), null);
        return Scene.device(id, null, Clock.REAL, 0, Realm.EXERCISE, List.of(channel));
    }

    @Test
    void theRedOfADeviceWithoutIntervalBearsOutNobodyNewAfterADayAndHoldsItsLevel() {
        var day = Duration.ofDays(1).toSeconds();
        slope(trigger("a"), Scene.gauge("b"));
        crack("a", AlertState.RAISED, Level.RED, 0);
        crack("b", AlertState.RAISED, Level.RED, day + 1);
        assertThat(alerts()).noneMatch(Alert::corroborated);
        assertThat(commands()).isEmpty();
        crack("b", AlertState.CLEARED, Level.RED, day + 1);
        at(
                Scene.POINT,
                desk -> assertThat(desk.state().level())
                        .as("a dead instrument is no proof of safety")
                        .isEqualTo(Level.RED));
    }

    @Test
    void theRedOfADeviceWithoutIntervalBearsOutUntilThen() {
        slope(trigger("a"), Scene.gauge("b"));
        crack("a", AlertState.RAISED, Level.RED, 0);
        crack("b", AlertState.RAISED, Level.RED, Duration.ofDays(1).toSeconds());
        assertThat(lastFused().corroborated()).isTrue();
    }

    @Test
    void theRedOfADeviceThatHasGoneSilentBearsNobodyOut() {
        slope(Scene.gauge("a"), Scene.gauge("b"));
        crack("a", AlertState.RAISED, Level.RED, 0);
        var threeIntervals = 1_800L;
        at(
                Scene.POINT,
                desk -> desk.hear(new Sign(
                        Scene.POINT, "b", START.plusSeconds(threeIntervals).toEpochMilli())));
        crack("b", AlertState.RAISED, Level.RED, threeIntervals + 1);
        assertThat(alerts()).noneMatch(Alert::corroborated);
        assertThat(commands()).isEmpty();

        at(
                Scene.POINT,
                desk -> desk.hear(new Sign(
                        Scene.POINT, "a", START.plusSeconds(threeIntervals + 5).toEpochMilli())));
        assertThat(alerts())
                .filteredOn(Alert::corroborated)
                .extracting(Alert::target)
                .contains("a~crack", "b~crack");
        assertThat(lastFused().corroborated()).isTrue();

        at(
                Scene.POINT,
                desk -> desk.hear(new Sign(
                        Scene.POINT, "b", START.plusSeconds(3 * threeIntervals).toEpochMilli())));
        assertThat(alerts())
                .filteredOn(alert -> alert.target().equals("b~crack"))
                .last()
                .as("a is silent again")
                .extracting(Alert::corroborated)
                .isEqualTo(false);
        assertThat(lastFused().corroborated()).as("its siren sounds still").isTrue();
        assertThat(lastFused().level()).as("silence is no safety").isEqualTo(Level.RED);
    }

    @Test
    void aRecordedPastIsHeldByItsOwnTime() {
        slope(Scene.gauge("a", null, Clock.REPLAY), Scene.gauge("b", null, Clock.REPLAY));
        crack("a", AlertState.RAISED, Level.YELLOW, 0);
        crack("b", AlertState.RAISED, Level.YELLOW, 0);
        crack("a", AlertState.CLEARED, Level.YELLOW, 0);
        crack("b", AlertState.CLEARED, Level.YELLOW, 0);
        for (var minute = 10; minute <= 40; minute += 10) {
            var at = START.plusSeconds(minute * 60L).toEpochMilli();
            at(Scene.POINT, desk -> desk.hear(new Sign(Scene.POINT, "a", at)));
        }
        assertThat(lastFused().state()).isEqualTo(AlertState.CLEARED);
        assertThat(now).isEqualTo(START);
    }

    @Test
    void afterALossOfStateTheEpisodeIsTakenOverAndItsSirensAreStopped() {
        gully();
        mud("high", Level.YELLOW, 0);
        mud("mid", Level.YELLOW, 100);
        var open = lastFused();
        memories.clear();
        out.clear();
        at(GullyScene.POINT, desk -> desk.adopt(open));
        pass(Duration.ofHours(1), GullyScene.POINT);
        pass(HOLD, GullyScene.POINT);

        assertThat(lastFused().id()).isEqualTo(open.id());
        assertThat(lastFused().seq()).isGreaterThan(open.seq());
        assertThat(lastFused().level()).isEqualTo(Level.ORANGE);
        assertThat(commands()).containsExactly("stop");
    }

    @Test
    void afterALossOfStateTheFlowIsKnownByTheEvidenceOfItsEpisode() {
        gully();
        mud("high", Level.YELLOW, 0);
        mud("mid", Level.YELLOW, 100);
        var open = lastFused();
        mudOver("high", Level.YELLOW, 0, false);
        memories.clear();
        out.clear();
        at(GullyScene.POINT, desk -> desk.adopt(open));
        mud("mid", Level.YELLOW, 100);
        pass(Duration.ofSeconds(30), GullyScene.POINT);

        assertThat(Objects.requireNonNull(memories.get(GullyScene.POINT))
                        .fused()
                        .get(Fusing.GULLY))
                .satisfies(fused ->
                        assertThat(fused.held().below()).as("it goes on").isEqualTo(Held.NEVER));
        assertThat(alerts()).noneMatch(alert -> alert.state() == AlertState.EASED);
        pass(Duration.ofHours(1), GullyScene.POINT);
        pass(Duration.ofHours(2), GullyScene.POINT);
        assertThat(commands()).containsExactly("stop");
    }

    /** Two gauges agree on red, and somebody says of one of them that it was broken. */
    private void oneOfTwoIsMasked() {
        crack("a", AlertState.RAISED, Level.RED, 0);
        crack("b", AlertState.RAISED, Level.ORANGE, 0);
        assertThat(lastFused().level()).isEqualTo(Level.RED);
        assertThat(commands()).containsExactly("siren");
        now = now.plusSeconds(60);
        var over = finding("a", Scene.RULE, AlertState.CLEARED, Level.RED, 0, true, true);
        find(new Finding(over.alert(), null, true));
    }

    @Test
    void aMaskLetsAPointDownNoFasterThanAnyEasing() {
        slope(Scene.gauge("a"), Scene.gauge("b"));
        oneOfTwoIsMasked();
        assertThat(lastFused().level()).as("red still").isEqualTo(Level.RED);
        assertThat(commands()).containsExactly("siren");
        pass(HOLD.minusSeconds(1), Scene.POINT);
        assertThat(lastFused().level()).isEqualTo(Level.RED);
        pass(Duration.ofSeconds(1), Scene.POINT);
        assertThat(lastFused().level()).isEqualTo(Level.ORANGE);
        assertThat(lastFused().highest()).isEqualTo(Level.RED);
        assertThat(commands()).as("as for any easing").containsExactly("siren", "stop");
    }

    @Test
    void aMaskThatMovesABeginningIsNoAmendment() {
        slope(Scene.gauge("a"), Scene.gauge("b"));
        crack("a", AlertState.RAISED, Level.RED, 0);
        crack("b", AlertState.RAISED, Level.RED, 0);
        var eased = finding("a", Scene.RULE, AlertState.EASED, Level.YELLOW, 600, true, false);
        var other = finding("b", Scene.RULE, AlertState.EASED, Level.YELLOW, 600, true, false);
        find(new Finding(under(eased, "a"), eased.voice(), true));
        find(new Finding(under(other, "b"), other.voice(), true));
        assertThat(lastFused().level()).isEqualTo(Level.RED);
        assertThat(lastFused().highest()).isEqualTo(Level.RED);
        assertThat(commands()).containsExactly("siren");
    }

    /** The same of the episode that the device has had open from the start. */
    private Alert under(Finding finding, String device) {
        var id = Identity.of(Scene.RULE, device, START.toEpochMilli());
        var text = new String(Json.write(finding.alert()), StandardCharsets.UTF_8);
        var renamed = text.replace(finding.alert().id(), id);
        return Json.read(renamed.getBytes(StandardCharsets.UTF_8), Alert.class);
    }

    @Test
    void sirensOfAnAlertThatAMaskEndsSoundOnWithThePoint() {
        for (var isOut : List.of(false, true)) {
            memories.clear();
            out.clear();
            now = START;
            var order = new StandingOrder(
                    "order", Level.RED, Set.of(AlertKind.THRESHOLD), START.plus(Duration.ofDays(1)), List.of("horn"));
            var horn = Scene.siren("horn", Realm.EXERCISE);
            book.take(
                    Scene.DIVISION,
                    Json.write(Scene.with(++version, List.of(order), Scene.gauge("a"), Scene.gauge("b"), horn)));
            if (isOut) {
                crack("a", AlertState.RAISED, Level.RED, 0);
                crack("b", AlertState.RAISED, Level.ORANGE, 0);
                now = now.plusSeconds(60);
                book.take(Scene.DIVISION, Json.write(Scene.with(++version, List.of(order), Scene.gauge("b"), horn)));
                at(Scene.POINT, PointDesk::review);
            } else {
                oneOfTwoIsMasked();
            }
            assertThat(commands()).as("device gone: " + isOut).containsExactly("siren");
            pass(HOLD, Scene.POINT);
            assertThat(lastFused().level()).isEqualTo(Level.ORANGE);
            assertThat(commands()).containsExactly("siren", "stop");
        }
    }

    @Test
    void theRedOfAChannelThatHasFallenSilentBearsOutNobodyNew() {
        slope(Scene.gauge("a"), Scene.gauge("b"));
        crack("a", AlertState.RAISED, Level.RED, 0);
        var mute = Alerts.equipment(
                "mute-a",
                0,
                "a",
                Realm.EXERCISE,
                AlertState.RAISED,
                Severity.LOW,
                AlertKind.QUALITY,
                Scene.POINT,
                Scene.DIVISION,
                "mute",
                START,
                START,
                now,
                new Text("无数据", "not heard"));
        var text = new String(Json.write(mute), StandardCharsets.UTF_8);
        var evidence = Json.text(new Evidence("a", "crack", 55, START, "not heard since"));
        var told = text.replace("\"evidence\":[]", "\"evidence\":[" + evidence + "]");
        assertThat(told).isNotEqualTo(text);
        find(new Finding(Json.read(told.getBytes(StandardCharsets.UTF_8), Alert.class), null));
        crack("b", AlertState.RAISED, Level.RED, 60);
        assertThat(fused()).isEmpty();
        assertThat(commands()).isEmpty();
    }

    @Test
    void underAnotherIdTheFrontsOfAStationStay() {
        gully();
        mud("high", Level.YELLOW, 0);
        var before = memories.get(GullyScene.POINT).fronts().values();
        find(Alerts.of(
                Objects.requireNonNull(book.device("high")),
                "mud.level",
                GullyScene.RULE,
                book.rule(Objects.requireNonNull(book.device("high")), GullyScene.RULE),
                new Change(
                        "of-the-centre",
                        0,
                        AlertState.ESCALATED,
                        new Episode(
                                START.toEpochMilli(),
                                START.plusSeconds(60).toEpochMilli(),
                                Level.RED,
                                Level.RED,
                                Long.MAX_VALUE,
                                new Sample(START.plusSeconds(60).toEpochMilli(), 2.5, true, Flag.PASS)),
                        false),
                null,
                now));
        assertThat(memories.get(GullyScene.POINT).fronts().values())
                .as("the first, and that of the rise")
                .hasSize(2)
                .containsAll(before);
        assertThat(memories.get(GullyScene.POINT).fronts().keySet()).allMatch(key -> key.startsWith("of-the-centre~"));
    }

    @Test
    void aSirenIsStoppedThoughItsOrderIsNoMore() {
        slope(Scene.gauge("a"), Scene.gauge("b"));
        crack("a", AlertState.RAISED, Level.RED, 0);
        crack("b", AlertState.RAISED, Level.RED, 0);
        var open = lastFused();
        assertThat(open.standingOrder()).isEqualTo("order");
        memories.clear();
        out.clear();
        var other = new StandingOrder(
                "other", Level.RED, Set.of(AlertKind.FUSED), START.plus(Duration.ofDays(1)), List.of("horn"));
        book.take(
                Scene.DIVISION,
                Json.write(Scene.with(
                        ++version,
                        List.of(other),
                        Scene.gauge("a"),
                        Scene.gauge("b"),
                        Scene.siren("horn", Realm.EXERCISE))));
        at(Scene.POINT, desk -> desk.adopt(open));
        pass(Duration.ofSeconds(1), Scene.POINT);
        pass(HOLD, Scene.POINT);
        assertThat(commands()).containsExactly("stop");
    }

    @Test
    void whatWasJudgedBeforeTheEpisodeWasTakenOverStopsItsSirensToo() {
        slope(Scene.gauge("a"), Scene.gauge("b"));
        crack("a", AlertState.RAISED, Level.RED, 0);
        crack("b", AlertState.RAISED, Level.RED, 0);
        var open = lastFused();
        memories.clear();
        now = now.plusSeconds(60);
        slope(Scene.gauge("a"), Scene.gauge("b"));
        crack("a", AlertState.RAISED, Level.YELLOW, 30);
        crack("b", AlertState.RAISED, Level.YELLOW, 30);
        assertThat(lastFused().id()).isNotEqualTo(open.id());
        out.clear();
        at(Scene.POINT, desk -> desk.adopt(open));
        crack("a", AlertState.CLEARED, Level.YELLOW, 30);
        crack("b", AlertState.CLEARED, Level.YELLOW, 30);
        for (var i = 0; i < 4; i++) {
            pass(HOLD, Scene.POINT);
        }
        assertThat(commands()).containsExactly("stop");
    }

    @Test
    void aSensorsSirensAreStoppedAfterALossOfState() {
        var order = new StandingOrder(
                "order", Level.RED, Set.of(AlertKind.THRESHOLD), START.plus(Duration.ofDays(1)), List.of("horn"));
        book.take(
                Scene.DIVISION,
                Json.write(Scene.with(
                        ++version,
                        List.of(order),
                        Scene.gauge("a"),
                        Scene.gauge("b"),
                        Scene.siren("horn", Realm.EXERCISE))));
        crack("a", AlertState.RAISED, Level.RED, 0);
        crack("b", AlertState.RAISED, Level.RED, 0);
        var open =
                alerts().stream().filter(alert -> alert.standingOrder() != null).toList();
        assertThat(open).extracting(Alert::deviceId).contains("a", "b");
        memories.clear();
        out.clear();
        open.forEach(alert -> at(Scene.POINT, desk -> desk.adopt(alert)));
        crack("a", AlertState.RAISED, Level.RED, 0);
        assertThat(commands()).as("it sounds already").isEmpty();
        crack("a", AlertState.CLEARED, Level.RED, 0);
        pass(Duration.ofMinutes(11), Scene.POINT);

        assertThat(commands()).as("b is never found again").contains("stop").doesNotContain("siren");
        assertThat(Objects.requireNonNull(memories.get(Scene.POINT)).owed()).isEmpty();
    }

    @Test
    void afterALossOfStateTooAMaskLetsTheSirensSoundOnWithThePoint() {
        var order = new StandingOrder(
                "order", Level.RED, Set.of(AlertKind.THRESHOLD), START.plus(Duration.ofDays(1)), List.of("horn"));
        var horn = Scene.siren("horn", Realm.EXERCISE);
        book.take(
                Scene.DIVISION,
                Json.write(Scene.with(++version, List.of(order), Scene.gauge("a"), Scene.gauge("b"), horn)));
        crack("a", AlertState.RAISED, Level.RED, 0);
        crack("b", AlertState.RAISED, Level.ORANGE, 0);
        var newest = new LinkedHashMap<String, Alert>();
        alerts().forEach(alert -> newest.put(alert.id(), alert));
        assertThat(commands()).containsExactly("siren");
        memories.clear();
        out.clear();
        newest.values().forEach(alert -> at(Scene.POINT, desk -> desk.adopt(alert)));
        crack("b", AlertState.RAISED, Level.ORANGE, 0);
        now = now.plusSeconds(60);
        var over = finding("a", Scene.RULE, AlertState.CLEARED, Level.RED, 0, true, true);
        find(new Finding(over.alert(), null, true));
        assertThat(commands()).as("it sounds on").isEmpty();
        pass(HOLD, Scene.POINT);
        assertThat(lastFused().level()).isEqualTo(Level.ORANGE);
        assertThat(commands()).containsExactly("stop");
    }

    @Test
    void whatIsRememberedComesBackFromWriting() throws IOException {
        gully();
        mud("high", Level.YELLOW, 0);
        mud("mid", Level.YELLOW, 100);
        var memory = Objects.requireNonNull(memories.get(GullyScene.POINT));
        var codec = new PointMemory.OwnCodec();
        var bytes = new DataOutputSerializer(64);
        codec.serialize(memory, bytes);
        assertThat(codec.deserialize(new DataInputDeserializer(bytes.getCopyOfBuffer())))
                .isEqualTo(memory);
        assertThat(bytes.length()).isLessThan(10_000);
    }

    @Test
    void aMemoryOfBeforeIsStillRead() {
        var before =
                Json.read("{\"open\":{},\"seq\":7,\"told\":null}".getBytes(StandardCharsets.UTF_8), PointMemory.class);
        assertThat(before.seq()).isEqualTo(7);
        assertThat(before.fused()).isEmpty();
        assertThat(before.heard()).isEmpty();
    }

    private void mudRises(String device, Level level, long opened, long since) {
        now = START.plusSeconds(since);
        find(rise(device, AlertState.ESCALATED, level, opened, since));
    }

    private Finding rise(String device, AlertState state, Level level, long opened, long since) {
        var assigned = Objects.requireNonNull(book.device(device));
        var from = START.plusSeconds(opened).toEpochMilli();
        var ms = START.plusSeconds(since).toEpochMilli();
        var last = new Sample(ms, 2.5, true, Flag.PASS);
        var episode = new Episode(from, ms, level, level, Long.MAX_VALUE, last);
        var rule = GullyScene.RULE;
        var change = new Change(Identity.of(rule, device, from), 0, state, episode, false);
        return Alerts.of(assigned, "mud.level", rule, book.rule(assigned, rule), change, null, now);
    }

    @Test
    void aBoreThatComesWhileTheStreamIsHighAlreadyIsSeen() {
        gully();
        mud("high", Level.YELLOW, 0);
        now = START.plusSeconds(1_800);
        mud("mid", Level.YELLOW, 1_800);
        assertThat(alerts()).noneMatch(Alert::corroborated);
        mudRises("high", Level.RED, 0, 3_600);
        assertThat(lastFused().corroborated()).isFalse();
        mudRises("mid", Level.RED, 1_800, 3_660);

        assertThat(lastFused().level()).isEqualTo(Level.RED);
        assertThat(lastFused().corroborated()).isTrue();
        assertThat(commands()).containsExactly("siren");
    }

    @Test
    void mudThatLiesThereAfterTheFlowDoesNotHoldTheRed() {
        gully();
        mud("high", Level.YELLOW, 0);
        mud("mid", Level.YELLOW, 100);
        assertThat(commands()).containsExactly("siren");
        pass(Duration.ofMinutes(25), GullyScene.POINT);
        pass(HOLD, GullyScene.POINT);
        assertThat(commands()).containsExactly("siren", "stop");
        pass(HOLD, GullyScene.POINT);

        assertThat(lastFused().level()).isEqualTo(Level.YELLOW);
        assertThat(lastFused().corroborated()).isFalse();
    }

    @Test
    void mudThatHasFallenFromRedToYellowHoldsNoRed() {
        gully();
        mud("mid", Level.RED, 0);
        now = START.plusSeconds(60);
        find(rise("mid", AlertState.EASED, Level.YELLOW, 0, 60));
        pass(HOLD.plusMinutes(1), GullyScene.POINT);

        assertThat(lastFused().level()).isEqualTo(Level.ORANGE);
    }

    @Test
    void aFrontOfAnotherRealmIsNone() {
        gully();
        mud("high", Level.YELLOW, 0);
        var other = finding("mid", GullyScene.RULE, AlertState.RAISED, Level.YELLOW, 100, true, false);
        find(new Finding(live(other.alert()), other.voice()));

        assertThat(fused()).isEmpty();
        assertThat(commands()).isEmpty();
    }

    private static Alert live(Alert alert) {
        var text = new String(Json.write(alert), StandardCharsets.UTF_8);
        var live = text.replace("\"realm\":\"exercise\"", "\"realm\":\"live\"");
        assertThat(live).isNotEqualTo(text);
        return Json.read(live.getBytes(StandardCharsets.UTF_8), Alert.class);
    }

    @Test
    void aDoubtfulRedDoesNotRevokeTheOrderThatIsMetAtOrange() {
        var order = new StandingOrder(
                "order", Level.ORANGE, Set.of(AlertKind.FUSED), START.plus(Duration.ofDays(1)), List.of("horn"));
        book.take(
                Scene.DIVISION,
                Json.write(Scene.with(
                        ++version,
                        List.of(order),
                        Scene.gauge("a"),
                        Scene.gauge("b"),
                        Scene.gauge("c"),
                        Scene.siren("horn", Realm.EXERCISE))));
        find(finding("c", Scene.RULE, AlertState.RAISED, Level.RED, 0, false, false));
        crack("a", AlertState.RAISED, Level.ORANGE, 1);
        crack("b", AlertState.RAISED, Level.ORANGE, 2);

        assertThat(lastFused().level()).isEqualTo(Level.RED);
        assertThat(lastFused().corroborated()).isFalse();
        assertThat(lastFused().standingOrder()).isEqualTo("order");
        assertThat(commands()).containsExactly("siren");
    }

    @Test
    void aStationThatShiversLeavesTheFrontsOfTheOthers() {
        gully();
        mud("high", Level.YELLOW, 0);
        for (var i = 1; i <= 150; i++) {
            mudRises("low", Level.RED, 0, i);
        }
        var fronts = Objects.requireNonNull(memories.get(GullyScene.POINT)).fronts();
        assertThat(fronts).hasSizeLessThanOrEqualTo(100);
        assertThat(fronts.values()).anyMatch(front -> front.device().equals("high"));
    }

    @Test
    void aPassageOfARecordedPastIsOverByTheTimesOfItsReadings() {
        book.take(
                Scene.DIVISION,
                Json.write(GullyScene.with(++version, "", START.plus(Duration.ofDays(1)), null, Clock.REPLAY)));
        mud("high", Level.YELLOW, 0);
        mud("mid", Level.YELLOW, 100);
        assertThat(lastFused().level()).isEqualTo(Level.RED);
        for (var minute = 25; minute <= 85; minute += 30) {
            var at = START.plusSeconds(minute * 60L).toEpochMilli();
            at(GullyScene.POINT, desk -> {
                desk.hear(new Sign(GullyScene.POINT, "high", at));
                desk.hear(new Sign(GullyScene.POINT, "mid", at));
            });
        }
        assertThat(lastFused().level()).isEqualTo(Level.YELLOW);
        assertThat(commands()).containsExactly("siren", "stop");
    }
}

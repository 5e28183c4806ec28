package cn.shanshao.streaming.watch;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.detect.rain.FourColours;
import cn.shanshao.ingest.history.Row;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.DeviceConfig;
import cn.shanshao.ingest.wire.DeviceState;
import cn.shanshao.ingest.wire.DivisionConfig;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Reading;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.ingest.wire.Rejected;
import cn.shanshao.ingest.wire.RuleConfig;
import cn.shanshao.streaming.Board;
import cn.shanshao.streaming.Scene;
import cn.shanshao.streaming.config.Ledger;
import cn.shanshao.streaming.flow.ConfigEvent;
import cn.shanshao.streaming.flow.DevicePack;
import cn.shanshao.streaming.flow.Finding;
import cn.shanshao.streaming.flow.Outgoing;
import cn.shanshao.streaming.flow.Word;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeviceWatchTest {
    private static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");
    private static final ConfigEvent READY = ConfigEvent.ready(true);

    private KeyedBroadcastOperatorTestHarness<String, DevicePack, ConfigEvent, Finding> watch;

    @BeforeEach
    void open() throws Exception {
        watch = harness();
        watch.open();
        at(0);
    }

    @AfterEach
    void close() throws Exception {
        watch.close();
    }

    private static KeyedBroadcastOperatorTestHarness<String, DevicePack, ConfigEvent, Finding> harness()
            throws Exception {
        return ProcessFunctionTestHarnesses.forKeyedBroadcastProcessFunction(
                new DeviceWatch(new Board("test")),
                DevicePack::device,
                BasicTypeInfo.STRING_TYPE_INFO,
                Ledger.DOCUMENTS);
    }

    private void restart() throws Exception {
        OperatorSubtaskState state = watch.snapshot(1, 1);
        watch.close();

        watch = new KeyedBroadcastOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(new DeviceWatch(new Board("test")), List.of(Ledger.DOCUMENTS)),
                DevicePack::device,
                BasicTypeInfo.STRING_TYPE_INFO,
                1,
                1,
                0);
        watch.initializeState(state);
        watch.open();
    }

    private void at(long second) throws Exception {
        watch.setProcessingTime(NOW.plusSeconds(second).toEpochMilli());
    }

    private void configure(DivisionConfig config) throws Exception {
        watch.processBroadcastElement(
                new ConfigEvent(ConfigEvent.Sort.DOCUMENT, Scene.DIVISION, Json.write(config)), 0);
    }

    private void ready() throws Exception {
        watch.processBroadcastElement(READY, 0);
    }

    private void crack(double second, double value) throws Exception {
        var at = NOW.plusMillis(Math.round(second * 1000));
        var pack = new DevicePack(
                "g1", "g1", at.toEpochMilli(), List.of(new Reading("g1", "crack", value, at, false)), null);
        watch.processElement(pack, 0);
    }

    private List<Alert> alerts() {
        return watch.extractOutputValues().stream().map(Finding::alert).toList();
    }

    private List<Row> rows() {
        return side(Tags.LOTS).stream().flatMap(lot -> lot.rows().stream()).toList();
    }

    private List<Outgoing> live(String topic) {
        return side(Tags.LIVE).stream()
                .filter(one -> one.topic().contains(topic))
                .toList();
    }

    private <X> List<X> side(OutputTag<X> tag) {
        var output = watch.getSideOutput(tag);
        return output == null
                ? List.of()
                : output.stream().map(StreamRecord::getValue).toList();
    }

    private static DivisionConfig with(long version, RuleConfig rule) {
        var plain = Scene.with(version, Scene.gauge("g1"));
        return new DivisionConfig(1, version, plain.points(), plain.devices(), List.of(rule));
    }

    @Test
    void twoAxesOfATiltAreJudgedTogetherThoughEachComesInAMessageOfItsOwn() throws Exception {
        var to = new RuleConfig.AppliesTo("tilt", null, null, null);
        var levels = Map.of(Level.BLUE, 0.01, Level.ORANGE, 0.1);
        configure(with(1, new RuleConfig("tilt", 1, "tilt-rate", to, Map.of(), levels, 0, 0, 0, null, false, null)));
        ready();
        for (var minute = 0; minute < 90; minute++) {
            if (minute == 40) {
                restart();
                at(minute * 60);
                ready();
            }
            // 0.06 and 0.08 °/h: neither is 0.1, both together are
            tilt("tilt.x", minute, 4 - 0.0605 * minute / 60);
            tilt("tilt.y", minute, 3 + 0.0805 * minute / 60);
        }
        var alert = alerts().get(0);
        assertThat(alert.level()).isEqualTo(Level.ORANGE);
        assertThat(alert.kind()).isEqualTo(AlertKind.TILT);
        assertThat(alert.target()).isEqualTo("g1~tilt");
        assertThat(alert.unit()).isEqualTo("deg/h");
        assertThat(alert.text().zh()).contains("倾角速率达到橙色");
    }

    private void tilt(String quantity, int minute, double value) throws Exception {
        var at = NOW.plusSeconds(minute * 60L);
        at(minute * 60L);
        watch.processElement(
                new DevicePack(
                        "g1", "g1", at.toEpochMilli(), List.of(new Reading("g1", quantity, value, at, false)), null),
                0);
    }

    @Test
    void anAlertOfRainSaysOverWhichTimeItFellAndTheRegionHearsOfIt() throws Exception {
        var ranks = Map.of(Level.BLUE, 1.0, Level.YELLOW, 2.0, Level.ORANGE, 3.0, Level.RED, 4.0);
        var to = new RuleConfig.AppliesTo("rain.total", null, null, null);
        var params = FourColours.JIANGHUA.params();
        configure(with(1, new RuleConfig("table", 1, "rain-table", to, params, ranks, 0, 0, 0, null, false, null)));
        ready();
        for (var hour = 0; hour <= 30; hour++) {
            var at = NOW.plusSeconds(hour * 3_600);
            at(hour * 3_600);
            var reading = new Reading("g1", "rain.total", 100 + (hour > 27 ? 25.5 * (hour - 27) : 0), at, false);
            watch.processElement(new DevicePack("g1", "g1", at.toEpochMilli(), List.of(reading), null), 0);
        }
        var alert = alerts().get(alerts().size() - 1);
        assertThat(alert.kind()).isEqualTo(AlertKind.RAINFALL);
        assertThat(alert.level()).isEqualTo(Level.YELLOW);
        assertThat(alert.value()).isEqualTo(76.5);
        assertThat(alert.limit()).isEqualTo(75.0);
        assertThat(alert.unit()).isEqualTo("mm");
        assertThat(alert.text().zh()).isEqualTo("石坪滑坡：3小时雨量76.5 mm超过黄色限值75 mm");
        assertThat(alert.evidence().get(0).why()).isEqualTo("76.5 ≥ 75 mm · 3 h");
        var rain = side(Tags.WORDS).stream()
                .map(Word::rain)
                .filter(Objects::nonNull)
                .toList();
        assertThat(rain).hasSize(31);
        assertThat(rain.get(30).now().hours()).startsWith(25.5, 25.5, 25.5, 0);
    }

    private static RuleConfig patient(long version) {
        var rule = Scene.rule(version);
        return new RuleConfig(
                rule.id(),
                version,
                rule.method(),
                rule.appliesTo(),
                Map.of(),
                rule.levels(),
                60,
                0,
                0,
                null,
                false,
                null);
    }

    @Test
    void anUnknownDeviceWaitsForTheConfigurationAndIsNotLost() throws Exception {
        crack(0, 12);
        assertThat(rows()).isEmpty();
        configure(Scene.with(1, Scene.gauge("g1")));

        assertThat(rows()).hasSize(1);
        assertThat(alerts()).isEmpty();
        ready();
        assertThat(alerts()).extracting(Alert::level).containsExactly(Level.YELLOW);
    }

    /** A quantity that the catalogue does not know, each value in the unit beside it. */
    private void flow(Map<String, Double> values) throws Exception {
        var readings = new ArrayList<Reading>();
        values.forEach((unit, value) ->
                readings.add(new Reading("g1", "x.flow", value, unit, NOW.plusSeconds(readings.size()), false)));
        watch.processElement(new DevicePack("g1", "g1", NOW.toEpochMilli(), readings, null), 0);
    }

    private static DeviceConfig flowGauge(String unit) {
        var channel = new DeviceConfig.Channel("x.flow", unit, null, List.of(), null);
        return Scene.device("g1", null, Clock.REAL, 600, Realm.EXERCISE, List.of(channel));
    }

    @Test
    void aQuantityThatNobodyKnowsIsShownInTheUnitThatTheDeviceSays() throws Exception {
        configure(Scene.with(1, Scene.gauge("g1")));
        flow(Map.of("l/min", 6.0));

        assertThat(rows()).extracting(Row::value).containsExactly(6.0);
        assertThat(new String(live("obs/").get(0).payload())).contains("\"unit\":\"l/min\"");
    }

    @Test
    void aQuantityOfARegisteredUnitIsStoredAndShownInIt() throws Exception {
        configure(Scene.with(1, flowGauge("l/s")));
        flow(Map.of("l/min", 6.0));

        assertThat(rows()).extracting(Row::value).containsExactly(0.1);
        assertThat(new String(live("obs/").get(0).payload())).contains("\"unit\":\"l/s\"");
        assertThat(live("rejected/g1")).isEmpty();
    }

    @Test
    void aUnitOfAnotherKindThanTheRegisteredIsRejectedAlone() throws Exception {
        configure(Scene.with(1, flowGauge("l/s")));
        flow(new TreeMap<>(Map.of("l/min", 6.0, "mm", 7.0)));

        assertThat(rows()).extracting(Row::value).containsExactly(0.1);
        assertThat(live("rejected/g1")).singleElement().satisfies(one -> {
            var rejected = Rejected.decode(one.payload());
            assertThat(rejected.reason()).isEqualTo("unit");
            assertThat(rejected.detail()).isEqualTo("u of x.flow: expected a unit that converts to l/s, was mm");
            assertThat(new String(rejected.payload())).contains("\"u\":\"mm\"").doesNotContain("l/min");
        });
    }

    @Test
    void aPackOfOneUnfitReadingStoresNothingAndFailsNothing() throws Exception {
        configure(Scene.with(1, flowGauge("l/s")));
        flow(Map.of("mm", 7.0));

        assertThat(side(Tags.LOTS)).isEmpty();
        assertThat(live("rejected/g1")).hasSize(1);
    }

    @Test
    void aReadingThatWaitsForItsDeviceKeepsItsUnitOverARestart() throws Exception {
        flow(Map.of("l/min", 6.0));
        restart();
        configure(Scene.with(1, flowGauge("l/s")));

        assertThat(rows()).extracting(Row::value).containsExactly(0.1);
    }

    @Test
    void aKnownDeviceIsStoredAtOnceAndJudgedInOrderWhenAllIsThere() throws Exception {
        configure(Scene.with(1, Scene.gauge("g1")));
        crack(20, 55);
        crack(10, 12);
        crack(0, 1);

        assertThat(rows()).hasSize(3);
        assertThat(alerts()).isEmpty();
        ready();
        assertThat(alerts()).extracting(Alert::level).containsExactly(Level.YELLOW, Level.RED);
    }

    @Test
    void anUnknownDeviceIsRejectedOnceTheConfigurationIsThereAndNoNewsOfItHasCome() throws Exception {
        crack(0, 12);
        ready();
        crack(1, 12);
        assertThat(live("rejected/g1")).isEmpty();

        watch.setProcessingTime(NOW.plusSeconds(30).toEpochMilli());
        assertThat(live("rejected/g1")).hasSize(2);
        assertThat(rows()).isEmpty();
    }

    @Test
    void theFirstReadingOfANewDeviceMayBeFasterThanTheNewsOfIt() throws Exception {
        ready();
        crack(1, 12);
        configure(Scene.with(1, Scene.gauge("g1")));

        assertThat(rows()).hasSize(1);
        assertThat(live("rejected/g1")).isEmpty();
        assertThat(alerts()).extracting(Alert::level).containsExactly(Level.YELLOW);
    }

    @Test
    void aNewerConfigurationThatComesLateNeverStopsJudging() throws Exception {
        configure(Scene.with(2, Scene.gauge("g1")));
        ready();
        watch.processBroadcastElement(
                new ConfigEvent(
                        ConfigEvent.Sort.MANIFEST,
                        "",
                        "{\"epoch\":1,\"divisions\":{\"220283\":9,\"22\":1}}".getBytes()),
                0);
        crack(0, 12);

        assertThat(alerts()).hasSize(1);
    }

    @Test
    void anOlderConfigurationIsPassedOver() throws Exception {
        configure(Scene.with(2, Scene.gauge("g1")));
        configure(Scene.with(1, Scene.gauge("other")));
        ready();
        crack(0, 12);

        assertThat(alerts()).hasSize(1);
    }

    @Test
    void aRepeatIsStoredAgainAndRaisesOnce() throws Exception {
        configure(Scene.with(1, Scene.gauge("g1")));
        ready();
        crack(0, 12);
        crack(0, 12);

        assertThat(rows()).hasSize(2);
        assertThat(alerts()).hasSize(1);
    }

    @Test
    void aValueOutOfRangeIsKeptFlaggedAndNotJudged() throws Exception {
        configure(Scene.with(1, Scene.gauge("g1")));
        ready();
        crack(0, 9_999);

        assertThat(rows()).extracting(Row::flag).containsExactly(4);
        assertThat(alerts()).isEmpty();
    }

    @Test
    void aDeviceInMaintenanceIsStoredAndRaisesNothing() throws Exception {
        var gauge = Scene.gauge("g1");
        var resting = new DeviceConfig(
                "g1",
                2,
                gauge.pointId(),
                null,
                DeviceState.MAINTENANCE,
                NOW.plusSeconds(3_600),
                Realm.EXERCISE,
                0,
                Clock.REAL,
                60,
                null,
                gauge.channels());
        configure(Scene.with(1, gauge));
        ready();
        crack(0, 12);
        configure(Scene.with(2, resting));
        crack(1, 55);

        assertThat(rows()).hasSize(2);
        assertThat(alerts()).extracting(Alert::state).containsExactly(AlertState.RAISED, AlertState.CLEARED);
    }

    @Test
    void whenReadingsStopTheDelayRunsOutInProcessingTime() throws Exception {
        configure(with(1, patient(1)));
        ready();
        crack(0, 12);
        at(59);
        assertThat(alerts()).isEmpty();

        at(61);
        assertThat(alerts()).extracting(Alert::level).containsExactly(Level.YELLOW);
        assertThat(alerts().get(0).since()).isEqualTo(NOW);
    }

    @Test
    void anEpisodeGoesOnUnderItsIdAfterARestore() throws Exception {
        configure(Scene.with(1, Scene.gauge("g1")));
        ready();
        crack(0, 12);
        var id = alerts().get(0).id();
        restart();
        at(5);
        crack(0, 12);
        crack(6, 55);
        assertThat(alerts()).isEmpty();
        ready();

        assertThat(alerts()).extracting(Alert::id).containsExactly(id);
        assertThat(alerts()).extracting(Alert::level).containsExactly(Level.RED);
    }

    @Test
    void aRuleThatIsGoneClearsWhatItHasOpen() throws Exception {
        configure(Scene.with(1, Scene.gauge("g1")));
        ready();
        crack(0, 12);
        var plain = Scene.with(2, Scene.gauge("g1"));
        configure(new DivisionConfig(1, 2, plain.points(), plain.devices(), List.of()));

        assertThat(alerts()).extracting(Alert::state).containsExactly(AlertState.RAISED, AlertState.CLEARED);
    }

    @Test
    void screensAreToldAtMostOnceInASecondAndTheNewestAlways() throws Exception {
        configure(Scene.with(1, Scene.gauge("g1")));
        ready();
        crack(0, 1);
        crack(0.2, 2);
        crack(0.4, 3);
        assertThat(live("obs/220283/g1")).hasSize(1);

        at(2);
        assertThat(live("obs/220283/g1")).hasSize(2);
        assertThat(new String(live("obs/").get(1).payload())).contains("3.0").doesNotContain("2.0");
    }

    private void configureShadow() throws Exception {
        configure(with(1, Scene.shadow(1)));
        ready();
    }

    private List<Alert> shadows() {
        return live("shadow/220283/").stream()
                .map(one -> Json.read(one.payload(), Alert.class))
                .toList();
    }

    @Test
    void aShadowRuleSpeaksOnlyInTheShadow() throws Exception {
        configureShadow();
        crack(0, 12);

        assertThat(alerts()).isEmpty();
        assertThat(shadows()).hasSize(1);
    }

    @Test
    void theWordsOfAShadowAreNumberedUpwardsOverARestart() throws Exception {
        configureShadow();
        crack(0, 6);
        crack(1, 12);
        crack(2, 35);
        var before = shadows();
        assertThat(before).extracting(Alert::level).containsExactly(Level.BLUE, Level.YELLOW, Level.ORANGE);
        restart();
        at(3);
        configureShadow();
        crack(3, 55);
        crack(4, 12);
        crack(5, 1);

        var after = shadows();
        assertThat(after)
                .extracting(Alert::state)
                .containsExactly(AlertState.ESCALATED, AlertState.EASED, AlertState.CLEARED);
        var all = new ArrayList<>(before);
        all.addAll(after);
        assertThat(all).extracting(Alert::id).containsOnly(before.get(0).id());
        assertThat(all).extracting(Alert::seq).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void anEpisodeOfAShadowThatALateReadingOpensAndEndsHasTwoNumbers() throws Exception {
        configureShadow();
        crack(10, 1);
        crack(5, 12);

        assertThat(shadows()).extracting(Alert::state).containsExactly(AlertState.RAISED, AlertState.CLEARED);
        assertThat(shadows()).extracting(Alert::seq).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aShadowThatComesIntoForceTellsWhatIsOpen() throws Exception {
        configureShadow();
        crack(0, 55);
        configure(with(2, Scene.rule(2)));
        crack(1, 56);

        assertThat(alerts()).extracting(Alert::level).containsExactly(Level.RED);
        assertThat(alerts()).extracting(Alert::state).containsExactly(AlertState.RAISED);
        at(120);
        assertThat(shadows()).extracting(Alert::state).containsExactly(AlertState.RAISED, AlertState.CLEARED);
    }

    @Test
    void aRuleThatBecomesAShadowEndsWhatIsOpen() throws Exception {
        configure(with(1, Scene.rule(1)));
        ready();
        crack(0, 55);
        configure(with(2, Scene.shadow(2)));
        crack(1, 56);
        at(120);

        assertThat(alerts()).extracting(Alert::state).containsExactly(AlertState.RAISED, AlertState.CLEARED);
        assertThat(shadows()).extracting(Alert::state).containsExactly(AlertState.RAISED);
    }

    @Test
    void aShadowThatIsGoneEndsInTheShadow() throws Exception {
        configureShadow();
        crack(0, 55);
        var plain = with(2, Scene.shadow(2));
        configure(new DivisionConfig(1, 2, plain.points(), plain.devices(), List.of()));
        at(120);

        assertThat(alerts()).isEmpty();
        assertThat(shadows()).extracting(Alert::state).containsExactly(AlertState.RAISED, AlertState.CLEARED);
    }

    /** An episode that the command centre holds open. */
    private void holdsOpen(String device, String id, Level level) throws Exception {
        crack(-60, level == Level.RED ? 55 : 12);
        var open = Json.read(
                Json.text(alerts().get(alerts().size() - 1))
                        .replace(alerts().get(alerts().size() - 1).id(), id)
                        .getBytes(StandardCharsets.UTF_8),
                Alert.class);
        watch.close();
        watch = harness();
        watch.open();
        at(0);
        watch.processElement(DevicePack.adoption(device, open), 0);
    }

    @Test
    void anEpisodeThatIsTakenOverIsConfirmedThoughNoReadingComes() throws Exception {
        configure(Scene.with(1, Scene.gauge("g1")));
        ready();
        holdsOpen("g1", "of-the-centre", Level.YELLOW);
        assertThat(alerts()).isEmpty();
        configure(Scene.with(1, Scene.gauge("g1")));
        ready();

        assertThat(alerts()).extracting(Alert::id).containsExactly("of-the-centre");
        assertThat(alerts()).extracting(Alert::level).containsExactly(Level.YELLOW);
        crack(1, 12);
        assertThat(alerts()).as("and not again").hasSize(1);
        crack(2, 1);
        assertThat(alerts()).extracting(Alert::state).containsExactly(AlertState.RAISED, AlertState.CLEARED);
    }

    @Test
    void anEpisodeOfADeviceThatNobodyKnowsYetStaysUntilTheConfigurationIsComplete() throws Exception {
        configure(Scene.with(1, Scene.gauge("g1")));
        ready();
        holdsOpen("g1", "of-the-centre", Level.RED);
        watch.processBroadcastElement(ConfigEvent.ready(false), 0);
        at(60);
        assertThat(alerts()).as("a document that is late ends no alarm").isEmpty();

        ready();
        at(120);
        assertThat(alerts()).extracting(Alert::state).containsExactly(AlertState.CLEARED);
    }

    @Test
    void anEpisodeWhoseRuleComesLastIsNotEnded() throws Exception {
        configure(Scene.with(1, Scene.gauge("g1")));
        ready();
        holdsOpen("g1", "of-the-centre", Level.RED);
        var plain = Scene.with(1, Scene.gauge("g1"));
        configure(new DivisionConfig(1, 1, plain.points(), plain.devices(), List.of()));
        watch.processBroadcastElement(ConfigEvent.ready(false), 0);
        assertThat(alerts()).extracting(Alert::state).containsExactly(AlertState.RAISED);
        watch.processBroadcastElement(
                new ConfigEvent(
                        ConfigEvent.Sort.DOCUMENT,
                        "22",
                        Json.write(new DivisionConfig(1, 1, List.of(), List.of(), plain.rules()))),
                0);
        ready();
        crack(1, 55);

        assertThat(alerts()).extracting(Alert::state).containsExactly(AlertState.RAISED);
        assertThat(alerts()).extracting(Alert::level).containsExactly(Level.RED);
    }

    @Test
    void anEpisodeWhoseRuleIsGoneIsEndedWhenTheConfigurationIsComplete() throws Exception {
        configure(Scene.with(1, Scene.gauge("g1")));
        ready();
        holdsOpen("g1", "of-the-centre", Level.RED);
        var plain = Scene.with(1, Scene.gauge("g1"));
        configure(new DivisionConfig(1, 1, plain.points(), plain.devices(), List.of()));
        ready();

        assertThat(alerts()).extracting(Alert::state).containsExactly(AlertState.CLEARED);
    }

    @Test
    void aDeviceThatGoesAndComesBackRaisesAnew() throws Exception {
        configure(Scene.with(1, Scene.gauge("g1")));
        ready();
        crack(0, 12);
        configure(Scene.with(2, Scene.gauge("other")));
        configure(Scene.with(3, Scene.gauge("g1")));
        crack(1, 12);

        assertThat(alerts()).extracting(Alert::state).containsExactly(AlertState.RAISED, AlertState.RAISED);
    }

    @Test
    void theNewPointOfADeviceIsToldWhatIsOpen() throws Exception {
        configure(Scene.with(1, Scene.gauge("g1")));
        ready();
        crack(0, 12);
        var plain = Scene.with(2, Scene.gauge("g1"));
        var moved = Json.read(
                Json.text(plain).replace(Scene.POINT, "sl-0002").getBytes(StandardCharsets.UTF_8),
                DivisionConfig.class);
        configure(moved);
        configure(new DivisionConfig(1, 3, moved.points(), moved.devices(), moved.rules()));

        assertThat(alerts()).extracting(Alert::pointId).containsExactly(Scene.POINT, "sl-0002");
        assertThat(alerts()).extracting(Alert::id).containsOnly(alerts().get(0).id());
    }

    @Test
    void aDeviceThatNamesQuantitiesWithoutEndIsRejectedBeyondTheMost() throws Exception {
        configure(Scene.with(1, Scene.gauge("g1")));
        ready();
        var readings = new ArrayList<Reading>();
        for (var i = 0; i < DeviceMemory.MOST_CHANNELS + 5; i++) {
            readings.add(new Reading("g1", "x.q" + i, i, NOW, false));
        }
        watch.processElement(new DevicePack("g1", "g1", NOW.toEpochMilli(), readings, null), 0);

        assertThat(rows()).hasSize(DeviceMemory.MOST_CHANNELS);
        assertThat(live("rejected/g1"))
                .singleElement()
                .satisfies(one ->
                        assertThat(Rejected.decode(one.payload()).reason()).isEqualTo("too-many-quantities"));
        crack(1, 12);
        assertThat(live("rejected/g1")).hasSize(2);
        watch.processElement(new DevicePack("g1", "g1", NOW.toEpochMilli(), readings.subList(0, 9), null), 0);
        assertThat(rows()).as("what is known goes on").hasSize(DeviceMemory.MOST_CHANNELS + 9);
    }

    @Test
    void theNewestDatumHoldsWhateverItsPlaceInTheList() throws Exception {
        var datums = List.of(
                new DeviceConfig.Datum(NOW.minusSeconds(10), 20),
                new DeviceConfig.Datum(NOW.minusSeconds(1_000), -500));
        var channel = new DeviceConfig.Channel("crack", "mm", null, datums, null);
        configure(Scene.with(1, Scene.device("g1", null, Clock.REAL, 600, Realm.EXERCISE, List.of(channel))));
        ready();
        crack(0, 12);

        assertThat(alerts()).extracting(Alert::level).containsExactly(Level.ORANGE);
    }

    @Test
    void aFaultInJudgingOneMessageIsToldAndStopsNothing() throws Exception {
        configure(Scene.with(1, Scene.gauge("g1")));
        ready();
        var unplaceable = new Reading("g1", "crack", 1, Instant.MAX, false);
        watch.processElement(new DevicePack("g1", "g1", NOW.toEpochMilli(), List.of(unplaceable), null), 0);
        assertThat(live("rejected/g1")).hasSize(1);

        crack(1, 30);
        assertThat(alerts()).extracting(Alert::level).containsExactly(Level.ORANGE);
        assertThat(rows()).hasSize(1);
    }
}

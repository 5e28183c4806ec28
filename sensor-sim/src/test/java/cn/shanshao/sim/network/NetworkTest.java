package cn.shanshao.sim.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.ingest.wire.Channels;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Quantity;
import cn.shanshao.ingest.wire.Reading;
import cn.shanshao.ingest.wire.RuleConfig;
import cn.shanshao.ingest.wire.SenMl;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.sim.demo.Demo;
import cn.shanshao.sim.demo.DemoContact;
import cn.shanshao.sim.demo.DemoDevice;
import cn.shanshao.sim.demo.DemoPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");
    private static final Network NETWORK = Network.jilin(1);

    /** The job derives the one from its axes; of the other a camera must be there. */
    private static final Set<String> NOT_MEASURED = Set.of("tilt", "frame.change");

    @Test
    void hasSixtyPointsOfFiveKindsInNinePrefecturesAndThreeHundredDevices() {
        assertThat(NETWORK.points()).hasSize(60);
        assertThat(NETWORK.devices()).hasSize(300);
        assertThat(kinds(NETWORK)).containsExactly("collapse", "debris-flow", "landslide", "slope", "subsidence");
        assertThat(prefectures(NETWORK))
                .containsExactly("2201", "2202", "2203", "2204", "2205", "2206", "2207", "2208", "2224");
    }

    @Test
    void measuresEveryQuantityOfTheContractAndNoOther() {
        var measured = NETWORK.devices().stream()
                .flatMap(device -> device.channels().stream())
                .map(channel -> Story.bare(channel.quantity()))
                .collect(Collectors.toSet());
        var contract = StreamSupport.stream(Quantity.all().spliterator(), false)
                .map(Quantity::name)
                .filter(name -> !NOT_MEASURED.contains(name))
                .collect(Collectors.toSet());
        assertThat(measured).isEqualTo(contract);
    }

    @Test
    void itsFirstTwelvePointsShowEveryPrefectureAndKind() {
        var twelve = Network.first(12, 1);
        assertThat(twelve.points()).isEqualTo(NETWORK.points().subList(0, 12));
        assertThat(kinds(twelve)).isEqualTo(kinds(NETWORK));
        assertThat(prefectures(twelve)).isEqualTo(prefectures(NETWORK));
        assertThatThrownBy(() -> Network.first(61, 1)).hasMessageContaining("61");
        assertThatThrownBy(() -> Network.first(0, 1)).hasMessageContaining("1 to 60");
    }

    @Test
    void idsAreValidAndNobodyElsesNotEvenTheDemos() {
        var ids = NETWORK.devices().stream().map(DemoDevice::id).toList();
        assertThat(ids).doesNotHaveDuplicates().allMatch(Topics::isId);
        assertThat(NETWORK.points())
                .extracting(DemoPoint::id)
                .doesNotHaveDuplicates()
                .allMatch(Topics::isId);
        assertThat(NETWORK.points()).extracting(DemoPoint::name).doesNotHaveDuplicates();
        assertThat(NETWORK.points()).extracting(DemoPoint::unifiedNumber).doesNotHaveDuplicates();
        assertThat(NETWORK.rules())
                .extracting(RuleConfig::id)
                .doesNotHaveDuplicates()
                .allMatch(Topics::isId);
        var demo = Demo.jilin();
        assertThat(ids)
                .doesNotContainAnyElementsOf(
                        demo.devices().stream().map(DemoDevice::id).toList());
        assertThat(NETWORK.points())
                .extracting(DemoPoint::id)
                .doesNotContainAnyElementsOf(
                        demo.points().stream().map(DemoPoint::id).toList());
        assertThat(NETWORK.demo().contacts())
                .extracting(DemoContact::phone)
                .doesNotHaveDuplicates()
                .allMatch(Demo::isDemoPhone)
                .doesNotContainAnyElementsOf(
                        demo.contacts().stream().map(DemoContact::phone).toList());
    }

    @Test
    void unifiedNumbersAreCountyTypeAndSerial() {
        var types = Map.of("slope", "00", "landslide", "01", "collapse", "02", "debris-flow", "03", "subsidence", "04");
        assertThat(NETWORK.points()).allSatisfy(point -> {
            assertThat(point.unifiedNumber())
                    .hasSize(12)
                    .startsWith(point.division() + types.get(point.kind()))
                    .endsWith(point.id().substring(10));
            assertThat(point.lon()).isBetween(121.6, 131.4);
            assertThat(point.lat()).isBetween(40.8, 46.4);
            assertThat(point.people()).isPositive();
        });
    }

    @Test
    void everyGatewayStandsAtTheSamePointBeforeThoseBehindIt() {
        var seen = new TreeSet<String>();
        for (var device : NETWORK.devices()) {
            if (device.gateway() != null) {
                assertThat(seen).contains(device.gateway());
                assertThat(device.gateway()).startsWith(device.pointId());
            }
            seen.add(device.id());
            assertThat(device.id()).startsWith(device.pointId() + "-");
            assertThat(device.channels())
                    .allMatch(c -> Channels.normal(c.quantity()).isPresent());
        }
    }

    /**
     * A year in steps that meet every hour of the day, every channel: possible by the contract, and below the first limit of
     * the network and of the demo, whose rules look at every point.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aQuietYearStaysWithinTheContractAndBelowEveryLimit(long seed) {
        var network = Network.jilin(seed);
        var kinds = network.points().stream().collect(Collectors.toMap(DemoPoint::id, DemoPoint::kind));
        var rules = Stream.concat(network.rules().stream(), Demo.jilin().rules().stream())
                .filter(rule -> rule.method().equals("threshold"))
                .toList();
        for (var device : network.devices()) {
            for (var c = 0; c < device.channels().size(); c++) {
                var quantity = device.channels().get(c).quantity();
                var row = Quantity.of(quantity).orElseThrow();
                var limit = rules.stream()
                        .filter(rule -> rule.appliesTo()
                                .covers(quantity, device.id(), device.pointId(), kinds.get(device.pointId())))
                        .mapToDouble(rule -> rule.levels().get(Level.BLUE))
                        .min()
                        .orElse(row.max());
                var values = year(network, device, c);
                assertThat(values.getMax()).as("%s %s", device.id(), quantity).isLessThanOrEqualTo(row.max());
                assertThat(values.getMin()).as("%s %s", device.id(), quantity).isGreaterThanOrEqualTo(row.min());
                assertThat(values.getMax()).as("%s %s", device.id(), quantity).isLessThan(limit);
                if (limit > 0 && limit < row.max()) {
                    assertThat(values.getMin())
                            .as("%s %s", device.id(), quantity)
                            .isGreaterThan(row.min() < 0 ? -limit : -1);
                }
            }
        }
    }

    /** One channel in steps of 29 h. */
    private static DoubleSummaryStatistics year(Network network, DemoDevice device, int channel) {
        return IntStream.range(0, 302)
                .mapToDouble(i -> network.measure(device, NEW_YEAR.plus(Duration.ofHours(29L * i)), Scene.quiet())
                        .get(channel)
                        .value())
                .summaryStatistics();
    }

    @Test
    void everyRuleLooksAtAPointThatHasTheQuantityAndNowhereElse() {
        for (var rule : NETWORK.rules()) {
            assertThat(rule.appliesTo().pointId()).isNotNull();
            assertThat(NETWORK.devices().stream()
                            .filter(device ->
                                    device.pointId().equals(rule.appliesTo().pointId()))
                            .flatMap(device -> device.channels().stream())
                            .map(channel -> Story.bare(channel.quantity())))
                    .as(rule.id())
                    .contains(rule.appliesTo().quantity());
        }
        assertThat(NETWORK.rules().stream()
                        .map(rule -> rule.appliesTo().pointId())
                        .collect(Collectors.toSet()))
                .hasSize(60);
    }

    @Test
    void theSeedAndTheTimeAloneSayWhatIsMeasured() {
        var at = NEW_YEAR.plus(Duration.ofDays(200));
        var again = Network.jilin(1);
        var other = Network.jilin(2);
        assertThat(all(again, at)).isEqualTo(all(NETWORK, at));
        assertThat(all(other, at)).isNotEqualTo(all(NETWORK, at));
        assertThat(all(Network.first(12, 1), at))
                .isEqualTo(all(NETWORK, at)
                        .subList(0, all(Network.first(12, 1), at).size()));
    }

    @Test
    void whatIsMeasuredCanBeSentAndReadBack() {
        for (var device : NETWORK.devices()) {
            var readings = NETWORK.measure(device, NEW_YEAR, Scene.quiet());
            var pack = SenMl.decode(SenMl.encode(device.id(), readings), device.id(), NEW_YEAR);
            assertThat(pack.bad()).isEmpty();
            assertThat(pack.readings()).isEqualTo(readings);
        }
    }

    private static List<Reading> all(Network network, Instant at) {
        return network.devices().stream()
                .flatMap(device -> network.measure(device, at, Scene.quiet()).stream())
                .toList();
    }

    private static Set<String> kinds(Network network) {
        return network.points().stream().map(DemoPoint::kind).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> prefectures(Network network) {
        return network.points().stream()
                .map(point -> point.division().substring(0, 4))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

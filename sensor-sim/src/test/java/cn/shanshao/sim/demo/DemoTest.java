package cn.shanshao.sim.demo;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Topics;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoTest {
    private final Demo demo = Demo.jilin();

    @Test
    void hasADozenPointsOfFiveKindsInAllNinePrefectures() {
        assertThat(demo.points()).hasSize(12);
        assertThat(demo.points())
                .extracting(DemoPoint::kind)
                .contains("landslide", "collapse", "debris-flow", "subsidence", "slope");
        assertThat(demo.points().stream().map(p -> p.division().substring(0, 4)).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("2201", "2202", "2203", "2204", "2205", "2206", "2207", "2208", "2224");
    }

    @Test
    void unifiedNumbersAreCountyTypeAndSerial() {
        var types = java.util.Map.of(
                "slope", "00", "landslide", "01", "collapse", "02", "debris-flow", "03", "subsidence", "04");
        assertThat(demo.points())
                .allSatisfy(point -> assertThat(point.unifiedNumber())
                        .hasSize(12)
                        .startsWith(point.division() + types.get(point.kind()))
                        .endsWith(point.id().substring(10)));
    }

    @Test
    void hasFortyInstrumentsAndEveryGatewayIsADeviceOfTheSamePoint() {
        assertThat(demo.devices().stream()
                        .filter(d -> !d.model().equals("gateway") && !d.model().equals(Demo.SIREN)))
                .hasSize(40);
        var points = demo.points().stream().map(DemoPoint::id).collect(Collectors.toSet());
        for (var device : demo.devices()) {
            assertThat(Topics.isId(device.id())).isTrue();
            assertThat(points).contains(device.pointId());
            assertThat(device.interval()).isBetween(1.0, 10.0);
            if (device.gateway() != null) {
                assertThat(demo.devices())
                        .anyMatch(g -> g.id().equals(device.gateway())
                                && g.model().equals("gateway")
                                && g.pointId().equals(device.pointId()));
            }
        }
        assertThat(new HashSet<>(demo.devices().stream().map(DemoDevice::id).toList()))
                .hasSameSizeAs(demo.devices());
    }

    @Test
    void theStationsAndSirensOfAGullyAreDevicesOfItsPoint() {
        assertThat(demo.gullies()).hasSize(2);
        for (var gully : demo.gullies()) {
            var there = demo.devices().stream()
                    .filter(device -> device.pointId().equals(gully.pointId()))
                    .map(DemoDevice::id)
                    .toList();
            assertThat(there).containsAll(gully.sirens());
            assertThat(gully.flow().stations())
                    .as("the registry takes no fewer")
                    .hasSizeGreaterThanOrEqualTo(2)
                    .allMatch(station -> there.contains(station.deviceId()))
                    .allMatch(station -> station.chainage() < gully.flow().village());
        }
        assertThat(demo.gullies().get(0).order(Instant.EPOCH)).isPresent();
        assertThat(demo.gullies().get(1).order(Instant.EPOCH))
                .as("nothing to sound")
                .isEmpty();
    }

    @Test
    void everyPointHasAMonitorAndNumbersThatNobodyHas() {
        for (var point : demo.points()) {
            assertThat(demo.contacts().stream().filter(c -> c.pointId().equals(point.id())))
                    .extracting(DemoContact::role)
                    .contains("MONITOR", "VILLAGE_HEAD", "ORDER_GIVER");
        }
        assertThat(demo.contacts())
                .allSatisfy(c -> assertThat(Demo.isDemoPhone(c.phone())).isTrue());
        assertThat(demo.contacts().stream().map(DemoContact::phone).distinct()).hasSameSizeAs(demo.contacts());
        assertThat(demo.contacts()).noneMatch(c -> c.phone().matches(".*(444|666|999)"));
        assertThat(demo.households())
                .flatExtracting(DemoHousehold::phones)
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(
                        demo.contacts().stream().map(DemoContact::phone).toList())
                .allSatisfy(phone -> assertThat(Demo.isDemoPhone(phone)).isTrue())
                .noneMatch(phone -> phone.matches(".*(444|666|999)"));
    }

    @Test
    void everyRuleHasRisingLimitsAndADeadband() {
        for (var rule : demo.rules()) {
            var isNeverRed = rule.appliesTo().quantity().equals("soil.moisture");
            assertThat(rule.levels().keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            isNeverRed ? EnumSet.range(Level.BLUE, Level.ORANGE) : EnumSet.allOf(Level.class));
            assertThat(java.util.List.copyOf(new java.util.TreeMap<>(rule.levels()).values()))
                    .isSorted();
            assertThat(rule.deadband()).isPositive();
        }
    }

    @Test
    void twoHouseholdsAreNeverCalledTheSame() {
        assertThat(demo.households())
                .extracting(DemoHousehold::name)
                .doesNotHaveDuplicates()
                .as("nor as somebody of a card")
                .doesNotContainAnyElementsOf(
                        demo.contacts().stream().map(DemoContact::name).toList());
    }
}

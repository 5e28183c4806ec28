package cn.shanshao.center.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;

class DangerZoneTest {
    private static final Envelope JILIN = new Envelope(121.6, 131.4, 40.8, 46.4);
    private static final double LON = 126.75;
    private static final double LAT = 42.97;
    private static final double METRE_NORTH = 1 / 111_100.0;

    private static @Nullable String fault(DangerZone zone) {
        return zone.fault(LON, LAT, JILIN);
    }

    /** A polygon with corners on a circle around the slope. */
    private static DangerZone round(int corners, double metres) {
        var lonLat = new double[2 * corners];
        for (var i = 0; i < corners; i++) {
            var angle = 2 * Math.PI * i / corners;
            lonLat[2 * i] = LON + metres * METRE_NORTH / Math.cos(Math.toRadians(LAT)) * Math.sin(angle);
            lonLat[2 * i + 1] = LAT + metres * METRE_NORTH * Math.cos(angle);
        }
        return DangerZone.around(lonLat);
    }

    @Property(tries = 200)
    void anyConvexZoneAroundThePointIsTakenAndMeasured(
            @ForAll @IntRange(min = 3, max = 80) int corners,
            @ForAll @DoubleRange(min = 20, max = 3_000) double metres) {
        var zone = round(corners, metres);
        assertThat(fault(zone)).isNull();
        assertThat(zone.holds(LON, LAT)).isTrue();
        assertThat(zone.distance(LON, LAT)).isZero();
        var regular = corners * metres * metres * Math.sin(2 * Math.PI / corners) / 2;
        assertThat(zone.area()).isCloseTo(regular, within(regular * 0.01));
    }

    @Property(tries = 200)
    void twoCornersThatChangePlacesCrossAndAreRefused(
            @ForAll @IntRange(min = 5, max = 60) int corners, @ForAll @IntRange(min = 1, max = 3) int at) {
        var ring = new ArrayList<>(round(corners, 500).coordinates().get(0));
        Collections.swap(ring, at, at + 1);
        assertThat(fault(new DangerZone("Polygon", List.of(ring)))).contains("cross");
    }

    @Property(tries = 100)
    void itIsTheSameFromWhicheverCornerAndInWhicheverDirection(
            @ForAll @IntRange(min = 3, max = 30) int corners, @ForAll @IntRange(min = 0, max = 29) int turn) {
        var zone = round(corners, 400);
        var open = new ArrayList<>(zone.coordinates().get(0).subList(0, corners));
        Collections.rotate(open, turn);
        Collections.reverse(open);
        open.add(open.get(0));
        var other = new DangerZone("Polygon", List.of(open));
        assertThat(fault(other)).isNull();
        assertThat(other.area()).isCloseTo(zone.area(), within(1e-3));
    }

    @Test
    void aDegreeSquareHasTheAreaThatTheEllipsoidGivesIt() {
        // between 42° and 43°: 9 126 km² by the integral of the radii of curvature of GRS 80
        var zone = DangerZone.around(126, 42, 127, 42, 127, 43, 126, 43);
        var radii = 0.0;
        var steps = 1_000;
        for (var i = 0; i < steps; i++) {
            var lat = Math.toRadians(42 + (i + 0.5) / steps);
            var e2 = 0.00669438002290;
            var w = 1 - e2 * Math.sin(lat) * Math.sin(lat);
            radii += 6_378_137.0 * 6_378_137.0 * (1 - e2) * Math.cos(lat) / (w * w) * Math.toRadians(1.0 / steps);
        }
        var expected = radii * Math.toRadians(1);
        assertThat(zone.area()).isCloseTo(expected, within(expected * 1e-6));
    }

    @Test
    void whatIsNoRingIsRefusedInWords() {
        var good = round(4, 100).coordinates().get(0);
        assertThat(fault(new DangerZone("MultiPolygon", List.of(good)))).contains("GeoJSON Polygon");
        assertThat(fault(new DangerZone("Polygon", List.of(good, good)))).contains("without holes");
        assertThat(fault(new DangerZone("Polygon", List.of()))).contains("without holes");
        assertThat(fault(new DangerZone("Polygon", List.of(good.subList(0, 4)))))
                .contains("closed");
        assertThat(fault(new DangerZone("Polygon", List.of(good.subList(0, 3)))))
                .contains("3 to 500");
        assertThat(fault(round(501, 100))).contains("3 to 500");
        var hollow = new ArrayList<>(good);
        hollow.set(1, Arrays.asList(126.0, null));
        assertThat(fault(new DangerZone("Polygon", List.of(hollow)))).contains("two numbers");
        hollow.set(1, List.of(126.75, 42.97, 300.0));
        assertThat(fault(new DangerZone("Polygon", List.of(hollow)))).contains("two numbers");
        hollow.set(1, List.of(Double.NaN, 42.97));
        assertThat(fault(new DangerZone("Polygon", List.of(hollow)))).contains("two numbers");
    }

    @Test
    void latitudeBeforeLongitudeIsSeen() {
        var turned = round(4, 100).coordinates().get(0).stream()
                .map(p -> List.of(p.get(1), p.get(0)))
                .toList();
        assertThat(fault(new DangerZone("Polygon", List.of(turned)))).contains("longitudes 121.6…131.4");
    }

    @Test
    void aZoneFarFromItsPointIsOfAnother() {
        var zone = round(6, 200);
        assertThat(zone.fault(LON, LAT + 5_100 * METRE_NORTH, JILIN)).isNull();
        assertThat(zone.fault(LON, LAT + 5_300 * METRE_NORTH, JILIN)).contains("within 5000 m");
        assertThat(zone.distance(LON, LAT + 700 * METRE_NORTH)).isCloseTo(500, within(5.0));
        assertThat(fault(round(40, 6_000))).contains("100 km²");
    }

    @Test
    void twoZonesTogetherAreTheWiderOneOrWhatHoldsBoth() {
        var wide = DangerZone.around(126, 42, 127, 42, 127, 43, 126, 43);
        var inside = DangerZone.around(126.4, 42.4, 126.6, 42.4, 126.6, 42.6);
        assertThat(wide.joined(inside)).isEqualTo(wide);
        assertThat(inside.joined(wide)).isEqualTo(wide);
        var beside = DangerZone.around(128, 42, 129, 42, 129, 43, 128, 43);
        var both = wide.joined(beside);
        assertThat(List.of(both.holds(126.5, 42.5), both.holds(128.5, 42.5), both.holds(125.9, 42.5)))
                .containsExactly(true, true, false);
        assertThat(both.fault(127.5, 42.5, new Envelope(121, 132, 40, 47))).isEqualTo("at most 100 km²");
    }
}

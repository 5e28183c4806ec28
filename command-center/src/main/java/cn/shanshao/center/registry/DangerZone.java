package cn.shanshao.center.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.valid.IsValidOp;

/**
 * Where people are in danger (危险区范围): a GeoJSON polygon of one ring, longitude before latitude, CGCS2000 degrees. What
 * comes from outside may be anything until {@link #fault} has found nothing.
 *
 * @param type {@code Polygon}
 * @param coordinates one closed ring of positions
 */
public record DangerZone(String type, List<List<List<Double>>> coordinates) {
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private static final int MOST_POSITIONS = 501;
    private static final double LARGEST = 1e8;
    /** A debris flow reaches down its valley. */
    static final double FARTHEST = 5_000;

    /** Ellipsoid of CGCS2000. */
    private static final double SEMI_MAJOR = 6_378_137;

    private static final double FLATTENING = 1 / 298.257222101;
    private static final double ECCENTRICITY = Math.sqrt(FLATTENING * (2 - FLATTENING));

    /** A polygon of these vertices, of longitude and latitude in turn; the ring is closed here. */
    public static DangerZone around(double... lonLat) {
        var ring = new ArrayList<List<Double>>();
        for (var i = 0; i + 1 < lonLat.length; i += 2) {
            ring.add(List.of(lonLat[i], lonLat[i + 1]));
        }
        ring.add(ring.get(0));
        return new DangerZone("Polygon", List.of(List.copyOf(ring)));
    }

    /**
     * What is wrong with it, in words of what was expected.
     *
     * @param within degrees in which all of it must lie
     * @return {@code null} when nothing is
     */
    @Nullable
    String fault(double lon, double lat, Envelope within) {
        var shape = faultOfShape();
        if (shape != null) {
            return shape;
        }
        if (!within.contains(polygon().getEnvelopeInternal())) {
            return "longitudes %s…%s and latitudes %s…%s in that order"
                    .formatted(within.getMinX(), within.getMaxX(), within.getMinY(), within.getMaxY());
        }
        var error = new IsValidOp(polygon()).getValidationError();
        if (error != null) {
            var at = error.getCoordinate();
            return "a ring that does not cross or touch itself, as it does near %.5f, %.5f".formatted(at.x, at.y);
        }
        if (area() > LARGEST) {
            return "at most 100 km²";
        }
        return distance(lon, lat) <= FARTHEST
                ? null
                : "a zone that holds the point, or lies within %.0f m of it".formatted(FARTHEST);
    }

    private @Nullable String faultOfShape() {
        if (!"Polygon".equals(type)) {
            return "a GeoJSON Polygon";
        }
        if (coordinates == null || coordinates.size() != 1 || coordinates.get(0) == null) {
            return "one ring without holes";
        }
        var ring = coordinates.get(0);
        if (ring.size() < 4 || ring.size() > MOST_POSITIONS) {
            return "3 to 500 vertices, the first one again at the end";
        }
        for (var position : ring) {
            if (position == null
                    || position.size() != 2
                    || position.stream().anyMatch(Objects::isNull)
                    || !position.stream().allMatch(Double::isFinite)) {
                return "positions of two numbers, longitude and latitude";
            }
        }
        return ring.get(0).equals(ring.get(ring.size() - 1)) ? null : "a closed ring: its last position is its first";
    }

    /** Area on the ellipsoid, m²; the sides are straight in longitude and sine of authalic latitude. */
    public double area() {
        var ring = coordinates.get(0);
        var twice = 0.0;
        for (var i = 0; i + 1 < ring.size(); i++) {
            var from = ring.get(i);
            var to = ring.get(i + 1);
            twice += Math.toRadians(to.get(0) - from.get(0)) * (authalic(from.get(1)) + authalic(to.get(1)));
        }
        return SEMI_MAJOR * SEMI_MAJOR * Math.abs(twice) / 2;
    }

    /** Snyder 1987, eq. 3-12, halved: the ordinate of the cylindrical equal-area projection in semi-major axes. */
    private static double authalic(double lat) {
        var sine = Math.sin(Math.toRadians(lat));
        var es = ECCENTRICITY * sine;
        return (1 - ECCENTRICITY * ECCENTRICITY)
                / 2
                * (sine / (1 - es * es) - Math.log((1 - es) / (1 + es)) / (2 * ECCENTRICITY));
    }

    /** What holds both: one of them, where it holds the other, or else what a string around the two would. */
    public DangerZone joined(DangerZone other) {
        if (polygon().covers(other.polygon())) {
            return this;
        }
        if (other.polygon().covers(polygon())) {
            return other;
        }
        var ring = FACTORY.createGeometryCollection(new Geometry[] {polygon(), other.polygon()})
                .convexHull()
                .getCoordinates();
        return new DangerZone(
                "Polygon", List.of(Stream.of(ring).map(c -> List.of(c.x, c.y)).toList()));
    }

    /** Whether that place lies in it or on its border. */
    public boolean holds(double lon, double lat) {
        return polygon().covers(point(lon, lat));
    }

    /** How far that place lies outside of it, m; 0 inside. Good to some per cent over the few kilometres that it is for. */
    public double distance(double lon, double lat) {
        var east = Math.toRadians(1) * SEMI_MAJOR * Math.cos(Math.toRadians(lat));
        var north = Math.toRadians(1) * SEMI_MAJOR;
        var local = FACTORY.createPolygon(ring().map(c -> new Coordinate((c.x - lon) * east, (c.y - lat) * north))
                .toArray(Coordinate[]::new));
        return local.distance(point(0, 0));
    }

    private Stream<Coordinate> ring() {
        return coordinates.get(0).stream().map(p -> new Coordinate(p.get(0), p.get(1)));
    }

    private Polygon polygon() {
        return FACTORY.createPolygon(ring().toArray(Coordinate[]::new));
    }

    private static Point point(double lon, double lat) {
        return FACTORY.createPoint(new Coordinate(lon, lat));
    }
}

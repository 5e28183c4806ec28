package cn.shanshao.ingest.wire;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A hazard point (隐患点) as the job needs to know it.
 *
 * @param kind {@code landslide}, {@code collapse}, {@code debris-flow}, {@code subsidence}, {@code slope},
 *     {@code fissure}, {@code land-subsidence}
 * @param lon degrees, CGCS2000
 * @param lat degrees, CGCS2000
 * @param people who live below
 * @param villages their names
 * @param devices ids of its devices
 * @param flow the way that a debris flow takes past its stations; {@code null} where there is none
 */
public record PointConfig(
        String id,
        long version,
        String name,
        String kind,
        String division,
        Realm realm,
        double lon,
        double lat,
        int people,
        List<String> villages,
        List<String> devices,
        List<StandingOrder> standingOrders,
        @Nullable Flow flow) {

    public PointConfig {
        villages = List.copyOf(villages);
        devices = List.copyOf(devices);
        standingOrders = standingOrders == null ? List.of() : List.copyOf(standingOrders);
    }

    /** A point without a flow path. */
    public PointConfig(
            String id,
            long version,
            String name,
            String kind,
            String division,
            Realm realm,
            double lon,
            double lat,
            int people,
            List<String> villages,
            List<String> devices,
            List<StandingOrder> standingOrders) {
        this(id, version, name, kind, division, realm, lon, lat, people, villages, devices, standingOrders, null);
    }

    /**
     * The way down a gully (泥石流沟道). Chainages are metres along the channel, rising downstream.
     *
     * @param stations in any order; devices at one chainage are one station
     * @param village chainage of the first houses; {@code null} where nobody has measured it
     */
    public record Flow(List<Station> stations, @Nullable Double village) {
        public Flow {
            stations = stations == null ? List.of() : List.copyOf(stations);
        }
    }

    /** A device that a flow passes. */
    public record Station(String deviceId, double chainage) {}

    /** A signed, dated, expiring order (常设指令): what may happen by itself when a corroborated alert comes. */
    public record StandingOrder(String id, Level level, Set<AlertKind> kinds, Instant until, List<String> sirens) {
        public StandingOrder {
            kinds = Set.copyOf(kinds);
            sirens = List.copyOf(sirens);
        }
    }
}

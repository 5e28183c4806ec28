package cn.shanshao.ingest.wire;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A hazard point (隐患点) as the job needs to know it.
 *
 * @param kind {@code landslide}, {@code collapse}, {@code debris-flow}, {@code subsidence}, {@code slope}
 * @param lon degrees, CGCS2000
 * @param lat degrees, CGCS2000
 * @param people who live below
 * @param villages their names
 * @param devices ids of its devices
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
        List<StandingOrder> standingOrders) {

    public PointConfig {
        villages = List.copyOf(villages);
        devices = List.copyOf(devices);
        standingOrders = standingOrders == null ? List.of() : List.copyOf(standingOrders);
    }

    /** A signed, dated, expiring order (常设指令): what may happen by itself when a corroborated alert comes. */
    public record StandingOrder(String id, Level level, Set<AlertKind> kinds, Instant until, List<String> sirens) {
        public StandingOrder {
            kinds = Set.copyOf(kinds);
            sirens = List.copyOf(sirens);
        }
    }
}

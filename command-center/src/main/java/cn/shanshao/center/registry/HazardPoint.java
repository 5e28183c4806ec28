package cn.shanshao.center.registry;

import cn.shanshao.ingest.wire.PointConfig;
import cn.shanshao.ingest.wire.PointConfig.Flow;
import cn.shanshao.ingest.wire.PointConfig.StandingOrder;
import cn.shanshao.ingest.wire.Realm;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A hazard point (隐患点).
 *
 * @param id {@code pointId} on the wire, {@code [A-Za-z0-9_-]{1,64}}
 * @param version rises with every change; 0 for one that is not stored yet
 * @param unifiedNumber the national number (统一编号), or {@code null}
 * @param kind {@code landslide} (滑坡), {@code collapse} (崩塌), {@code debris-flow} (泥石流), {@code subsidence} (地面塌陷),
 *     {@code slope} (不稳定斜坡), {@code fissure} (地裂缝) or {@code land-subsidence} (地面沉降)
 * @param division code of the county
 * @param lon degrees, CGCS2000
 * @param lat degrees, CGCS2000
 * @param people who live below, as declared (威胁人数)
 * @param villages their names
 * @param flow the way of a debris flow past its stations; {@code null} where nobody has described it
 * @param dossier its file; {@code null}: this says nothing of it, so what is stored stays
 */
public record HazardPoint(
        String id,
        long version,
        @Nullable String unifiedNumber,
        String name,
        String kind,
        String division,
        Realm realm,
        double lon,
        double lat,
        int people,
        List<String> villages,
        List<StandingOrder> standingOrders,
        @Nullable Flow flow,
        @Nullable Dossier dossier) {
    public HazardPoint {
        villages = List.copyOf(villages);
        standingOrders = List.copyOf(standingOrders);
    }

    /** One without a way of flow. */
    public HazardPoint(
            String id,
            long version,
            @Nullable String unifiedNumber,
            String name,
            String kind,
            String division,
            Realm realm,
            double lon,
            double lat,
            int people,
            List<String> villages,
            List<StandingOrder> standingOrders) {
        this(id, version, unifiedNumber, name, kind, division, realm, lon, lat, people, villages, standingOrders, null);
    }

    /** One of which nothing is said beside its place and its flow. */
    public HazardPoint(
            String id,
            long version,
            @Nullable String unifiedNumber,
            String name,
            String kind,
            String division,
            Realm realm,
            double lon,
            double lat,
            int people,
            List<String> villages,
            List<StandingOrder> standingOrders,
            @Nullable Flow flow) {
        this(
                id,
                version,
                unifiedNumber,
                name,
                kind,
                division,
                realm,
                lon,
                lat,
                people,
                villages,
                standingOrders,
                flow,
                null);
    }

    /** The same with this file. */
    HazardPoint with(Dossier file) {
        return new HazardPoint(
                id,
                version,
                unifiedNumber,
                name,
                kind,
                division,
                realm,
                lon,
                lat,
                people,
                villages,
                standingOrders,
                flow,
                file);
    }

    /** The same with these orders. */
    HazardPoint with(List<StandingOrder> orders) {
        return new HazardPoint(
                id,
                version,
                unifiedNumber,
                name,
                kind,
                division,
                realm,
                lon,
                lat,
                people,
                villages,
                orders,
                flow,
                dossier);
    }

    /** By their ids, and by their national numbers where they have one: people know either. */
    public static Map<String, HazardPoint> byNames(Collection<HazardPoint> points) {
        var byName = new HashMap<String, HazardPoint>();
        for (var point : points) {
            if (point.unifiedNumber() != null) {
                byName.put(point.unifiedNumber(), point);
            }
        }
        points.forEach(point -> byName.put(point.id(), point));
        return Map.copyOf(byName);
    }

    /** The part of it that the streaming job needs. */
    PointConfig config(List<String> devices) {
        return new PointConfig(
                id, version, name, kind, division, realm, lon, lat, people, villages, devices, standingOrders, flow);
    }
}

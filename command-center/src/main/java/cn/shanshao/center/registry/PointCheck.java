package cn.shanshao.center.registry;

import cn.shanshao.center.Problem;
import cn.shanshao.ingest.wire.PointConfig.Flow;
import cn.shanshao.ingest.wire.PointConfig.Station;
import cn.shanshao.ingest.wire.Topics;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;

/**
 * What every hazard point must keep, whoever saves it.
 *
 * @param before as it is stored; {@code null} for a new one, whose devices may be registered after it
 * @param stations those devices of its flow that are registered
 * @param within degrees in which its danger zone must lie
 * @param today in China
 */
record PointCheck(
        HazardPoint point, @Nullable HazardPoint before, List<Device> stations, Envelope within, LocalDate today) {
    private static final int MOST_STATIONS = 64;

    private static final double LONGEST = 100_000;
    private static final String CHAINAGE = "metres along the channel, rising downstream, 0…100 000";

    static final Set<String> KINDS =
            Set.of("landslide", "collapse", "debris-flow", "subsidence", "slope", "fissure", "land-subsidence");

    /** @throws cn.shanshao.center.Problem 422 that names every wrong field */
    void demand() {
        look().tell();
    }

    /** Everything that is wrong with it. */
    List<Problem.Fault> faults() {
        return look().list();
    }

    private Faults look() {
        var faults = new Faults();
        if (point.flow() != null) {
            flow(point.flow(), faults);
            if (before == null || !point.flow().equals(before.flow())) {
                stand(point.flow(), faults);
            }
        }
        number(faults);
        DossierCheck.of(point, point.dossier(), within, today, faults);
        return faults.unless(Topics.isId(point.id()), "id", point.id(), "[A-Za-z0-9_-]{1,64}")
                .unless(!point.name().isBlank(), "name", point.name(), "a name")
                .unless(KINDS.contains(point.kind()), "kind", point.kind(), "one of " + KINDS)
                .unless(Math.abs(point.lon()) <= 180, "lon", point.lon(), "degrees, −180…180")
                .unless(Math.abs(point.lat()) <= 90, "lat", point.lat(), "degrees, −90…90")
                .unless(point.people() >= 0, "people", point.people(), "0 or more");
    }

    /** A number of an older form that is stored already stays. */
    private void number(Faults faults) {
        var number = point.unifiedNumber();
        if (number != null
                && (before == null
                        || !number.equals(before.unifiedNumber())
                        || !point.kind().equals(before.kind()))) {
            var fault = UnifiedNumber.fault(number, point.kind());
            if (fault != null) {
                faults.unless(false, "unifiedNumber", number, fault);
            }
        }
    }

    /** What is stored already stays, or a device that was moved would bar every other change of its old point. */
    private void stand(Flow flow, Faults faults) {
        faults.unless(
                flow.stations().isEmpty() || flow.stations().size() >= 2,
                "flow.stations",
                flow.stations().size(),
                "at least 2, or none");
        for (var i = 0; i < flow.stations().size(); i++) {
            var id = flow.stations().get(i).deviceId();
            var known = stations.stream().filter(d -> d.id().equals(id)).findFirst();
            faults.unless(
                    known.map(d -> point.id().equals(d.pointId())).orElse(before == null),
                    "flow.stations[%d].deviceId".formatted(i),
                    id,
                    "a registered device of the point " + point.id());
        }
    }

    private void flow(Flow flow, Faults faults) {
        var stations = flow.stations();
        faults.unless(point.kind().equals("debris-flow"), "flow", point.kind(), "a point of kind debris-flow")
                .unless(stations.size() <= MOST_STATIONS, "flow.stations", stations.size(), "at most " + MOST_STATIONS)
                .unless(
                        stations.stream().map(Station::deviceId).distinct().count() == stations.size(),
                        "flow.stations",
                        stations.stream().map(Station::deviceId).toList(),
                        "each device once");
        for (var station : stations) {
            faults.unless(
                            station.deviceId() != null && Topics.isId(station.deviceId()),
                            "flow.stations.deviceId",
                            station.deviceId(),
                            "the id of a device")
                    .unless(
                            station.chainage() >= 0 && station.chainage() <= LONGEST,
                            "flow.stations.chainage",
                            station.chainage(),
                            CHAINAGE);
        }
        var lowest = stations.stream().mapToDouble(Station::chainage).max().orElse(0);
        var village = flow.village();
        faults.unless(
                village == null || village > lowest && village <= LONGEST,
                "flow.village",
                village,
                "below the lowest station, in " + CHAINAGE + ", or null");
    }
}

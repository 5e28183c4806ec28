package cn.shanshao.center.registry;

import cn.shanshao.ingest.wire.Topics;
import java.util.Set;

/** What every hazard point must keep, whoever saves it. */
record PointCheck(HazardPoint point) {
    static final Set<String> KINDS = Set.of("landslide", "collapse", "debris-flow", "subsidence", "slope");

    /** @throws cn.shanshao.center.Problem 422 that names every wrong field */
    void demand() {
        new Faults()
                .unless(Topics.isId(point.id()), "id", point.id(), "[A-Za-z0-9_-]{1,64}")
                .unless(!point.name().isBlank(), "name", point.name(), "a name")
                .unless(KINDS.contains(point.kind()), "kind", point.kind(), "one of " + KINDS)
                .unless(Math.abs(point.lon()) <= 180, "lon", point.lon(), "degrees, −180…180")
                .unless(Math.abs(point.lat()) <= 90, "lat", point.lat(), "degrees, −90…90")
                .unless(point.people() >= 0, "people", point.people(), "0 or more")
                .tell();
    }
}

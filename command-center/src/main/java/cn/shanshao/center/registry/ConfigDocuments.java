package cn.shanshao.center.registry;

import cn.shanshao.center.identity.Divisions;
import cn.shanshao.ingest.wire.DivisionConfig;
import cn.shanshao.ingest.wire.EventConfig;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Manifest;
import cn.shanshao.ingest.wire.RuleConfig;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** What the retained configuration has to say now; a document that says something new has a higher version. */
@Component
class ConfigDocuments {
    private static final Before NONE = new Before(0, "");

    private final PointStore points;
    private final DeviceStore devices;
    private final RuleSource rules;
    private final Earthquakes earthquakes;
    private final Divisions divisions;
    private final JdbcClient jdbc;

    ConfigDocuments(
            PointStore points,
            DeviceStore devices,
            RuleSource rules,
            Earthquakes earthquakes,
            Divisions divisions,
            JdbcClient jdbc) {
        this.points = points;
        this.devices = devices;
        this.rules = rules;
        this.earthquakes = earthquakes;
        this.divisions = divisions;
        this.jdbc = jdbc;
    }

    /** All documents by division, and the manifest that lists them. */
    record Edition(Map<String, DivisionConfig> documents, Manifest manifest) {}

    /** The version of what was published before, and its digest. */
    private record Before(long version, String digest) {}

    /** Reads everything at one moment, and stores the versions before anybody publishes them. */
    @Transactional(isolation = Isolation.REPEATABLE_READ)
    Edition edit() {
        var epoch = jdbc.sql("select epoch from config_epoch").query(Long.class).single();
        var before = before();
        var all =
                new Content(points.all(), devices.all(), rules.all(), earthquakes.all(), divisions.root(), this::above);
        var documents = new LinkedHashMap<String, DivisionConfig>();
        for (var division : all.divisions(before.keySet())) {
            documents.put(division, document(epoch, division, all, before.getOrDefault(division, NONE)));
        }
        var versions = new LinkedHashMap<String, Long>();
        documents.forEach((division, document) -> versions.put(division, document.version()));
        return new Edition(documents, new Manifest(epoch, versions));
    }

    /**
     * Raises the epoch when the broker holds something newer than this database has ever published: the database was
     * restored, and the job would pass over all it says until its versions have caught up.
     *
     * @param held the manifest that the broker retains
     * @return whether it was so
     */
    @Transactional
    boolean raise(Manifest held) {
        var epoch = jdbc.sql("select epoch from config_epoch for update")
                .query(Long.class)
                .single();
        var before = before();
        var isBehind = held.epoch() > epoch
                || held.epoch() == epoch
                        && held.divisions().entrySet().stream()
                                .anyMatch(e -> e.getValue()
                                        > before.getOrDefault(e.getKey(), NONE).version());
        if (isBehind) {
            jdbc.sql("update config_epoch set epoch = ?")
                    .param(held.epoch() + 1)
                    .update();
            // what nobody here knows of any more is taken back by an empty document
            held.divisions()
                    .keySet()
                    .forEach(division -> jdbc.sql("insert into config_document (division, version, digest)"
                                    + " select code, 0, '' from division where code = ? on conflict do nothing")
                            .param(division)
                            .update());
        }
        return isBehind;
    }

    /** A division that the tree does not hold any more lies below the top all the same: its devices need the rules. */
    private List<String> above(String division) {
        var line = divisions.lineage(division);
        if (!line.isEmpty()) {
            return line.subList(1, line.size());
        }
        return List.of(divisions.root());
    }

    private DivisionConfig document(long epoch, String division, Content all, Before before) {
        var content = all.of(division, epoch);
        var digest = digest(content);
        if (digest.equals(before.digest())) {
            return withVersion(content, before.version());
        }
        jdbc.sql("insert into config_document (division, version, digest) values (?, ?, ?)"
                        + " on conflict (division) do update set version = excluded.version, digest = excluded.digest")
                .params(division, before.version() + 1, HexFormat.of().parseHex(digest))
                .update();
        return withVersion(content, before.version() + 1);
    }

    private Map<String, Before> before() {
        var before = new LinkedHashMap<String, Before>();
        jdbc.sql("select * from config_document").query(row -> {
            before.put(
                    row.getString("division"),
                    new Before(row.getLong("version"), HexFormat.of().formatHex(row.getBytes("digest"))));
        });
        return before;
    }

    private static DivisionConfig withVersion(DivisionConfig c, long version) {
        return new DivisionConfig(c.epoch(), version, c.points(), c.devices(), c.rules(), c.events(), c.above());
    }

    private static String digest(DivisionConfig content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Json.write(content)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** Everything there is, to be dealt out by division. What belongs to no place belongs to the root. */
    private record Content(
            List<HazardPoint> points,
            List<Device> devices,
            List<RuleConfig> rules,
            List<EventConfig> events,
            String root,
            Function<String, List<String>> above) {
        /** Those with content, those that had some, and always the root. */
        SortedSet<String> divisions(Iterable<String> before) {
            var all = new TreeSet<String>();
            all.add(root);
            before.forEach(all::add);
            points.forEach(p -> all.add(p.division()));
            devices.forEach(d -> all.add(d.division()));
            return all;
        }

        DivisionConfig of(String division, long epoch) {
            return new DivisionConfig(
                    epoch,
                    0,
                    points.stream()
                            .filter(p -> p.division().equals(division))
                            .map(p -> p.config(devicesOf(p)))
                            .toList(),
                    devices.stream()
                            .filter(d -> d.division().equals(division))
                            .map(Device::config)
                            .toList(),
                    rules.stream().filter(r -> place(r).equals(division)).toList(),
                    division.equals(root) ? events : List.of(),
                    above.apply(division));
        }

        private List<String> devicesOf(HazardPoint point) {
            return devices.stream()
                    .filter(d -> point.id().equals(d.pointId()))
                    .map(Device::id)
                    .toList();
        }

        private String place(RuleConfig rule) {
            var to = rule.appliesTo();
            if (to.deviceId() != null) {
                return devices.stream()
                        .filter(d -> d.id().equals(to.deviceId()))
                        .map(Device::division)
                        .findFirst()
                        .orElse(root);
            }
            return points.stream()
                    .filter(p -> p.id().equals(to.pointId()))
                    .map(HazardPoint::division)
                    .findFirst()
                    .orElse(root);
        }
    }
}

package cn.shanshao.center.residents;

import cn.shanshao.center.China;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.Device;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.residents.SinglePoints.Picture;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Looks every night, and whenever somebody asks, for what hangs on one thing; and remembers since when it does. */
@Component
@Transactional
class Weaknesses {
    /** So many points at a time: their households are read at once. */
    private static final int LOT = 50;

    private final Registry registry;
    private final Residents residents;
    private final Divisions divisions;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    Weaknesses(Registry registry, Residents residents, Divisions divisions, JdbcTemplate jdbc, Clock clock) {
        this.registry = registry;
        this.residents = residents;
        this.divisions = divisions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A weakness, and since when it has been known.
     *
     * @param since the night of the first look that found it; now when none has
     */
    record Known(String pointName, String division, Instant since, Weakness weakness) {}

    /** Keeps what is still there with its date, adds what is new, drops what was mended. */
    @Scheduled(cron = "0 10 2 * * *", zone = China.ZONE_NAME)
    void everyNight() {
        var points = registry.listPoints(divisions.root());
        var since = since(points);
        var found = look(points);
        var now = clock.instant();
        jdbc.update("delete from weakness");
        jdbc.batchUpdate(
                "insert into weakness (point_id, code, subject, since) values (?, ?, ?, ?) on conflict do nothing",
                found.stream()
                        .map(w -> new Object[] {
                            w.pointId(), w.code(), w.subject(), Timestamp.from(since.getOrDefault(key(w), now))
                        })
                        .toList());
    }

    /**
     * What the nightly looks found and a user has not seen.
     *
     * @param many of them, in the user's division and below
     * @param points at which
     */
    record News(int many, int points) {}

    @Transactional(readOnly = true)
    News news(String username, String division) {
        return jdbc.queryForObject(
                """
                select count(*), count(distinct w.point_id) from weakness w join hazard_point p on p.id = w.point_id
                 where p.division = any (?)
                   and w.since > coalesce((select at from weakness_seen where username = ?), '-infinity')""",
                (row, n) -> new News(row.getInt(1), row.getInt(2)),
                divisions.under(division).toArray(String[]::new),
                username);
    }

    void seen(String username) {
        jdbc.update(
                "insert into weakness_seen (username, at) values (?, ?)"
                        + " on conflict (username) do update set at = excluded.at",
                username,
                Timestamp.from(clock.instant()));
    }

    /** What there is now in a division and below it, gravest first. */
    @Transactional(readOnly = true)
    List<Known> look(String division) {
        var points = registry.listPoints(division);
        var since = since(points);
        var byId = points.stream().collect(Collectors.toMap(HazardPoint::id, p -> p));
        return look(points).stream()
                .sorted(SinglePoints.gravestFirst())
                .map(w -> {
                    var point = byId.get(w.pointId());
                    return new Known(point.name(), point.division(), since.getOrDefault(key(w), clock.instant()), w);
                })
                .toList();
    }

    /** What hangs on one thing at that point now. */
    @Transactional(readOnly = true)
    List<Weakness> lookAt(HazardPoint point) {
        return look(List.of(point));
    }

    private List<Weakness> look(List<HazardPoint> points) {
        var found = new ArrayList<Weakness>();
        for (var from = 0; from < points.size(); from += LOT) {
            look(points.subList(from, Math.min(from + LOT, points.size())), found);
        }
        return found;
    }

    private void look(List<HazardPoint> points, List<Weakness> found) {
        var ids = points.stream().map(HazardPoint::id).toList();
        var day = LocalDate.ofInstant(clock.instant(), China.ZONE);
        var households = residents.householdsOf(ids).stream().collect(Collectors.groupingBy(Household::pointId));
        var devices = registry.devicesOf(ids).stream()
                .filter(d -> d.pointId() != null)
                .collect(Collectors.groupingBy((Device d) -> Objects.requireNonNull(d.pointId())));
        var contacts = registry.contactsOf(ids).stream().collect(Collectors.groupingBy(Contact::pointId));
        for (var point : points) {
            found.addAll(SinglePoints.of(new Picture(
                    point,
                    contacts.getOrDefault(point.id(), List.of()),
                    households.getOrDefault(point.id(), List.of()),
                    devices.getOrDefault(point.id(), List.of()),
                    day)));
        }
    }

    private record Key(String point, String code, String subject) {}

    private static Key key(Weakness w) {
        return new Key(w.pointId(), w.code(), w.subject());
    }

    private Map<Key, Instant> since(List<HazardPoint> points) {
        var known = new HashMap<Key, Instant>();
        jdbc.query(
                "select point_id, code, subject, since from weakness where point_id = any (?)",
                row -> {
                    known.put(
                            new Key(row.getString(1), row.getString(2), row.getString(3)),
                            row.getTimestamp(4).toInstant());
                },
                (Object) points.stream().map(HazardPoint::id).toArray(String[]::new));
        return known;
    }
}

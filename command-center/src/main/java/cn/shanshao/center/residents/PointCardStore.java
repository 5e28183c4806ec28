package cn.shanshao.center.residents;

import cn.shanshao.center.vault.Vault;
import cn.shanshao.center.vault.Vault.Sealed;
import cn.shanshao.ingest.wire.Json;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Versions of the cards of hazard points. */
@Repository
class PointCardStore {
    private final JdbcTemplate jdbc;
    private final Vault vault;

    PointCardStore(JdbcTemplate jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    Optional<PointCard> at(String point, Instant when) {
        var at = Timestamp.from(when);
        return Optional.ofNullable(read("point_id = ? and since <= ? and (until is null or until > ?)", point, at, at)
                .get(point));
    }

    /**
     * A version of a card, and when it held.
     *
     * @param until {@code null} while it holds
     */
    record Version(long version, Instant since, @Nullable Instant until, String changedBy, PointCard card) {}

    /** Oldest first. */
    List<Version> history(String point) {
        record Row(long version, Instant since, @Nullable Instant until, String by, Sealed body) {}
        var rows = jdbc.query(
                "select version, since, until, changed_by, body from point_card_version where point_id = ?"
                        + " order by version",
                (row, n) -> new Row(
                        row.getLong("version"),
                        row.getTimestamp("since").toInstant(),
                        row.getTimestamp("until") == null
                                ? null
                                : row.getTimestamp("until").toInstant(),
                        row.getString("changed_by"),
                        new Sealed(owner(point), row.getBytes("body"))),
                point);
        var bodies = vault.open(rows.stream().map(Row::body).toList());
        var versions = new ArrayList<Version>();
        for (var i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            bodies.get(i)
                    .ifPresent(json -> versions.add(new Version(
                            row.version(), row.since(), row.until(), row.by(), Json.read(json, PointCard.class))));
        }
        return List.copyOf(versions);
    }

    /** By point; what has none is not there. */
    Map<String, PointCard> now(Collection<String> points) {
        return read("point_id = any (?) and until is null", (Object) points.toArray(String[]::new));
    }

    /** The version that holds, which stays locked; 0 when there is none. */
    long lock(String point) {
        return jdbc
                .queryForList(
                        "select version from point_card_version where point_id = ? and until is null for update",
                        Long.class,
                        point)
                .stream()
                .findFirst()
                .orElse(0L);
    }

    /** @param card with its new version */
    void save(String point, PointCard card, Instant since, String who) {
        jdbc.update(
                "update point_card_version set until = ? where point_id = ? and until is null",
                Timestamp.from(since),
                point);
        jdbc.update(
                "insert into point_card_version (point_id, version, since, changed_by, body) values (?, ?, ?, ?, ?)",
                point,
                card.version(),
                Timestamp.from(since),
                who,
                vault.seal(owner(point), Json.write(card)));
    }

    private static String owner(String point) {
        return "point-card/" + point;
    }

    private Map<String, PointCard> read(String where, Object... values) {
        var points = new ArrayList<String>();
        List<Sealed> sealed = jdbc.query(
                "select point_id, body from point_card_version where " + where,
                (row, n) -> {
                    points.add(row.getString("point_id"));
                    return new Sealed(owner(row.getString("point_id")), row.getBytes("body"));
                },
                values);
        var bodies = vault.open(sealed);
        var cards = new HashMap<String, PointCard>();
        for (var i = 0; i < points.size(); i++) {
            var point = points.get(i);
            bodies.get(i).ifPresent(json -> cards.put(point, Json.read(json, PointCard.class)));
        }
        return cards;
    }
}

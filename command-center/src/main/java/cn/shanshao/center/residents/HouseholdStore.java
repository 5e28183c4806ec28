package cn.shanshao.center.residents;

import cn.shanshao.center.vault.Vault;
import cn.shanshao.center.vault.Vault.Sealed;
import cn.shanshao.ingest.wire.Json;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Versions of households. A version that has ended is never changed, so what was true that night can be read. */
@Repository
class HouseholdStore {
    private final JdbcTemplate jdbc;
    private final Vault vault;

    HouseholdStore(JdbcTemplate jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /**
     * A version, and when it held.
     *
     * @param household {@code null} once its personal data were erased
     * @param until {@code null} while it holds
     */
    record Version(
            String id,
            long version,
            String pointId,
            Instant since,
            @Nullable Instant until,
            String changedBy,
            @Nullable String endedBy,
            @Nullable Household household) {}

    List<Household> at(String point, Instant when) {
        var at = Timestamp.from(when);
        return alive(read("point_id = ? and since <= ? and (until is null or until > ?)", point, at, at));
    }

    List<Household> now(Collection<String> points) {
        return alive(read("point_id = any (?) and until is null", (Object) points.toArray(String[]::new)));
    }

    Optional<Household> find(String id) {
        return alive(read("id = ? and until is null", id)).stream().findFirst();
    }

    List<Household> byPhone(String phone) {
        return alive(read("phones @> array[?::text] and until is null", vault.index(phone)));
    }

    List<Version> history(String id) {
        return read("id = ?", id);
    }

    /** Every version of every household of a point. */
    List<Version> ofPoint(String point) {
        return read("point_id = ?", point);
    }

    /** Rows outlive what can be read of them. */
    boolean everAt(String point) {
        return !jdbc.queryForList("select 1 from household_version where point_id = ? limit 1", Integer.class, point)
                .isEmpty();
    }

    List<Version> ofLot(String lot) {
        return read("lot = ?", lot);
    }

    /** Which versions of these hold now, by their ids; what is not there has none. They stay locked. */
    Map<String, Long> lock(Collection<String> ids) {
        var held = new HashMap<String, Long>();
        jdbc.query(
                "select id, version from household_version where id = any (?) and until is null order by id for update",
                row -> {
                    held.put(row.getString("id"), row.getLong("version"));
                },
                (Object) ids.toArray(String[]::new));
        return held;
    }

    /**
     * What each of these was before the given version, to be written as the version after it; what was erased, or was
     * not on the roster just before, is left out.
     */
    List<Household> before(Map<String, Long> versions) {
        var ids = versions.keySet().toArray(String[]::new);
        return read("id = any (?)", (Object) ids).stream()
                .filter(v -> v.household() != null && v.version() == versions.get(v.id()) - 1)
                .map(v -> Objects.requireNonNull(v.household()).with(v.id(), versions.get(v.id()) + 1))
                .toList();
    }

    /** Ids of the households that hold these numbers at that point. */
    Map<String, String> idsByNumber(String point) {
        var ids = new HashMap<String, String>();
        jdbc.query(
                "select number, id from household_version where point_id = ? and until is null",
                row -> {
                    ids.put(row.getString("number"), row.getString("id"));
                },
                point);
        return ids;
    }

    /** How many of these hold now in the version that held then. */
    int unchanged(Collection<String> ids, Instant then) {
        return Objects.requireNonNull(jdbc.queryForObject(
                "select count(*) from household_version where id = any (?) and until is null and since <= ?",
                Integer.class,
                ids.toArray(String[]::new),
                Timestamp.from(then)));
    }

    void end(Collection<String> ids, Instant when, String who) {
        jdbc.update(
                "update household_version set until = ?, ended_by = ? where id = any (?) and until is null",
                Timestamp.from(when),
                who,
                ids.toArray(String[]::new));
    }

    /** Adds versions that hold from then on; the ones before must have been ended. */
    void begin(List<Household> households, Instant since, String who, @Nullable String lot) {
        var plains = new HashMap<String, byte[]>();
        households.forEach(h -> plains.put(owner(h.id()), Json.write(h)));
        var sealed = vault.seal(plains);
        jdbc.batchUpdate("""
                insert into household_version (id, version, point_id, number, since, changed_by, lot, phones, body)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""", households, households.size(), (insert, h) -> {
            insert.setString(1, h.id());
            insert.setLong(2, h.version());
            insert.setString(3, h.pointId());
            insert.setString(4, h.number());
            insert.setTimestamp(5, Timestamp.from(since));
            insert.setString(6, who);
            insert.setString(7, lot);
            insert.setArray(8, indexes(insert.getConnection(), h));
            insert.setBytes(9, sealed.get(owner(h.id())));
        });
    }

    private Array indexes(Connection connection, Household household) throws SQLException {
        return connection.createArrayOf(
                "text", household.phones().distinct().map(vault::index).toArray());
    }

    boolean forget(String id) {
        return vault.forget(owner(id));
    }

    /** Ids of those that ended before then and can still be read. */
    List<String> endedBefore(Instant when) {
        return jdbc.queryForList("""
                select h.id from household_version h join vault_key k on k.owner = 'household/' || h.id
                group by h.id having max(coalesce(h.until, 'infinity')) < ?""", String.class, Timestamp.from(when));
    }

    private static String owner(String id) {
        return "household/" + id;
    }

    private static List<Household> alive(List<Version> versions) {
        var households = new ArrayList<Household>();
        for (var version : versions) {
            if (version.household() != null) {
                households.add(version.household());
            }
        }
        return List.copyOf(households);
    }

    private List<Version> read(String where, Object... values) {
        record Row(Version version, Sealed body) {}
        var rows = jdbc.query(
                "select id, version, point_id, since, until, changed_by, ended_by, body from household_version where "
                        + where + " order by point_id, length(number), number, version",
                (row, n) -> new Row(version(row), new Sealed(owner(row.getString("id")), row.getBytes("body"))),
                values);
        var bodies = vault.open(rows.stream().map(Row::body).toList());
        var versions = new ArrayList<Version>();
        for (var i = 0; i < rows.size(); i++) {
            var v = rows.get(i).version();
            var household = bodies.get(i)
                    .map(json -> Json.read(json, Household.class).with(v.id(), v.version()))
                    .orElse(null);
            versions.add(new Version(
                    v.id(), v.version(), v.pointId(), v.since(), v.until(), v.changedBy(), v.endedBy(), household));
        }
        return List.copyOf(versions);
    }

    private static Version version(ResultSet row) throws SQLException {
        var until = row.getTimestamp("until");
        return new Version(
                row.getString("id"),
                row.getLong("version"),
                row.getString("point_id"),
                row.getTimestamp("since").toInstant(),
                until == null ? null : until.toInstant(),
                row.getString("changed_by"),
                row.getString("ended_by"),
                null);
    }
}

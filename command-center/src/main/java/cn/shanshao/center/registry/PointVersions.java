package cn.shanshao.center.registry;

import cn.shanshao.ingest.wire.Json;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Versions of hazard points. One that has ended is never changed, so what was true that night can be read. */
@Repository
class PointVersions {
    private final JdbcClient jdbc;

    PointVersions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The point as it is now holds from then on; the row of the point must be locked. */
    void note(HazardPoint point, Instant since, String who) {
        jdbc.sql("update hazard_point_version set until = ? where point_id = ? and until is null")
                .params(Timestamp.from(since), point.id())
                .update();
        jdbc.sql("insert into hazard_point_version (point_id, version, since, changed_by, body)"
                        + " values (?, ?, ?, ?, ?::jsonb)")
                .params(point.id(), point.version(), Timestamp.from(since), who, Json.text(point))
                .update();
    }

    Optional<PointVersion> at(String point, Instant when) {
        var at = Timestamp.from(when);
        return jdbc.sql("select * from hazard_point_version where point_id = ? and since <= ?"
                        + " and (until is null or until > ?)")
                .params(point, at, at)
                .query((row, n) -> version(row))
                .optional();
    }

    /** Oldest first. */
    List<PointVersion> of(String point) {
        return jdbc.sql("select * from hazard_point_version where point_id = ? order by version")
                .param(point)
                .query((row, n) -> version(row))
                .list();
    }

    private static PointVersion version(ResultSet row) throws SQLException {
        return new PointVersion(
                row.getLong("version"),
                row.getTimestamp("since").toInstant(),
                until(row),
                row.getString("changed_by"),
                Json.read(row.getString("body").getBytes(StandardCharsets.UTF_8), HazardPoint.class));
    }

    private static @Nullable Instant until(ResultSet row) throws SQLException {
        var until = row.getTimestamp("until");
        return until == null ? null : until.toInstant();
    }
}

package cn.shanshao.center.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Photos and documents, with their content. */
@Repository
class PointFileStore {
    private static final String TOLD = "select id, point_id, kind, paper_id, name, caption, taken_at, lon, lat, width,"
            + " height, size, added_at, added_by, removed_at, removed_by from point_file where ";

    private final JdbcClient jdbc;

    PointFileStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How much there is of a point. */
    record Held(long files, long bytes) {}

    Held held(String point) {
        return jdbc.sql("select count(*) as files, coalesce(sum(size), 0) as bytes from point_file"
                        + " where point_id = ? and removed_at is null")
                .param(point)
                .query(Held.class)
                .single();
    }

    List<PointFile> at(String point, Instant when) {
        var at = Timestamp.from(when);
        return jdbc.sql(TOLD + "point_id = ? and added_at <= ? and (removed_at is null or removed_at > ?)"
                        + " order by coalesce(taken_at, added_at) desc, id")
                .params(point, at, at)
                .query((row, n) -> file(row))
                .list();
    }

    /** Also what was removed, in the order in which it came. */
    List<PointFile> history(String point) {
        return jdbc.sql(TOLD + "point_id = ? order by added_at, id")
                .param(point)
                .query((row, n) -> file(row))
                .list();
    }

    /** Unless it was removed. */
    Optional<PointFile> find(String point, String id) {
        return jdbc.sql(TOLD + "point_id = ? and id = ? and removed_at is null")
                .params(point, id)
                .query((row, n) -> file(row))
                .optional();
    }

    Optional<byte[]> content(String id) {
        return jdbc.sql("select content from point_file where id = ? and content is not null")
                .param(id)
                .query(byte[].class)
                .optional();
    }

    Optional<byte[]> thumbnail(String id) {
        return jdbc.sql("select thumbnail from point_file where id = ? and thumbnail is not null")
                .param(id)
                .query(byte[].class)
                .optional();
    }

    void add(PointFile f, byte[] sha256, byte[] content, byte @Nullable [] thumbnail) {
        jdbc.sql("""
                        insert into point_file (id, point_id, kind, paper_id, name, caption, taken_at, lon, lat, width,
                            height, size, sha256, added_at, added_by, content, thumbnail)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        f.id(),
                        f.pointId(),
                        f.kind().name(),
                        f.paperId(),
                        f.name(),
                        f.caption(),
                        f.takenAt() == null ? null : Timestamp.from(f.takenAt()),
                        f.lon(),
                        f.lat(),
                        f.width(),
                        f.height(),
                        f.size(),
                        sha256,
                        Timestamp.from(f.addedAt()),
                        f.addedBy(),
                        content,
                        thumbnail)
                .update();
    }

    /** Its content goes; that it was there stays. Whether it was. */
    boolean remove(String id, Instant when, String who) {
        return jdbc.sql("update point_file set removed_at = ?, removed_by = ?, content = null, thumbnail = null"
                                + " where id = ? and removed_at is null")
                        .params(Timestamp.from(when), who, id)
                        .update()
                > 0;
    }

    private static PointFile file(ResultSet row) throws SQLException {
        return new PointFile(
                row.getString("id"),
                row.getString("point_id"),
                PointFile.Kind.valueOf(row.getString("kind")),
                row.getString("paper_id"),
                row.getString("name"),
                row.getString("caption"),
                instant(row, "taken_at"),
                row.getObject("lon", Double.class),
                row.getObject("lat", Double.class),
                row.getObject("width", Integer.class),
                row.getObject("height", Integer.class),
                row.getLong("size"),
                row.getTimestamp("added_at").toInstant(),
                row.getString("added_by"),
                instant(row, "removed_at"),
                row.getString("removed_by"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}

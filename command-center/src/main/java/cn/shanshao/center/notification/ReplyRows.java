package cn.shanshao.center.notification;

import cn.shanshao.center.registry.Registry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads replies. */
@Repository
class ReplyRows {
    private final JdbcClient jdbc;
    private final Registry registry;

    ReplyRows(JdbcClient jdbc, Registry registry) {
        this.jdbc = jdbc;
        this.registry = registry;
    }

    ReplyView get(long id) {
        return jdbc.sql("select * from reply where id = :id")
                .param("id", id)
                .query(this::view)
                .single();
    }

    /**
     * Newest first.
     *
     * @param andElsewhere also those of every other division, and of numbers that are nobody's
     */
    List<ReplyView> list(List<String> divisions, boolean andElsewhere, int limit) {
        return jdbc.sql("""
                        select * from reply where :elsewhere or division = any (:divisions)
                        order by id desc limit :limit""")
                .param("divisions", divisions.toArray(String[]::new))
                .param("elsewhere", andElsewhere)
                .param("limit", limit)
                .query(this::view)
                .list();
    }

    private ReplyView view(ResultSet rs, int row) throws SQLException {
        var name = rs.getString("from_name");
        var point = rs.getString("point_id");
        var message = rs.getObject("message_id", Long.class);
        return new ReplyView(
                Long.toString(rs.getLong("id")),
                name == null ? null : new ReplyView.From(name, Masked.of(rs.getString("phone"))),
                rs.getString("division"),
                point,
                point == null
                        ? null
                        : registry.findPoint(point).map(p -> p.name()).orElse(null),
                message == null ? null : message.toString(),
                rs.getString("text"),
                Meaning.valueOf(rs.getString("meaning")),
                rs.getObject("at", OffsetDateTime.class).toInstant());
    }
}

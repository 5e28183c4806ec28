package cn.shanshao.center.notification;

import cn.shanshao.center.notification.Envelopes.Inside;
import cn.shanshao.center.notification.Envelopes.Kind;
import cn.shanshao.center.notification.Letter.Cause;
import cn.shanshao.center.registry.Registry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads replies. */
@Repository
class ReplyRows {
    private final JdbcClient jdbc;
    private final Registry registry;
    private final Envelopes envelopes;

    ReplyRows(JdbcClient jdbc, Registry registry, Envelopes envelopes) {
        this.jdbc = jdbc;
        this.registry = registry;
        this.envelopes = envelopes;
    }

    ReplyView get(long id) {
        return views(List.of(id)).get(0);
    }

    /**
     * Newest first.
     *
     * @param andElsewhere also those of every other division, and of numbers that are nobody's
     */
    List<ReplyView> list(List<String> divisions, boolean andElsewhere, int limit) {
        return views(jdbc.sql("""
            select id from reply where :elsewhere or division = any (:divisions)
            order by id desc limit :limit\
            """)
                .param("divisions", divisions.toArray(String[]::new))
                .param("elsewhere", andElsewhere)
                .param("limit", limit)
                .query(Long.class)
                .list());
    }

    private List<ReplyView> views(List<Long> ids) {
        var bodies = new HashMap<Long, byte[]>();
        var notes = new HashMap<Long, byte[]>();
        jdbc.sql("select id, body, note from reply where id = any (:ids)")
                .param("ids", ids.toArray(Long[]::new))
                .query(rs -> {
                    bodies.put(rs.getLong("id"), rs.getBytes("body"));
                    var note = rs.getBytes("note");
                    if (note != null) {
                        notes.put(rs.getLong("id"), note);
                    }
                });
        var typed = envelopes.open(Kind.REPLY, bodies);
        var noted = envelopes.open(Kind.REPLY_NOTE, notes);
        return jdbc.sql("select * from reply where id = any (:ids) order by id desc")
                .param("ids", ids.toArray(Long[]::new))
                .query((rs, n) -> view(rs, typed.get(rs.getLong("id")), noted.get(rs.getLong("id"))))
                .list();
    }

    private ReplyView view(ResultSet rs, @Nullable Inside typed, @Nullable Inside noted) throws SQLException {
        var name = typed == null ? null : typed.name();
        var point = rs.getString("point_id");
        var message = rs.getObject("message_id", Long.class);
        return new ReplyView(
                Long.toString(rs.getLong("id")),
                name == null ? null : new ReplyView.From(name, Masked.of(typed.phone())),
                rs.getString("division"),
                point,
                point == null
                        ? null
                        : registry.findPoint(point).map(p -> p.name()).orElse(null),
                message == null ? null : message.toString(),
                Cause.warningOf(rs.getString("about")),
                rs.getString("household_id"),
                typed == null ? null : typed.text(),
                Meaning.valueOf(rs.getString("meaning")),
                rs.getObject("at", OffsetDateTime.class).toInstant(),
                noted == null ? null : noted.text());
    }
}

package cn.shanshao.center.registry;

import cn.shanshao.center.registry.OrderPaper.SiteLimit;
import cn.shanshao.center.registry.OrderPaper.Step;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of standing orders as people make them. */
@Repository
class OrderPaperStore {
    private final JdbcClient jdbc;

    OrderPaperStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first. */
    List<OrderPaper> byDivisions(Collection<String> divisions) {
        return jdbc.sql("select o.* from order_paper o join hazard_point p on p.id = o.point_id"
                        + " where p.division = any (?) order by o.drafted_at desc, o.id")
                .param(divisions.toArray(String[]::new))
                .query(OrderPaperStore::paper)
                .list();
    }

    Optional<OrderPaper> find(String id) {
        return jdbc.sql("select * from order_paper where id = ?")
                .param(id)
                .query(OrderPaperStore::paper)
                .optional();
    }

    /** Stays locked until the transaction ends. */
    Optional<OrderPaper> lock(String id) {
        return jdbc.sql("select * from order_paper where id = ? for update")
                .param(id)
                .query(OrderPaperStore::paper)
                .optional();
    }

    /** Inserts it, or overwrites it with the next version. */
    void save(OrderPaper p) {
        jdbc.sql("""
                        insert into order_paper (id, point_id, level, kinds, until, sirens, grounds, limits,
                            drafted_by, drafted_as, drafted_at, approved_by, approved_as, approved_at,
                            signed_by, signed_as, signed_at, revoked_by, revoked_as, revoked_at, revoked_for)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (id) do update set version = order_paper.version + 1, level = excluded.level,
                            kinds = excluded.kinds, until = excluded.until, sirens = excluded.sirens,
                            grounds = excluded.grounds, limits = excluded.limits,
                            drafted_by = excluded.drafted_by, drafted_as = excluded.drafted_as,
                            drafted_at = excluded.drafted_at, approved_by = excluded.approved_by,
                            approved_as = excluded.approved_as, approved_at = excluded.approved_at,
                            signed_by = excluded.signed_by, signed_as = excluded.signed_as,
                            signed_at = excluded.signed_at, revoked_by = excluded.revoked_by,
                            revoked_as = excluded.revoked_as, revoked_at = excluded.revoked_at,
                            revoked_for = excluded.revoked_for
                        """)
                .params(
                        p.id(),
                        p.pointId(),
                        p.level().name(),
                        p.kinds().stream().map(Enum::name).toArray(String[]::new),
                        Timestamp.from(p.until()),
                        p.sirens().toArray(String[]::new),
                        p.grounds(),
                        Json.text(p.limits()),
                        p.drafted().by(),
                        p.drafted().name(),
                        Timestamp.from(p.drafted().at()),
                        by(p.approved()),
                        name(p.approved()),
                        at(p.approved()),
                        by(p.signed()),
                        name(p.signed()),
                        at(p.signed()),
                        by(p.revoked()),
                        name(p.revoked()),
                        at(p.revoked()),
                        p.revokedFor())
                .update();
    }

    private static @Nullable String by(@Nullable Step step) {
        return step == null ? null : step.by();
    }

    private static @Nullable String name(@Nullable Step step) {
        return step == null ? null : step.name();
    }

    private static @Nullable Timestamp at(@Nullable Step step) {
        return step == null ? null : Timestamp.from(step.at());
    }

    private static OrderPaper paper(ResultSet row, int n) throws SQLException {
        var drafted = step(row, "drafted");
        if (drafted == null) {
            throw new SQLException("an order that nobody has drafted: " + row.getString("id"));
        }
        return new OrderPaper(
                row.getString("id"),
                row.getLong("version"),
                row.getString("point_id"),
                Level.valueOf(row.getString("level")),
                List.of((String[]) row.getArray("kinds").getArray()).stream()
                        .map(AlertKind::valueOf)
                        .collect(Collectors.toSet()),
                row.getTimestamp("until").toInstant(),
                List.of((String[]) row.getArray("sirens").getArray()),
                row.getString("grounds"),
                List.of(Json.read(row.getString("limits").getBytes(StandardCharsets.UTF_8), SiteLimit[].class)),
                drafted,
                step(row, "approved"),
                step(row, "signed"),
                step(row, "revoked"),
                row.getString("revoked_for"));
    }

    private static @Nullable Step step(ResultSet row, String verb) throws SQLException {
        var at = row.getTimestamp(verb + "_at");
        return at == null ? null : new Step(row.getString(verb + "_by"), row.getString(verb + "_as"), at.toInstant());
    }
}

package cn.shanshao.center.registry;

import cn.shanshao.center.registry.OrderPaper.SiteLimit;
import cn.shanshao.center.registry.OrderPaper.Step;
import cn.shanshao.center.vault.Vault;
import cn.shanshao.center.vault.Vault.Sealed;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of standing orders as people make them; the names of those people are sealed, a key for each order. */
@Repository
class OrderPaperStore {
    private final JdbcClient jdbc;
    private final Vault vault;

    OrderPaperStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
        sealWhatStandsInTheOpen();
    }

    /** What is sealed of an order. */
    private record Names(
            @Nullable String drafted,
            @Nullable String approved,
            @Nullable String signed,
            @Nullable String revoked) {
        private static final Names UNKNOWN = new Names(null, null, null, null);

        /** Without them, so that they do not end in a log. */
        @Override
        public String toString() {
            return "Names[]";
        }
    }

    /** An order whose people are known by their logins alone, and their names, still sealed. */
    private record Row(OrderPaper paper, Sealed names) {}

    /** Newest first. */
    List<OrderPaper> byDivisions(Collection<String> divisions) {
        return named(jdbc.sql("select o.* from order_paper o join hazard_point p on p.id = o.point_id"
                        + " where p.division = any (?) order by o.drafted_at desc, o.id")
                .param(divisions.toArray(String[]::new))
                .query(OrderPaperStore::row)
                .list());
    }

    Optional<OrderPaper> find(String id) {
        return named(jdbc.sql("select * from order_paper where id = ?")
                        .param(id)
                        .query(OrderPaperStore::row)
                        .list())
                .stream()
                .findFirst();
    }

    /** Stays locked until the transaction ends. */
    Optional<OrderPaper> lock(String id) {
        return named(jdbc.sql("select * from order_paper where id = ? for update")
                        .param(id)
                        .query(OrderPaperStore::row)
                        .list())
                .stream()
                .findFirst();
    }

    /** Inserts it, or overwrites it with the next version. */
    void save(OrderPaper p) {
        jdbc.sql("""
                        insert into order_paper (id, point_id, level, kinds, until, sirens, grounds, limits,
                            drafted_by, drafted_at, approved_by, approved_at, signed_by, signed_at,
                            revoked_by, revoked_at, revoked_for, names)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (id) do update set version = order_paper.version + 1, level = excluded.level,
                            kinds = excluded.kinds, until = excluded.until, sirens = excluded.sirens,
                            grounds = excluded.grounds, limits = excluded.limits,
                            drafted_by = excluded.drafted_by, drafted_at = excluded.drafted_at,
                            approved_by = excluded.approved_by, approved_at = excluded.approved_at,
                            signed_by = excluded.signed_by, signed_at = excluded.signed_at,
                            revoked_by = excluded.revoked_by, revoked_at = excluded.revoked_at,
                            revoked_for = excluded.revoked_for, names = excluded.names
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
                        Timestamp.from(p.drafted().at()),
                        by(p.approved()),
                        at(p.approved()),
                        by(p.signed()),
                        at(p.signed()),
                        by(p.revoked()),
                        at(p.revoked()),
                        p.revokedFor(),
                        sealed(
                                p.id(),
                                new Names(name(p.drafted()), name(p.approved()), name(p.signed()), name(p.revoked()))))
                .update();
    }

    private byte[] sealed(String id, Names names) {
        return vault.seal(owner(id), Json.write(names));
    }

    private static String owner(String id) {
        return "order/" + id;
    }

    /** Their people by name; by login where the seal was bent outside this program. */
    private List<OrderPaper> named(List<Row> rows) {
        var opened = vault.open(rows.stream().map(Row::names).toList());
        var papers = new ArrayList<OrderPaper>();
        for (var i = 0; i < rows.size(); i++) {
            var names = opened.get(i).map(json -> Json.read(json, Names.class)).orElse(Names.UNKNOWN);
            papers.add(rows.get(i).paper().named(names.drafted(), names.approved(), names.signed(), names.revoked()));
        }
        return List.copyOf(papers);
    }

    /** As versions before this one left it. */
    private void sealWhatStandsInTheOpen() {
        record Open(
                String id,
                @Nullable String draftedAs,
                @Nullable String approvedAs,
                @Nullable String signedAs,
                @Nullable String revokedAs) {}
        for (var open : jdbc.sql("select id, drafted_as, approved_as, signed_as, revoked_as from order_paper"
                        + " where names is null")
                .query(Open.class)
                .list()) {
            jdbc.sql("update order_paper set names = ?, drafted_as = null, approved_as = null, signed_as = null,"
                            + " revoked_as = null where id = ?")
                    .params(
                            sealed(
                                    open.id(),
                                    new Names(open.draftedAs(), open.approvedAs(), open.signedAs(), open.revokedAs())),
                            open.id())
                    .update();
        }
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

    private static Row row(ResultSet row, int n) throws SQLException {
        return new Row(paper(row), new Sealed(owner(row.getString("id")), row.getBytes("names")));
    }

    private static OrderPaper paper(ResultSet row) throws SQLException {
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
        return at == null ? null : Step.of(row.getString(verb + "_by"), at.toInstant());
    }
}

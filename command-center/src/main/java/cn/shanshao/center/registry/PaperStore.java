package cn.shanshao.center.registry;

import cn.shanshao.center.vault.Vault;
import cn.shanshao.center.vault.Vault.Sealed;
import cn.shanshao.ingest.wire.Json;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Versions of prevention plans and treatment works; one that has ended is never changed. */
@Repository
class PaperStore {
    private final JdbcClient jdbc;
    private final Vault vault;

    PaperStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    private enum Kind {
        PLAN(PreventionPlan.class),
        WORK(TreatmentWork.class);

        private final Class<? extends Paper> type;

        Kind(Class<? extends Paper> type) {
            this.type = type;
        }

        static Kind of(Class<? extends Paper> type) {
            return type == PreventionPlan.class ? PLAN : WORK;
        }
    }

    private record Row(
            String id,
            long version,
            Instant since,
            @Nullable Instant until,
            String changedBy,
            @Nullable String endedBy,
            Kind kind,
            byte[] body) {}

    <T extends Paper> List<T> at(Class<T> type, String point, Instant when) {
        var at = Timestamp.from(when);
        var kind = Kind.of(type).name();
        return read("point_id = ? and kind = ? and since <= ? and (until is null or until > ?)", point, kind, at, at)
                .stream()
                .map(PaperVersion::paper)
                .map(type::cast)
                .toList();
    }

    <T extends Paper> List<T> now(Class<T> type, String id) {
        return read("id = ? and kind = ? and until is null", id, Kind.of(type).name()).stream()
                .map(PaperVersion::paper)
                .map(type::cast)
                .toList();
    }

    /** Every version of every paper of a point, in the order in which they began. */
    List<PaperVersion> history(String point) {
        return read("point_id = ?", point);
    }

    private List<PaperVersion> read(String where, Object... values) {
        var rows = jdbc.sql(
                        "select id, version, since, until, changed_by, ended_by, kind, body from paper_version where "
                                + where + " order by since, id")
                .params(values)
                .query((row, n) -> new Row(
                        row.getString("id"),
                        row.getLong("version"),
                        row.getTimestamp("since").toInstant(),
                        row.getTimestamp("until") == null
                                ? null
                                : row.getTimestamp("until").toInstant(),
                        row.getString("changed_by"),
                        row.getString("ended_by"),
                        Kind.valueOf(row.getString("kind")),
                        row.getBytes("body")))
                .list();
        var bodies = vault.open(rows.stream()
                .map(row -> new Sealed(owner(row.id()), row.body()))
                .toList());
        var versions = new ArrayList<PaperVersion>();
        for (var i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            bodies.get(i)
                    .map(json -> Json.read(json, row.kind().type))
                    .ifPresent(paper -> versions.add(new PaperVersion(
                            row.version(), row.since(), row.until(), row.changedBy(), row.endedBy(), paper)));
        }
        return List.copyOf(versions);
    }

    /** The version that holds, which stays locked; 0 when there is none. */
    long lock(String id) {
        return jdbc.sql("select version from paper_version where id = ? and until is null for update")
                .param(id)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    void end(String id, Instant when, String who) {
        jdbc.sql("update paper_version set until = ?, ended_by = ? where id = ? and until is null")
                .params(Timestamp.from(when), who, id)
                .update();
    }

    void begin(Paper paper, Instant since, String who) {
        jdbc.sql("insert into paper_version (id, version, point_id, kind, since, changed_by, body)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        paper.id(),
                        paper.version(),
                        paper.pointId(),
                        Kind.of(paper.getClass()).name(),
                        Timestamp.from(since),
                        who,
                        vault.seal(owner(paper.id()), Json.write(paper)))
                .update();
    }

    private static String owner(String id) {
        return "paper/" + id;
    }
}

package cn.shanshao.center.rules;

import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.RuleConfig;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Every version of every rule; nothing is overwritten. */
@Repository
class RuleStore {
    private final JdbcClient jdbc;
    private final Clock clock;

    RuleStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<RuleConfig> newest() {
        return jdbc
                .sql("select distinct on (id) body from rule_version order by id, version desc")
                .query(String.class)
                .list()
                .stream()
                .map(RuleStore::rule)
                .toList();
    }

    Optional<RuleConfig> find(String id, long version) {
        return jdbc.sql("select body from rule_version where id = ? and version = ?")
                .params(id, version)
                .query(String.class)
                .optional()
                .map(RuleStore::rule);
    }

    /** All versions, newest first. */
    List<RuleConfig> versions(String id) {
        return jdbc
                .sql("select body from rule_version where id = ? order by version desc")
                .param(id)
                .query(String.class)
                .list()
                .stream()
                .map(RuleStore::rule)
                .toList();
    }

    /** When it became the shadow that it is; empty where it is none. */
    Optional<Instant> shadowSince(String id) {
        return jdbc.sql("""
                        select min(changed_at) from rule_version where id = :id and version >
                          (select coalesce(max(version), 0) from rule_version
                           where id = :id and not (body::jsonb -> 'shadow')::boolean)""")
                .param("id", id)
                .query((row, n) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
                .single();
    }

    /** The newest version, 0 for none; nobody else adds one until the transaction ends. */
    long lock(String id) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('rule ' || ?, 0))")
                .param(id)
                .query((row, n) -> true)
                .single();
        return jdbc.sql("select coalesce(max(version), 0) from rule_version where id = ?")
                .param(id)
                .query(Long.class)
                .single();
    }

    RuleConfig append(RuleConfig rule, String who) {
        var version = lock(rule.id()) + 1;
        var kept = new RuleConfig(
                rule.id(),
                version,
                rule.method(),
                rule.appliesTo(),
                rule.params(),
                rule.levels(),
                rule.onDelay(),
                rule.offDelay(),
                rule.deadband(),
                rule.season(),
                rule.shadow(),
                rule.approvedBy(),
                rule.replaces());
        jdbc.sql("insert into rule_version (id, version, body, changed_by, changed_at) values (?, ?, ?, ?, ?)")
                .params(kept.id(), version, Json.text(kept), who, Timestamp.from(clock.instant()))
                .update();
        return kept;
    }

    private static RuleConfig rule(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), RuleConfig.class);
    }
}

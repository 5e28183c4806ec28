package cn.shanshao.center.warning;

import cn.shanshao.center.identity.People;
import cn.shanshao.center.warning.Notice.Signature;
import cn.shanshao.ingest.wire.Json;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of notices. What they say stands there once; only their state and signatures are added. */
@Repository
class NoticeStore {
    private final JdbcClient jdbc;
    private final People people;

    NoticeStore(JdbcClient jdbc, People people) {
        this.jdbc = jdbc;
        this.people = people;
    }

    Optional<Notice> find(String id) {
        return jdbc.sql("select * from notice where id = ?")
                .param(id)
                .query(this::notice)
                .optional();
    }

    /** Locked until the transaction ends. */
    Optional<Notice> lock(String id) {
        return jdbc.sql("select * from notice where id = ? for update")
                .param(id)
                .query(this::notice)
                .optional();
    }

    /** In the order of their numbers. */
    List<Notice> of(String warningId) {
        return jdbc.sql("select * from notice where warning_id = ? order by number")
                .param(warningId)
                .query(this::notice)
                .list();
    }

    /** Those of each of the warnings, in the order of their numbers, without their words. */
    Map<String, List<Notice>> wordless(Collection<String> warningIds) {
        return jdbc
                .sql("select id, state, issued_at, signatures, jsonb_set(body, '{words}', '[]') body from notice"
                        + " where warning_id = any (?) order by warning_id, number")
                .param(warningIds.toArray(String[]::new))
                .query(this::notice)
                .list()
                .stream()
                .collect(Collectors.groupingBy(Notice::warningId));
    }

    /** The next number within the warning, which must be locked. */
    int nextNumber(String warningId) {
        return jdbc.sql("select coalesce(max(number), 0) + 1 from notice where warning_id = ?")
                .param(warningId)
                .query(Integer.class)
                .single();
    }

    void add(Notice n) {
        jdbc.sql("""
                        insert into notice (id, warning_id, number, act, purpose, state, body, issued_at, signatures)
                        values (?, ?, ?, ?, ?, ?, cast(? as jsonb), ?, cast(? as jsonb))""")
                .params(
                        n.id(),
                        n.warningId(),
                        n.number(),
                        n.act().name(),
                        n.purpose().name(),
                        n.state().name(),
                        Json.text(n.with(n.state(), n.issuedAt(), List.of())),
                        utc(n.issuedAt()),
                        Json.text(byLogin(n.signatures())))
                .update();
    }

    void save(Notice n) {
        jdbc.sql("update notice set state = ?, issued_at = ?, signatures = cast(? as jsonb) where id = ?")
                .params(n.state().name(), utc(n.issuedAt()), Json.text(byLogin(n.signatures())), n.id())
                .update();
    }

    private Notice notice(ResultSet rs, int row) throws SQLException {
        var issued = rs.getObject("issued_at", OffsetDateTime.class);
        return Json.read(rs.getString("body").getBytes(StandardCharsets.UTF_8), Notice.class)
                .with(
                        NoticeState.valueOf(rs.getString("state")),
                        issued == null ? null : issued.toInstant(),
                        named(Json.read(
                                rs.getString("signatures").getBytes(StandardCharsets.UTF_8), Signature[].class)));
    }

    /** How people are called stands with their accounts alone. */
    private static List<Signature> byLogin(List<Signature> signatures) {
        return signatures.stream().map(s -> s.called("")).toList();
    }

    private List<Signature> named(Signature[] signatures) {
        return Arrays.stream(signatures)
                .map(s -> s.called(people.nameOf(s.username())))
                .toList();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}

package cn.shanshao.center.notification;

import cn.shanshao.center.monitoring.Sirens;
import cn.shanshao.center.registry.Device;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What sirens and loudspeakers are told because of notices. */
@Repository
class SirenRows {
    private final JdbcClient jdbc;
    private final Sirens sirens;
    private final Registry registry;

    SirenRows(JdbcClient jdbc, Sirens sirens, Registry registry) {
        this.jdbc = jdbc;
        this.sirens = sirens;
        this.registry = registry;
    }

    /**
     * One to be commanded.
     *
     * @param action {@code siren}, {@code broadcast} or {@code stop}
     * @param level of a siren
     * @param text of a loudspeaker
     */
    record Waiting(
            String warningId,
            int number,
            String deviceId,
            String action,
            @Nullable Level level,
            @Nullable String text,
            Realm realm,
            String division,
            Instant expiresAt) {}

    void add(Waiting one, Instant now) {
        jdbc.sql("""
            insert into notice_siren (warning_id, number, device_id, action, level, text, at, due_at, expires_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing\
            """)
                .params(
                        one.warningId(),
                        one.number(),
                        one.deviceId(),
                        one.action(),
                        one.level() == null ? null : one.level().name(),
                        one.text(),
                        Timestamp.from(now),
                        Timestamp.from(now),
                        Timestamp.from(one.expiresAt()))
                .update();
    }

    /** What was to sound for an earlier notice, and has not yet, does not any more. */
    void supersede(String warningId, int number, Instant now) {
        jdbc.sql("update notice_siren set done_at = ?, trouble = ? where warning_id = ? and number < ? and"
                        + " done_at is null")
                .params(Timestamp.from(now), Outbox.REPLACED, warningId, number)
                .update();
    }

    /** The one that is due longest, which is due again then unless it is noted; {@code null} when none is. */
    @Nullable
    Waiting claim(Instant now, Instant until) {
        return jdbc.sql("""
            update notice_siren c set due_at = :until from (
              select s.warning_id, s.number, s.device_id, s.action, r.realm, r.division
              from notice_siren s join roll_call r using (warning_id)
              where s.done_at is null and s.due_at <= :now order by s.due_at, s.device_id limit 1
              for no key update of s skip locked) n
            where (c.warning_id, c.number, c.device_id, c.action)
              = (n.warning_id, n.number, n.device_id, n.action)
            returning c.*, n.realm, n.division\
            """)
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(until))
                .query(Waiting.class)
                .optional()
                .orElse(null);
    }

    /** It could not be given now: it is due again then, behind what is due before; unless it is no more to be given. */
    void later(Waiting one, Instant due, @Nullable String trouble) {
        jdbc.sql("update notice_siren set due_at = ?, trouble = ? where warning_id = ? and number = ?"
                        + " and device_id = ? and action = ? and done_at is null")
                .params(Timestamp.from(due), trouble, one.warningId(), one.number(), one.deviceId(), one.action())
                .update();
    }

    void done(Waiting one, @Nullable String command, @Nullable String trouble, Instant now) {
        jdbc.sql("update notice_siren set done_at = ?, command_id = ?, trouble = ? where warning_id = ? and number = ?"
                        + " and device_id = ? and action = ?")
                .params(
                        Timestamp.from(now),
                        command,
                        trouble,
                        one.warningId(),
                        one.number(),
                        one.deviceId(),
                        one.action())
                .update();
    }

    private record Row(
            String deviceId,
            String action,
            Instant at,
            @Nullable String commandId,
            @Nullable Instant doneAt,
            @Nullable String trouble) {}

    /** Those of the newest notice that anything was commanded for. */
    List<RollCallView.Siren> of(String warningId) {
        var rows = jdbc.sql("""
            select * from notice_siren where warning_id = :id
              and number = (select max(number) from notice_siren where warning_id = :id)
            order by device_id, action\
            """).param("id", warningId).query(Row.class).list();
        var answers = sirens.answers(
                rows.stream().map(Row::commandId).filter(Objects::nonNull).toList());
        return rows.stream()
                .map(row -> view(row, answers.get(String.valueOf(row.commandId()))))
                .toList();
    }

    private RollCallView.Siren view(Row row, Sirens.@Nullable Answer answer) {
        var name = registry.findDevice(row.deviceId()).map(Device::name).orElse(row.deviceId());
        if (answer != null) {
            return new RollCallView.Siren(
                    row.deviceId(), name, row.action(), answer.state(), row.at(), answer.answeredAt(), answer.detail());
        }
        var state = row.doneAt() == null ? "queued" : "unsent";
        return new RollCallView.Siren(row.deviceId(), name, row.action(), state, row.at(), null, row.trouble());
    }

    RollCallView.@Nullable Broadcast broadcastOf(String warningId) {
        return jdbc.sql("select state, at, detail from area_broadcast where warning_id = ? order by number desc limit"
                        + " 1")
                .param(warningId)
                .query((row, n) -> new RollCallView.Broadcast(
                        row.getString("state").toLowerCase(Locale.ROOT),
                        row.getTimestamp("at").toInstant(),
                        row.getString("detail")))
                .optional()
                .orElse(null);
    }
}

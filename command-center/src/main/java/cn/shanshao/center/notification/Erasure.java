package cn.shanshao.center.notification;

import cn.shanshao.center.China;
import cn.shanshao.center.Problem;
import cn.shanshao.center.RetentionSettings;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.notification.Envelopes.Kind;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Drops the keys of names, numbers and texts: by rule when they are old, and of a person who asks for it. */
@Component
@Transactional
class Erasure {
    private static final Logger log = LoggerFactory.getLogger(Erasure.class);

    private final JdbcTemplate jdbc;
    private final Envelopes envelopes;
    private final Divisions divisions;
    private final Audit audit;
    private final RetentionSettings retention;
    private final Clock clock;

    Erasure(
            JdbcTemplate jdbc,
            Envelopes envelopes,
            Divisions divisions,
            Audit audit,
            RetentionSettings retention,
            Clock clock) {
        this.jdbc = jdbc;
        this.envelopes = envelopes;
        this.divisions = divisions;
        this.audit = audit;
        this.retention = retention;
        this.clock = clock;
    }

    /** Bodies go with their keys, so the next night finds only what has aged since. */
    @Scheduled(cron = "0 40 2 * * *", zone = China.ZONE_NAME)
    void everyNight() {
        var before = Timestamp.from(clock.instant().minus(retention.messages()));
        var erased = drop(
                        Kind.MESSAGE,
                        "update message set body = null where created_at < ? and body is not null",
                        before)
                + drop(Kind.REPLY, "update reply set body = null where at < ? and body is not null", before)
                + drop(Kind.NOTE, "update roll_change set body = null where at < ? and body is not null", before)
                + drop(
                        Kind.RUNNER,
                        "update roll_runner set body = null where asked_at < ? and body is not null",
                        before)
                + drop(Kind.CRY, "update cry set body = null where settled_at < ? and body is not null", before)
                + drop(Kind.REPLY_NOTE, "update reply set note = null where at < ? and note is not null", before);
        if (erased > 0) {
            audit.record(Act.of("system", "message.expire", "messages")
                    .in(divisions.root())
                    .telling(Map.of("erased", erased, "before", before.toInstant())));
            log.info("names, numbers and texts of {} messages and replies were erased, for they are old", erased);
        }
    }

    /**
     * Erases what messages and replies of the user's divisions hold of a number.
     *
     * @throws Problem 404 when there is nothing
     */
    int ofNumber(String phone, CurrentUser user) {
        var elsewhere = divisions.isTop(user.division());
        var under = divisions.under(user.division()).toArray(String[]::new);
        var index = envelopes.index(phone);
        var where = " where phone_index = ? and body is not null and (? or division = any (?))";
        var erased = drop(Kind.MESSAGE, "update message set body = null" + where, index, elsewhere, under)
                + drop(Kind.REPLY, "update reply set body = null" + where, index, elsewhere, under)
                + drop(
                        Kind.REPLY_NOTE,
                        "update reply set note = null" + where.replace("body", "note"),
                        index,
                        elsewhere,
                        under)
                + drop(
                        Kind.RUNNER,
                        "update roll_runner set body = null where phone_index = ? and body is not null and (? or"
                                + " warning_id in (select warning_id from roll_call where division = any (?)))",
                        index,
                        elsewhere,
                        under);
        if (erased == 0) {
            throw Problem.notFound("message", "to or from that number");
        }
        audit.record(Act.of(user.username(), "message.erase", "messages")
                .in(user.division())
                .telling(Map.of("erased", erased)));
        return erased;
    }

    private int drop(Kind kind, String update, Object... values) {
        List<Long> ids = jdbc.queryForList(update + " returning id", Long.class, values);
        envelopes.forget(kind, ids);
        return ids.size();
    }
}

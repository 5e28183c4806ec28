package cn.shanshao.center.notification;

import cn.shanshao.center.notification.Envelopes.Inside;
import cn.shanshao.center.notification.Envelopes.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seals at the start what versions before this one left in the open, a lot at a time: a start that is interrupted goes on
 * where it stopped. Where there was any, the table is written anew, so that nothing stands in its pages either.
 */
@Component
class OpenRows {
    private static final int LOT = 500;
    private static final Logger log = LoggerFactory.getLogger(OpenRows.class);

    private final JdbcTemplate jdbc;
    private final Envelopes envelopes;
    private final ReplyParts parts;
    private final TransactionTemplate transaction;

    OpenRows(JdbcTemplate jdbc, Envelopes envelopes, ReplyParts parts, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.envelopes = envelopes;
        this.parts = parts;
        this.transaction = transaction;
        all("message", this::messages);
        all("reply", this::replies);
        all("reply_part", this::parts);
    }

    private record Open(
            long id,
            @Nullable String name,
            String phone,
            @Nullable String text) {}

    private void all(String table, Supplier<Integer> lot) {
        var sealed = 0;
        for (var many = LOT; many == LOT; sealed += many) {
            many = transaction.execute(status -> lot.get());
        }
        if (sealed > 0) {
            jdbc.execute("vacuum full " + table);
            log.info("{} rows of the table {} were in the open and are sealed", sealed, table);
        }
    }

    private int messages() {
        var open = jdbc.query(
                "select id, to_name, phone from message where phone is not null order by id desc limit " + LOT,
                (row, n) -> new Open(row.getLong("id"), row.getString("to_name"), row.getString("phone"), null));
        var toNobody = open.stream().filter(row -> row.phone().isEmpty()).toList();
        jdbc.batchUpdate(
                "update message set phone_index = ?, phone = null, to_name = null where id = ?",
                toNobody.stream()
                        .map(row -> new Object[] {Letters.NOBODY, row.id()})
                        .toList());
        seal(
                Kind.MESSAGE,
                open.stream().filter(row -> !row.phone().isEmpty()).toList(),
                "update message set phone_index = ?, body = ?, phone = null, to_name = null where id = ?");
        return open.size();
    }

    private int replies() {
        var open = jdbc.query(
                "select id, from_name, phone, text from reply where phone is not null order by id desc limit " + LOT,
                (row, n) -> new Open(
                        row.getLong("id"), row.getString("from_name"), row.getString("phone"), row.getString("text")));
        seal(
                Kind.REPLY,
                open,
                "update reply set phone_index = ?, body = ?, phone = null, from_name = null, text = null where id = ?");
        return open.size();
    }

    private void seal(Kind kind, List<Open> open, String update) {
        Map<Long, Inside> insides = new LinkedHashMap<>();
        open.forEach(row -> insides.put(row.id(), new Inside(row.name(), row.phone(), row.text())));
        var bodies = envelopes.seal(kind, insides);
        jdbc.batchUpdate(
                update,
                open.stream()
                        .map(row -> new Object[] {envelopes.index(row.phone()), bodies.get(row.id()), row.id()})
                        .toList());
    }

    private int parts() {
        record Part(String phone, int reference, int total, int part, byte[] utf16) {}
        var open = jdbc.query(
                "delete from reply_part where ctid in (select ctid from reply_part where phone is not null limit " + LOT
                        + ") returning phone, reference, total, part, body",
                (row, n) -> new Part(row.getString(1), row.getInt(2), row.getInt(3), row.getInt(4), row.getBytes(5)));
        open.forEach(one -> parts.seal(one.phone(), one.reference(), one.total(), one.part(), one.utf16()));
        return open.size();
    }
}

package cn.shanshao.center.registry;

import cn.shanshao.ingest.wire.DeviceConfig.Mask;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Masks that wait for a second person. */
@Repository
class ProposedMasks {
    private final JdbcClient jdbc;

    ProposedMasks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param mask {@code at} is when it was proposed
     */
    record Proposal(String device, String quantity, Mask mask) {}

    List<Proposal> of(Collection<String> devices, Instant since) {
        return jdbc.sql("select * from proposed_mask where device_id = any (:in) and proposed_at > :since"
                        + " order by device_id, quantity, from_at")
                .param("in", devices.toArray(String[]::new))
                .param("since", Timestamp.from(since))
                .query(ProposedMasks::proposal)
                .list();
    }

    List<Proposal> since(Instant since) {
        return jdbc.sql("select * from proposed_mask where proposed_at > :since")
                .param("since", Timestamp.from(since))
                .query(ProposedMasks::proposal)
                .list();
    }

    private static Proposal proposal(ResultSet row, int n) throws SQLException {
        return new Proposal(
                row.getString("device_id"),
                row.getString("quantity"),
                new Mask(
                        row.getTimestamp("from_at").toInstant(),
                        row.getTimestamp("to_at").toInstant(),
                        row.getString("reason"),
                        row.getString("proposed_by"),
                        null,
                        row.getTimestamp("proposed_at").toInstant()));
    }

    Optional<Proposal> find(String device, String quantity, Instant from, Instant since) {
        return of(List.of(device), since).stream()
                .filter(one ->
                        one.quantity().equals(quantity) && one.mask().from().equals(from))
                .findFirst();
    }

    void put(Proposal one) {
        remove(one.device(), one.quantity(), one.mask().from());
        jdbc.sql("insert into proposed_mask values (:device, :quantity, :from, :to, :reason, :by, :at)")
                .param("device", one.device())
                .param("quantity", one.quantity())
                .param("from", Timestamp.from(one.mask().from()))
                .param("to", Timestamp.from(one.mask().to()))
                .param("reason", one.mask().reason())
                .param("by", one.mask().by())
                .param("at", Timestamp.from(one.mask().at()))
                .update();
    }

    boolean remove(String device, String quantity, Instant from) {
        return jdbc.sql("delete from proposed_mask where device_id = :device and quantity = :quantity"
                                + " and from_at = :from")
                        .param("device", device)
                        .param("quantity", quantity)
                        .param("from", Timestamp.from(from))
                        .update()
                > 0;
    }

    void forgetBefore(Instant time) {
        jdbc.sql("delete from proposed_mask where proposed_at <= :time")
                .param("time", Timestamp.from(time))
                .update();
    }
}

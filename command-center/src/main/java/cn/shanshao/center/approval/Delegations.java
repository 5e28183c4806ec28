package cn.shanshao.center.approval;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of delegations. */
@Repository
class Delegations {
    private final JdbcClient jdbc;
    private final Clock clock;

    Delegations(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** In whose place somebody signs that paper now, in the order of the logins. Who stands in has nothing to pass on. */
    List<String> to(String taker, String approval) {
        return now("giver", "taker", taker, approval);
    }

    /** In whose place somebody signs any paper now. */
    List<String> to(String taker) {
        return jdbc.sql("select distinct giver from approval_delegation where taker = ? and begins <= ? and ends > ?")
                .params(taker, Timestamp.from(clock.instant()), Timestamp.from(clock.instant()))
                .query(String.class)
                .list();
    }

    /** Who signs that paper in somebody's place now, in the order of the logins. */
    List<String> from(String giver, String approval) {
        return now("taker", "giver", giver, approval);
    }

    private List<String> now(String wanted, String known, String username, String approval) {
        return jdbc.sql("select distinct %s from approval_delegation where %s = ? and begins <= ? and ends > ?"
                                .formatted(wanted, known)
                        + " and (approval is null or approval = ?) order by 1")
                .params(username, Timestamp.from(clock.instant()), Timestamp.from(clock.instant()), approval)
                .query(String.class)
                .list();
    }

    void add(Delegation d) {
        jdbc.sql("insert into approval_delegation (id, giver, taker, division, approval, begins, ends, made_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        d.id(),
                        d.giver(),
                        d.taker(),
                        d.division(),
                        d.approval(),
                        Timestamp.from(d.begins()),
                        Timestamp.from(d.ends()),
                        Timestamp.from(clock.instant()))
                .update();
    }

    Optional<Delegation> find(String id) {
        return jdbc.sql("select * from approval_delegation where id = ?")
                .param(id)
                .query(Delegations::delegation)
                .optional();
    }

    /** Of givers in these divisions, and those of one person, that are not over; the next to end first. */
    List<Delegation> list(Collection<String> divisions, String username, int limit) {
        return jdbc.sql(
                        "select * from approval_delegation where ends > ? and (division = any (?) or ? in (giver, taker))"
                                + " order by ends, id limit ?")
                .params(Timestamp.from(clock.instant()), divisions.toArray(String[]::new), username, limit)
                .query(Delegations::delegation)
                .list();
    }

    void remove(String id) {
        jdbc.sql("delete from approval_delegation where id = ?").param(id).update();
    }

    private static Delegation delegation(ResultSet row, int n) throws SQLException {
        return new Delegation(
                row.getString("id"),
                row.getString("giver"),
                row.getString("taker"),
                row.getString("division"),
                row.getString("approval"),
                time(row, "begins"),
                time(row, "ends"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}

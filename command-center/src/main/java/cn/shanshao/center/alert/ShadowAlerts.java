package cn.shanshao.center.alert;

import cn.shanshao.center.LotTransaction;
import cn.shanshao.center.OneLine;
import cn.shanshao.ingest.mqtt.Delivery;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What shadow rules have said, the newest {@value #KEPT} of each rule and target; and, in the same words, what the rules
 * in force have. Nobody is told of a shadow.
 */
@Repository
class ShadowAlerts {
    static final int KEPT = 500;

    private static final Logger log = LoggerFactory.getLogger(ShadowAlerts.class);

    private final JdbcClient jdbc;
    private final LotTransaction transaction;

    ShadowAlerts(JdbcClient jdbc, LotTransaction transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** As {@link LotTransaction#store}. A repeat overwrites nothing. */
    void store(List<Delivery> lot) {
        transaction.store(lot, this::take, ShadowAlerts::bury);
    }

    private record Kept(String rule, String target) {}

    private void take(List<Delivery> lot) {
        var touched = new HashSet<Kept>();
        for (var delivery : lot) {
            var alert = AlertLot.checked(Json.read(delivery.payload(), Alert.class));
            insert(alert);
            touched.add(new Kept(alert.ruleId(), alert.target()));
        }
        touched.forEach(this::dropOld);
    }

    private static void bury(Delivery delivery, Throwable e) {
        log.warn("a shadow alert on {} cannot be kept: {}", OneLine.of(delivery.topic()), OneLine.of(e.getMessage()));
    }

    private void insert(Alert alert) {
        var isOver = alert.state() == AlertState.CLEARED;
        jdbc.sql("""
                        insert into shadow_alert
                          (rule_id, target, episode_id, seq, division, state, level, withdrawn, at)
                        values (:rule, :target, :episode, :seq, :division, :state, :level, :withdrawn, :at)
                        on conflict (episode_id, seq) do nothing""")
                .param("rule", alert.ruleId())
                .param("target", alert.target())
                .param("episode", alert.id())
                .param("seq", alert.seq())
                .param("division", alert.division())
                .param("state", alert.state().name().toLowerCase(Locale.ROOT))
                .param("level", alert.level() == null ? null : alert.level().wire())
                .param("withdrawn", isOver && alert.highest() == null)
                .param("at", changed(alert).atOffset(ZoneOffset.UTC))
                .update();
    }

    /** A level to which an episode eases began before the graver one that it follows: {@code since} goes back. */
    private static Instant changed(Alert alert) {
        return alert.state() == AlertState.CLEARED || alert.state() == AlertState.EASED ? alert.at() : alert.since();
    }

    private void dropOld(Kept kept) {
        jdbc.sql("""
                        delete from shadow_alert where rule_id = :rule and target = :target and id <=
                          (select id from shadow_alert where rule_id = :rule and target = :target
                           order by id desc offset :kept limit 1)""")
                .param("rule", kept.rule())
                .param("target", kept.target())
                .param("kept", KEPT)
                .update();
    }

    /**
     * One word of a rule about a target.
     *
     * @param level {@code null} when the episode is over
     * @param at when it came to stand at that level, from below or from above, or ended
     */
    record Said(
            String rule,
            String target,
            String episode,
            String division,
            @Nullable Level level,
            boolean isWithdrawn,
            Instant at) {}

    /** Of a shadow rule in these divisions, by target in the order in which it was said. */
    List<Said> ofShadow(String rule, Collection<String> divisions) {
        return jdbc.sql("""
                        select rule_id, target, episode_id, division, level, withdrawn, at from shadow_alert
                        where rule_id = :rule and division = any (:divisions) order by target, id""")
                .param("rule", rule)
                .param("divisions", divisions.toArray(String[]::new))
                .query(ShadowAlerts::said)
                .list();
    }

    /**
     * Of rules in force in these divisions, by target in the order in which it was said.
     *
     * @param since episodes that had ended by then are left out
     */
    List<Said> ofLive(Collection<String> rules, Collection<String> divisions, Instant since) {
        return jdbc.sql("""
                        select e.rule_id, e.target, e.id as episode_id, e.division, a.level,
                          a.state = 'cleared' and a.alert ->> 'highest' is null as withdrawn,
                          case when a.state in ('cleared', 'eased') then a.at
                            else (a.alert ->> 'since')::timestamptz end as at
                        from episode e join alert a on a.episode_id = e.id
                        where e.rule_id = any (:rules) and e.division = any (:divisions)
                          and (e.open or e.changed_at >= :since)
                        order by e.target, e.first_at, e.id, a.seq""")
                .param("rules", rules.toArray(String[]::new))
                .param("divisions", divisions.toArray(String[]::new))
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(ShadowAlerts::said)
                .list();
    }

    private static Said said(ResultSet rs, int row) throws SQLException {
        var level = rs.getString("level");
        return new Said(
                rs.getString("rule_id"),
                rs.getString("target"),
                rs.getString("episode_id"),
                rs.getString("division"),
                level == null ? null : Level.valueOf(level.toUpperCase(Locale.ROOT)),
                rs.getBoolean("withdrawn"),
                rs.getObject("at", OffsetDateTime.class).toInstant());
    }
}

package cn.shanshao.center.registry;

import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.ingest.wire.EventConfig;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The earthquakes that somebody has noted; the job hears of them in the province's document. */
@Component
@Transactional
class Earthquakes {
    /** More are not told to the job: the strongest of those that still count, then the newest. */
    private static final int MOST = 200;

    private static final double USUAL_DAYS = 90;

    private final JdbcClient jdbc;
    private final RuleSource rules;
    private final Clock clock;
    private final Divisions divisions;
    private final Audit audit;
    private final ApplicationEventPublisher events;

    Earthquakes(
            JdbcClient jdbc,
            RuleSource rules,
            Clock clock,
            Divisions divisions,
            Audit audit,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.clock = clock;
        this.divisions = divisions;
        this.audit = audit;
        this.events = events;
    }

    /** Those that count have changed. */
    record Changed(String id) {}

    /** Newest first. */
    @Transactional(readOnly = true)
    List<EventConfig> all() {
        var counting = Timestamp.from(clock.instant().minus(longest()));
        return jdbc
                .sql("select * from earthquake where not withdrawn order by at >= ? desc,"
                        + " case when at >= ? then magnitude end desc, at desc, id limit " + MOST)
                .params(counting, counting)
                .query((row, n) -> new EventConfig(
                        row.getString("id"),
                        EventConfig.EARTHQUAKE,
                        row.getTimestamp("at").toInstant(),
                        row.getDouble("lon"),
                        row.getDouble("lat"),
                        row.getDouble("magnitude")))
                .list()
                .stream()
                .sorted(Comparator.comparing(EventConfig::at).reversed().thenComparing(EventConfig::id))
                .toList();
    }

    /** After that no rule lowers its limits. */
    private Duration longest() {
        var days = rules.all().stream()
                .map(rule -> rule.params().get("quakeDays"))
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        return Duration.ofHours(Math.round(Math.max(days, USUAL_DAYS) * 24));
    }

    void note(EventConfig quake, String who) {
        jdbc.sql("insert into earthquake (id, at, lon, lat, magnitude, noted_by) values (?, ?, ?, ?, ?, ?)"
                        + " on conflict (id) do update set at = excluded.at, lon = excluded.lon, lat = excluded.lat,"
                        + " magnitude = excluded.magnitude, noted_by = excluded.noted_by, withdrawn = false")
                .params(quake.id(), Timestamp.from(quake.at()), quake.lon(), quake.lat(), quake.magnitude(), who)
                .update();
        changed(quake.id(), "earthquake.note", Map.of("at", quake.at(), "magnitude", quake.magnitude()), who);
    }

    /** Whether there was one. */
    boolean withdraw(String id, String who) {
        var rows = jdbc.sql("update earthquake set withdrawn = true where id = ? and not withdrawn")
                .param(id)
                .update();
        if (rows > 0) {
            changed(id, "earthquake.withdraw", Map.of(), who);
        }
        return rows > 0;
    }

    private void changed(String id, String action, Map<String, ?> detail, String who) {
        audit.record(Act.of(who, action, id).in(divisions.root()).telling(detail));
        events.publishEvent(new Changed(id));
    }
}

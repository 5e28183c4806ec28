package cn.shanshao.center.alert;

import cn.shanshao.center.identity.People;
import cn.shanshao.ingest.wire.Level;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Episodes of slopes that are over, in pages: the newest beginning first. */
@Repository
class PastAlerts {
    private final JdbcClient jdbc;
    private final People people;

    PastAlerts(JdbcClient jdbc, People people) {
        this.jdbc = jdbc;
        this.people = people;
    }

    /**
     * What is asked for; what is {@code null} does not matter.
     *
     * @param highest the highest level that it came to; of what was withdrawn none is known
     * @param from of its beginning, inclusive
     * @param to of its beginning, exclusive
     * @param acknowledged whether anybody has acknowledged it
     * @param by who did: a login, or the name of a person
     * @param before the last of the page before this one
     * @param limit of a page
     */
    record Asked(
            Collection<String> divisions,
            @Nullable String pointId,
            @Nullable Level highest,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Boolean acknowledged,
            @Nullable String by,
            @Nullable Place before,
            int limit) {}

    /** Where a page ends: beginnings may be the same. */
    record Place(Instant firstAt, String id) {
        private static final String BETWEEN = "~";

        /**
         * @throws IllegalArgumentException when it is not what {@link #text()} writes
         */
        static Place parse(String text) {
            var parts = text.split(BETWEEN, 2);
            if (parts.length < 2) {
                throw new IllegalArgumentException("no place in a list: " + text);
            }
            return new Place(Instant.parse(parts[0]), parts[1]);
        }

        String text() {
            return firstAt + BETWEEN + id;
        }
    }

    List<Episode> find(Asked asked) {
        var before = asked.before();
        return jdbc.sql("""
                        select * from episode
                        where not open and alert ->> 'kind' not in ('offline', 'quality')
                          and division = any (:divisions)
                          and (cast(:point as text) is null or point_id = :point)
                          and (cast(:highest as text) is null or alert ->> 'highest' = :highest)
                          and (cast(:from as timestamptz) is null or first_at >= :from)
                          and (cast(:to as timestamptz) is null or first_at < :to)
                          and (cast(:acknowledged as boolean) is null
                            or (acknowledged_by is not null) = :acknowledged)
                          and (cast(:by as text[]) is null or acknowledged_by = any (:by))
                          and (cast(:beforeId as text) is null or (first_at, id) < (:beforeAt, :beforeId))
                        order by first_at desc, id desc limit :limit""")
                .param("divisions", asked.divisions().toArray(String[]::new))
                .param("point", asked.pointId())
                .param(
                        "highest",
                        asked.highest() == null ? null : asked.highest().wire())
                .param("from", utc(asked.from()))
                .param("to", utc(asked.to()))
                .param("acknowledged", asked.acknowledged())
                .param(
                        "by",
                        asked.by() == null ? null : people.called(asked.by()).toArray(String[]::new))
                .param("beforeAt", utc(before == null ? null : before.firstAt()))
                .param("beforeId", before == null ? null : before.id())
                .param("limit", asked.limit())
                .query(Episodes::episode)
                .list();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}

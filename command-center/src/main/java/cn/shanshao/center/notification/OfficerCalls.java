package cn.shanshao.center.notification;

import cn.shanshao.center.identity.People;
import cn.shanshao.center.notification.Envelopes.Inside;
import cn.shanshao.center.notification.Envelopes.Kind;
import cn.shanshao.center.notification.Ladder.Ending;
import cn.shanshao.center.notification.OfficerCall.Result;
import cn.shanshao.center.notification.OfficerCall.Tried;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads how officers were rung because of a warning, a signature or a hand-over. */
@Component
@Transactional(readOnly = true)
class OfficerCalls {
    private static final int MOST = 500;

    private final JdbcClient jdbc;
    private final Envelopes envelopes;
    private final People people;

    OfficerCalls(JdbcClient jdbc, Envelopes envelopes, People people) {
        this.jdbc = jdbc;
        this.envelopes = envelopes;
        this.people = people;
    }

    private record Row(
            long id,
            String about,
            int number,
            String task,
            String channel,
            String state,
            @Nullable String reason,
            Timestamp createdAt,
            byte @Nullable [] body,
            @Nullable String ending,
            @Nullable Timestamp endedAt,
            boolean climbs) {
        Tried tried() {
            return new Tried(channel, createdAt.toInstant(), MessageState.of(state));
        }
    }

    /**
     * Oldest first, the newest {@value #MOST} messages of them.
     *
     * @param about as messages have it
     */
    List<OfficerCall> of(String... about) {
        var rows = jdbc.sql("""
            select * from (
              select m.id, m.about, m.number, m.task, m.channel, m.state, m.reason, m.created_at, m.body, l.ending, l.ended_at,
                l.id is not null climbs
              from message m left join ladder l on l.about = m.about and l.number = m.number and l.username = m.task
                and l.username <> ''
              where m.about = any (:about) and m.purpose = 'wake' order by m.id desc limit :most) newest
            order by id\
            """)
                .param("about", about)
                .param("most", MOST)
                .query(Row.class)
                .list();
        var insides = envelopes.open(Kind.MESSAGE, rows, Row::id, Row::body);
        var calls = new LinkedHashMap<String, List<Row>>();
        rows.forEach(row -> calls.computeIfAbsent(
                        row.about() + "/" + row.number() + "/" + row.task(), none -> new ArrayList<>())
                .add(row));
        return calls.values().stream().map(call -> call(call, insides)).toList();
    }

    private OfficerCall call(List<Row> rows, Map<Long, Inside> insides) {
        var first = rows.get(0);
        var result = result(first, rows);
        var phone = rows.stream()
                .map(row -> insides.get(row.id()))
                .filter(Objects::nonNull)
                .map(inside -> Masked.of(inside.phone()))
                .findFirst()
                .orElse(null);
        return new OfficerCall(
                first.task(),
                first.task().isEmpty() ? "" : people.nameOf(first.task()),
                phone,
                first.createdAt().toInstant(),
                first.climbs() ? rows.stream().map(Row::tried).toList() : List.of(),
                result,
                instant(first.endedAt()),
                result == Result.NOT_RUNG ? rows.get(rows.size() - 1).reason() : null);
    }

    private static Result result(Row first, List<Row> rows) {
        if (!first.climbs()) {
            return Result.NOT_RUNG;
        }
        if (first.ending() == null) {
            return Result.RINGING;
        }
        return switch (Ending.valueOf(first.ending())) {
            case ANSWERED, RUNNER -> Result.ANSWERED;
            case OVER -> Result.OVER;
            case UNREACHED ->
                rows.stream().allMatch(row -> MessageState.of(row.state()) == MessageState.FAILED)
                        ? Result.NOT_RUNG
                        : Result.NO_ANSWER;
        };
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}

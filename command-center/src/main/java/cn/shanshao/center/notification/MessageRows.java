package cn.shanshao.center.notification;

import cn.shanshao.center.notification.Envelopes.Inside;
import cn.shanshao.center.notification.Envelopes.Kind;
import cn.shanshao.center.notification.Letter.Cause;
import cn.shanshao.center.notification.Messages.Filter;
import cn.shanshao.center.registry.Phones;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads messages with the answers to them. */
@Repository
class MessageRows {
    private final JdbcClient jdbc;
    private final Registry registry;
    private final Envelopes envelopes;

    MessageRows(JdbcClient jdbc, Registry registry, Envelopes envelopes) {
        this.jdbc = jdbc;
        this.registry = registry;
        this.envelopes = envelopes;
    }

    private record Answered(long messageId, MessageView.Answer answer) {}

    Optional<MessageView> find(long id) {
        return views(List.of(id)).stream().findFirst();
    }

    /**
     * Newest first.
     *
     * @param andElsewhere also those of every other division
     */
    List<MessageView> list(List<String> divisions, boolean andElsewhere, Filter filter, int limit) {
        var phone = filter.phone();
        var warning = filter.warningId();
        var ids = jdbc.sql("""
            select id from message where (:elsewhere or division = any (:divisions))
              and (cast(:point as text) is null or point_id = :point)
              and (cast(:alert as text) is null or episode_id = :alert)
              and (cast(:about as text) is null or about = :about)
              and (cast(:household as text) is null or household_id = :household or task = :household)
              and (cast(:index as text) is null or phone_index = :index)
            order by id desc limit :limit\
            """)
                .param("elsewhere", andElsewhere)
                .param("divisions", divisions.toArray(String[]::new))
                .param("point", filter.pointId())
                .param("alert", filter.alertId())
                .param("about", warning == null ? null : Cause.warning(warning))
                .param("household", filter.householdId())
                .param(
                        "index",
                        phone == null
                                ? null
                                : envelopes.index(Phones.find(phone).orElse(phone)))
                .param("limit", limit)
                .query(Long.class)
                .list();
        return views(ids);
    }

    /**
     * What monitors were asked at points where an alert is open, newest first: notices to many push it out of no list.
     *
     * @param pointId only of that; {@code null}: of all
     */
    List<MessageView> checks(List<String> divisions, boolean andElsewhere, @Nullable String pointId, int limit) {
        return views(jdbc.sql("""
                        select id from message where purpose = 'check' and (:elsewhere or division = any (:divisions))
                          and point_id in (select point_id from episode
                            where open and (cast(:point as text) is null or point_id = :point))
                        order by id desc limit :limit""")
                .param("elsewhere", andElsewhere)
                .param("divisions", divisions.toArray(String[]::new))
                .param("point", pointId)
                .param("limit", limit)
                .query(Long.class)
                .list());
    }

    /**
     * Where a notice came after the question, the one digit that comes back may be meant for either: what counts for the notice
     * is shown with the question too.
     */
    private Map<Long, List<MessageView.Answer>> withOthers(Map<Long, List<MessageView.Answer>> own, List<Long> ids) {
        record Row(long checkId, long id, Meaning meaning, Instant at) {}
        var rows = jdbc.sql("""
                        select q.id check_id, y.id, y.meaning, y.at from message q
                          join message m on m.phone_index = q.phone_index and m.realm = q.realm and m.point_id = q.point_id
                            and m.id > q.id and m.about like 'warning/%' and m.task = ''
                          join reply y on y.message_id = m.id
                        where q.id = any (:ids) and q.purpose = 'check' and not exists (select from message n where n.purpose = 'check'
                          and n.phone_index = q.phone_index and n.realm = q.realm and n.point_id = q.point_id
                          and n.id > q.id and n.id < m.id)""")
                .param("ids", ids.toArray(Long[]::new))
                .query(Row.class)
                .list();
        if (rows.isEmpty()) {
            return own;
        }
        var typed = insides(
                Kind.REPLY,
                "select id, body from reply where id = any (:ids)",
                rows.stream().map(Row::id).toList());
        var all = new HashMap<>(own);
        for (var row : rows) {
            var answer = new MessageView.Answer(text(typed.get(row.id())), row.meaning(), row.at());
            all.merge(row.checkId(), List.of(answer), MessageRows::inTime);
        }
        return all;
    }

    private static List<MessageView.Answer> inTime(List<MessageView.Answer> some, List<MessageView.Answer> others) {
        return Stream.concat(some.stream(), others.stream())
                .sorted(Comparator.comparing(MessageView.Answer::at))
                .toList();
    }

    private List<MessageView> views(List<Long> ids) {
        var answers = withOthers(answers(ids), ids);
        var names = new HashMap<String, Optional<String>>();
        var people = insides(Kind.MESSAGE, "select id, body from message where id = any (:ids)", ids);
        return jdbc.sql("select * from message where id = any (:ids) order by id desc")
                .param("ids", ids.toArray(Long[]::new))
                .query((rs, n) -> view(rs, names, people, answers))
                .list();
    }

    private Map<Long, Inside> insides(Kind kind, String sql, List<Long> ids) {
        var bodies = new HashMap<Long, byte[]>();
        jdbc.sql(sql).param("ids", ids.toArray(Long[]::new)).query(rs -> {
            var body = rs.getBytes("body");
            if (body != null) {
                bodies.put(rs.getLong("id"), body);
            }
        });
        return envelopes.open(kind, bodies);
    }

    private Map<Long, List<MessageView.Answer>> answers(List<Long> ids) {
        var typed = insides(Kind.REPLY, "select id, body from reply where message_id = any (:ids)", ids);
        return jdbc
                .sql("select id, message_id, meaning, at from reply where message_id = any (:ids) order by id")
                .param("ids", ids.toArray(Long[]::new))
                .query((rs, n) -> new Answered(
                        rs.getLong("message_id"),
                        new MessageView.Answer(
                                text(typed.get(rs.getLong("id"))),
                                Meaning.valueOf(rs.getString("meaning")),
                                instant(rs, "at"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Answered::messageId, Collectors.mapping(Answered::answer, Collectors.toList())));
    }

    private static @Nullable String text(@Nullable Inside typed) {
        return typed == null ? null : typed.text();
    }

    private MessageView view(
            ResultSet rs,
            Map<String, Optional<String>> names,
            Map<Long, Inside> people,
            Map<Long, List<MessageView.Answer>> answers)
            throws SQLException {
        var id = rs.getLong("id");
        var level = rs.getString("level");
        var point = rs.getString("point_id");
        return new MessageView(
                Long.toString(id),
                rs.getString("purpose"),
                rs.getString("channel"),
                Realm.valueOf(rs.getString("realm")),
                level == null ? null : Level.valueOf(level),
                rs.getString("division"),
                point,
                point == null
                        ? null
                        : names.computeIfAbsent(
                                        point, p -> registry.findPoint(p).map(found -> found.name()))
                                .orElse(null),
                rs.getString("episode_id"),
                Cause.warningOf(rs.getString("about")),
                rs.getInt("number"),
                rs.getString("household_id"),
                to(rs, people.get(id)),
                text(rs, people.get(id)),
                rs.getInt("segments"),
                MessageState.of(rs.getString("state")),
                rs.getString("reason"),
                instant(rs, "created_at"),
                instant(rs, "state_at"),
                answers.getOrDefault(id, List.of()));
    }

    /** What tells of somebody is sealed with the person. */
    private static @Nullable String text(ResultSet rs, @Nullable Inside person) throws SQLException {
        var open = rs.getString("text");
        return open.isEmpty() ? text(person) : open;
    }

    private static MessageView.To to(ResultSet rs, @Nullable Inside person) throws SQLException {
        var role = rs.getString("to_role");
        if (person != null) {
            return new MessageView.To(person.name(), role, Masked.of(person.phone()));
        }
        var isNobody = Letters.NOBODY.equals(rs.getString("phone_index"));
        return new MessageView.To(isNobody ? "—" : null, role, "");
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }
}

package cn.shanshao.center.notification;

import cn.shanshao.center.notification.Envelopes.Inside;
import cn.shanshao.center.notification.Envelopes.Kind;
import cn.shanshao.center.notification.Letter.Cause;
import cn.shanshao.center.notification.Letter.Reader;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who was told of a warning before, by which ways, and who still has to be called because of it. */
@Repository
class Told {
    private final JdbcClient jdbc;
    private final Envelopes envelopes;

    Told(JdbcClient jdbc, Envelopes envelopes) {
        this.jdbc = jdbc;
        this.envelopes = envelopes;
    }

    /** One number. */
    record Person(String phoneIndex, Reader reader, Set<Channel> channels) {}

    private record Row(
            long id,
            String phoneIndex,
            String channel,
            String toRole,
            String language,
            @Nullable String contactId,
            @Nullable String householdId,
            byte[] body) {}

    /**
     * Everybody to whom something about the warning was addressed, runners and the officers above among them; officers who
     * were woken for its clock are not. A number is given when a notice is drafted: one with a higher number may have been
     * told before. Whoever was told as one of a household is told this as one of it, for it has a language and a shelter
     * of its own.
     */
    List<Person> everybody(Turn turn) {
        var rows = jdbc.sql("""
            select id, phone_index, channel, to_role, language, contact_id, household_id, body from message
            where about = :about and number <> :number and purpose <> 'wake' and body is not null
            order by household_id is null, contact_id is null, id desc\
            """)
                .param("about", Cause.warning(turn.notice().warningId()))
                .param("number", turn.number())
                .query(Row.class)
                .list();
        var first = new LinkedHashMap<String, Row>();
        var channels = new HashMap<String, Set<Channel>>();
        for (var row : rows) {
            first.putIfAbsent(row.phoneIndex(), row);
            channels.computeIfAbsent(row.phoneIndex(), none -> EnumSet.of(Channel.SMS))
                    .add(Channel.of(row.channel()));
        }
        var insides = envelopes.open(Kind.MESSAGE, first.values(), Row::id, Row::body);
        return first.values().stream()
                .filter(row -> insides.containsKey(row.id()))
                .map(row -> person(row, insides, channels))
                .toList();
    }

    private static Person person(Row row, Map<Long, Inside> insides, Map<String, Set<Channel>> channels) {
        var inside = insides.get(row.id());
        var reader = new Reader(
                inside.name() == null ? "" : inside.name(),
                inside.phone(),
                row.toRole(),
                row.language(),
                row.contactId(),
                row.householdId());
        return new Person(row.phoneIndex(), reader, channels.get(row.phoneIndex()));
    }

    /** The households whose newest word is one of these notices. */
    Set<String> newestIs(String warningId, Set<String> notices) {
        return Set.copyOf(
                jdbc.sql("select household_id from roll_household where warning_id = ? and notice_id = any (?)")
                        .params(warningId, notices.toArray(String[]::new))
                        .query(String.class)
                        .list());
    }

    /** The households that are on the roll by that notice. */
    Set<String> enrolled(Turn turn) {
        return Set.copyOf(jdbc.sql("select household_id from roll_household where warning_id = ? and notice = ?")
                .params(turn.notice().warningId(), turn.number())
                .query(String.class)
                .list());
    }

    /** Those of these households that are on the roll by that notice. */
    Set<String> enrolled(Turn turn, Collection<String> households) {
        return Set.copyOf(jdbc.sql("select household_id from roll_household where warning_id = ? and notice = ?"
                        + " and household_id = any (?)")
                .params(turn.notice().warningId(), turn.number(), households.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /** Those of these households that have not left nor answered the notice, that will not leave, or of which some stay. */
    List<String> toBeCalled(Turn turn, Collection<String> households) {
        var stay = RollCall.leaveSome(turn.notice().level()) ? "false" : RollCall.SOME_STAY;
        return jdbc.sql("select household_id from roll_household h where warning_id = ? and notice = ?"
                        + " and household_id = any (?) and (state = any (?) or %s) order by household_id"
                                .formatted(stay))
                .params(
                        turn.notice().warningId(),
                        turn.number(),
                        households.toArray(String[]::new),
                        RollState.names(RollState.CALLED))
                .query(String.class)
                .list();
    }
}

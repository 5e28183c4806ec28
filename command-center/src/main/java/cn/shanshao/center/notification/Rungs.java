package cn.shanshao.center.notification;

import cn.shanshao.center.approval.Approvals;
import cn.shanshao.center.notification.Envelopes.Inside;
import cn.shanshao.center.notification.Envelopes.Kind;
import cn.shanshao.center.notification.Ladder.Rung;
import cn.shanshao.center.notification.LadderRows.Standing;
import cn.shanshao.center.notification.Letter.Cause;
import cn.shanshao.center.notification.Letter.Reader;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks up what has become of the calls of a notice, all its ladders that are due at once. */
@Component
class Rungs {
    private final JdbcClient jdbc;
    private final Carrier carrier;
    private final RollCall rollCall;
    private final Homes homes;
    private final Runners runners;
    private final Registry registry;
    private final Approvals approvals;
    private final CryCalls cryCalls;
    private final LeftAlone leftAlone;
    private final Envelopes envelopes;
    private final Marks marks;
    private final Clock clock;

    Rungs(
            JdbcClient jdbc,
            Carrier carrier,
            RollCall rollCall,
            Homes homes,
            Runners runners,
            Registry registry,
            Approvals approvals,
            CryCalls cryCalls,
            LeftAlone leftAlone,
            Envelopes envelopes,
            Marks marks,
            Clock clock) {
        this.jdbc = jdbc;
        this.carrier = carrier;
        this.rollCall = rollCall;
        this.homes = homes;
        this.runners = runners;
        this.registry = registry;
        this.approvals = approvals;
        this.cryCalls = cryCalls;
        this.leftAlone = leftAlone;
        this.envelopes = envelopes;
        this.marks = marks;
        this.clock = clock;
    }

    /** @param group of one notice, or of one wake; not empty */
    Sight look(List<Standing> group) {
        var first = group.get(0);
        return first.isOfficer() ? officers(first) : households(group);
    }

    private Map<Rung, String> ways(Realm realm) {
        var cannot = new EnumMap<Rung, String>(Rung.class);
        if (!carrier.serves(realm, Channel.FLASH)) {
            cannot.put(Rung.FLASH, Courier.NO_FLASH);
        }
        if (!carrier.serves(realm, Channel.VOICE)) {
            cannot.put(Rung.VOICE, Courier.NO_VOICE);
        }
        return cannot;
    }

    private Sight officers(Standing first) {
        var rows = jdbc.sql("select m.*, m.task owner from message m where about = :about and number = :number"
                        + " and purpose = 'wake' order by id")
                .param("about", first.about())
                .param("number", first.number())
                .query(Row.class)
                .list();
        var words = words(first);
        return new OfficerSight(
                isOver(first.about(), words), ways(first.realm()), words.orElse(null), byOwner(rows), clock.instant());
    }

    /** Where more, or fewer, may wait than when the call began. */
    private Optional<String> words(Standing call) {
        if (call.about().startsWith(Cries.ABOUT)) {
            return cryCalls.words(call);
        }
        return call.about().startsWith(LeftAlone.ABOUT) ? leftAlone.words(call.about()) : Optional.empty();
    }

    /** What was signed while somebody was just being rung needs nobody any more, nor does a household to which somebody goes. */
    private boolean isOver(String about, Optional<String> words) {
        return about.startsWith(LeftAlone.ABOUT)
                ? words.isEmpty()
                : about.startsWith(Ladder.APPROVAL) && !approvals.isWaiting(about.substring(Ladder.APPROVAL.length()));
    }

    private Sight households(List<Standing> group) {
        var first = group.get(0);
        var called = rollCall.find(String.valueOf(Cause.warningOf(first.about())))
                .orElseThrow(
                        () -> new IllegalStateException("%s has a ladder and no roll call".formatted(first.about())));
        var id = called.warningId();
        var ids = group.stream().map(Standing::householdId).toList();
        var contacts = registry.contactsOf(called.pointId()).stream()
                .filter(c -> called.realm() == Realm.EXERCISE || c.realm() == Realm.LIVE)
                .toList();
        return new HouseholdSight(
                called,
                ways(first.realm()),
                states(id, ids),
                homes.of(id),
                messages(id, first.number(), ids),
                runners.of(id, ids),
                Set.copyOf(rollCall.wrongOf(id)),
                contacts,
                envelopes::index,
                marks.of(called.realm()),
                clock.instant());
    }

    private Map<String, HouseholdSight.Stand> states(String warningId, Collection<String> ids) {
        var states = new HashMap<String, HouseholdSight.Stand>();
        jdbc.sql("""
            select h.household_id, h.state, h.since, %s some_stay
            from roll_household h where h.warning_id = :id and h.household_id = any (:ids)\
            """.formatted(RollCall.SOME_STAY))
                .param("id", warningId)
                .param("ids", ids.toArray(String[]::new))
                .query(rs -> {
                    states.put(
                            rs.getString("household_id"),
                            new HouseholdSight.Stand(
                                    RollState.valueOf(rs.getString("state")),
                                    rs.getTimestamp("since").toInstant(),
                                    rs.getBoolean("some_stay")));
                });
        return states;
    }

    private Map<String, List<Sent>> messages(String warningId, int number, Collection<String> ids) {
        return byOwner(jdbc.sql("""
            select m.*, l.household_id owner from roll_line l join message m on m.phone_index = l.phone_index
              and m.about = 'warning/' || l.warning_id and m.number = :number and m.purpose = any (:purposes)
            where l.warning_id = :id and l.household_id = any (:ids)
            order by l.household_id, l.seat, m.id\
            """)
                .param("id", warningId)
                .param("number", number)
                .param("ids", ids.toArray(String[]::new))
                .param(
                        "purposes",
                        Stream.of(Errand.values())
                                .filter(Errand::isToResidents)
                                .map(Errand::wire)
                                .toArray(String[]::new))
                .query(Row.class)
                .list());
    }

    private record Row(
            long id,
            String owner,
            String phoneIndex,
            String channel,
            String state,
            String purpose,
            @Nullable String level,
            @Nullable String template,
            String task,
            String toRole,
            String language,
            @Nullable String contactId,
            @Nullable String householdId,
            String text,
            byte @Nullable [] body) {}

    /** Those of which somebody can still read to whom they went. */
    private Map<String, List<Sent>> byOwner(List<Row> rows) {
        var insides = envelopes.open(Kind.MESSAGE, rows, Row::id, Row::body);
        var found = new HashMap<String, List<Sent>>();
        for (var row : rows) {
            var inside = insides.get(row.id());
            if (inside != null) {
                found.computeIfAbsent(row.owner(), none -> new ArrayList<>()).add(sent(row, inside));
            }
        }
        return found;
    }

    private static Sent sent(Row row, Inside inside) {
        var reader = new Reader(
                inside.name() == null ? "" : inside.name(),
                inside.phone(),
                row.toRole(),
                row.language(),
                row.contactId(),
                row.householdId());
        return new Sent(
                row.phoneIndex(),
                Channel.of(row.channel()),
                row.state().equals(MessageState.FAILED.wire()),
                Errand.of(row.purpose()),
                row.level() == null ? null : Level.valueOf(row.level()),
                row.template(),
                row.task(),
                reader,
                inside.text() == null ? row.text() : inside.text(),
                inside.text() != null);
    }
}

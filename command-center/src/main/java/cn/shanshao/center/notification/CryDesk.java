package cn.shanshao.center.notification;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.People;
import cn.shanshao.center.notification.CryRows.Row;
import cn.shanshao.center.notification.CryView.Line;
import cn.shanshao.center.notification.CryView.Numbers;
import cn.shanshao.center.notification.Envelopes.Inside;
import cn.shanshao.center.notification.Envelopes.Kind;
import cn.shanshao.center.registry.Phones;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What officers see of cries for help, and do about them. Those of numbers that are nobody's are the top of the tree's. */
@Component
@Transactional
class CryDesk {
    private static final int MOST = 1_000;
    private static final String SETTLED_ON_THE_ROLL = "该户在叫应点名页上仍是求助，请在那里登记去向和经过";

    private final CryRows rows;
    private final Cries cries;
    private final Homes homes;
    private final Divisions divisions;
    private final People people;
    private final Envelopes envelopes;
    private final JdbcClient jdbc;
    private final Audit audit;

    CryDesk(
            CryRows rows,
            Cries cries,
            Homes homes,
            Divisions divisions,
            People people,
            Envelopes envelopes,
            JdbcClient jdbc,
            Audit audit) {
        this.rows = rows;
        this.cries = cries;
        this.homes = homes;
        this.divisions = divisions;
        this.people = people;
        this.envelopes = envelopes;
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /**
     * Those of the user's division and below, at most {@value #MOST}: the open ones, which nobody has taken first; or those
     * that are settled, the newest first.
     */
    @Transactional(readOnly = true)
    List<CryView> list(CurrentUser user, boolean open) {
        var under = divisions.under(user.division());
        var isTop = divisions.isTop(user.division());
        var found = open ? rows.open(under, isTop, MOST) : rows.settled(under, isTop, MOST);
        var said = said(found);
        var notes = notes(found);
        var views = found.stream()
                .map(row -> view(row, said.get(row.replyId()), notes.get(row.id())))
                .toList();
        return user.seesPeople() ? views : views.stream().map(CryView::unnamed).toList();
    }

    /** @throws Problem 404 when there is none under the user's division, 409 when it is settled */
    CryView take(long id, CurrentUser user) {
        var cry = open(id, user);
        cries.take(cry, user);
        audit.record(Act.of(user.username(), "cry.take", Long.toString(id)).in(cries.divisionOf(cry)));
        return get(id);
    }

    /**
     * It is done.
     *
     * @param note who did what
     * @throws Problem 404 and 409 as before; 409 also while its household stands as in need of help on an open roll call,
     *     where it is written down where they are now
     */
    CryView settle(long id, String note, CurrentUser user) {
        // the text before the cry, as whoever looks into unknown texts locks them
        rows.find(id).map(Row::replyId).ifPresent(this::lockReply);
        var cry = open(id, user);
        if (Optional.ofNullable(cry.householdId())
                .flatMap(household -> rows.rollCallOf(household, cry.realm()))
                .isPresent()) {
            throw Problem.conflict("household %s still needs help on an open roll call, which settles it (%s)"
                    .formatted(cry.householdId(), SETTLED_ON_THE_ROLL));
        }
        cries.settle(cry, null, note, user.username());
        settleUnknown(cry, user);
        audit.record(Act.of(user.username(), "cry.settle", Long.toString(id)).in(cries.divisionOf(cry)));
        return get(id);
    }

    private void lockReply(long reply) {
        jdbc.sql("select id from reply where id = ? for no key update")
                .param(reply)
                .query(Long.class)
                .list();
    }

    /** What nobody knows whose it is need not be looked into a second time. */
    private void settleUnknown(Row cry, CurrentUser user) {
        jdbc.sql("update reply set settled_at = now(), settled_by = :by where id = :id and settled_at is null"
                        + " and message_id is null and contact_id is null and household_id is null")
                .param("by", user.username())
                .param("id", cry.replyId(), java.sql.Types.BIGINT)
                .update();
    }

    /** The number that cried, and the other numbers of the household: each look stands in the trail. */
    Numbers numbers(long id, CurrentUser user) {
        var cry = seen(id, user);
        var all = new LinkedHashMap<String, Line>();
        Optional.ofNullable(said(List.of(cry)).get(cry.replyId()))
                .ifPresent(inside -> all.put(inside.phone(), new Line(inside.name(), inside.phone())));
        Optional.ofNullable(cry.householdId())
                .flatMap(homes::today)
                .ifPresent(card -> card.lines().forEach(line -> {
                    var phone = Phones.find(line.phone()).orElse(line.phone());
                    all.put(phone, new Line(line.name(), phone));
                }));
        audit.record(Act.of(user.username(), "cry.read", Long.toString(id)).in(cries.divisionOf(cry)));
        return new Numbers(List.copyOf(all.values()));
    }

    private CryView get(long id) {
        var row = rows.find(id).orElseThrow();
        return view(
                row, said(List.of(row)).get(row.replyId()), notes(List.of(row)).get(id));
    }

    private Row open(long id, CurrentUser user) {
        seen(id, user);
        var cry = rows.lock(id).orElseThrow();
        if (cry.settledAt() != null) {
            throw Problem.conflict("cry %d was settled by %s (已由 %s 办结)"
                    .formatted(id, cry.settledBy(), people.nameOf(String.valueOf(cry.settledBy()))));
        }
        return cry;
    }

    private Row seen(long id, CurrentUser user) {
        var cry = rows.find(id).orElseThrow(() -> Problem.notFound("cry", Long.toString(id)));
        divisions.mustSee(user, cries.divisionOf(cry), "cry", Long.toString(id));
        return cry;
    }

    private Map<Long, Inside> said(List<Row> found) {
        var bodies = new HashMap<Long, byte[]>();
        jdbc.sql("select id, body from reply where id = any (:ids) and body is not null")
                .param(
                        "ids",
                        found.stream()
                                .map(Row::replyId)
                                .filter(Objects::nonNull)
                                .toArray(Long[]::new))
                .query(rs -> {
                    bodies.put(rs.getLong("id"), rs.getBytes("body"));
                });
        return envelopes.open(Kind.REPLY, bodies);
    }

    private Map<Long, Inside> notes(List<Row> found) {
        return envelopes.open(Kind.CRY, found, Row::id, Row::body);
    }

    private CryView view(Row row, @Nullable Inside said, @Nullable Inside note) {
        var household = row.householdId();
        var card = Optional.ofNullable(household).flatMap(homes::today);
        var taken = row.takenBy();
        var settled = row.settledBy();
        return new CryView(
                Long.toString(row.id()),
                row.realm(),
                row.division(),
                row.pointId(),
                homes.placeOf(row.pointId()).orElse(null),
                household,
                card.map(Homes.Card::number).orElse(""),
                card.map(Homes.Card::name).orElse(said == null ? null : said.name()),
                card.map(Homes.Card::address)
                        .filter(address -> !address.isEmpty())
                        .orElse(null),
                said == null ? null : Masked.of(said.phone()),
                said == null ? null : said.text(),
                row.warningId(),
                row.settledAt() != null || household == null
                        ? null
                        : rows.rollCallOf(household, row.realm()).orElse(null),
                row.times(),
                row.at(),
                row.heardAt(),
                taken,
                taken == null ? null : people.nameOf(taken),
                row.takenAt(),
                row.settledAt() == null && row.dueAt() != null,
                row.dueAt(),
                row.stage(),
                settled,
                settled == null ? null : people.nameOf(settled),
                row.settledAt(),
                note == null ? null : note.text());
    }
}

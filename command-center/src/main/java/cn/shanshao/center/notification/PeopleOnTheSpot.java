package cn.shanshao.center.notification;

import cn.shanshao.center.notification.Homes.Card;
import cn.shanshao.center.notification.Letter.Cause;
import cn.shanshao.center.warning.OnTheSpot;
import cn.shanshao.center.warning.Remaining.Home;
import cn.shanshao.ingest.wire.Realm;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who of a warning is not out, or not home again, and which messages about it have not come to an end. */
@Component
class PeopleOnTheSpot implements OnTheSpot {
    private final JdbcClient jdbc;
    private final Homes homes;
    private final MailingRows mailings;

    PeopleOnTheSpot(JdbcClient jdbc, Homes homes, MailingRows mailings) {
        this.mailings = mailings;
        this.jdbc = jdbc;
        this.homes = homes;
    }

    private record Row(String householdId, int people, RollState state) {}

    @Override
    public Spot of(String warningId) {
        var cards = homes.of(warningId);
        var left = jdbc.sql("""
                        select household_id, people, state from (
                        select household_id, people, state, since from (
                          -- who cries needs help, whatever else is known of the household
                          select h.household_id, h.people, h.since, r.lifted_at, case when exists (select from cry c
                            where c.settled_at is null and c.realm = r.realm
                              and c.household_id = h.household_id) then 'HELP' else h.state end state
                          from roll_household h join roll_call r using (warning_id) where h.warning_id = :id) h
                        where h.state = 'HELP'
                          or h.lifted_at is null and h.state = any (:there)
                          or h.lifted_at is not null and h.state = 'MOVED'
                        union all
                        -- who cries there, and stands on no card or came to it after the notice
                        select coalesce(c.household_id, 'cry/' || c.id), 0, 'HELP', c.at from cry c
                          join roll_call r on r.warning_id = :id and r.point_id = c.point_id and r.realm = c.realm
                        where c.settled_at is null and not exists (select from roll_household h
                          where h.warning_id = :id and h.household_id = c.household_id)
                        ) there order by array_position(:order, state),
                          since, household_id""")
                .param("id", warningId)
                .param("there", RollState.names(RollState.THERE))
                .param("order", RollState.names(RollState.NOT_OUT))
                .query(Row.class)
                .list();
        var stayed = stayed(warningId).stream()
                .collect(Collectors.partitioningBy(row -> row.state().hasAnswered()));
        return new Spot(
                homes(left, cards),
                homes(stayed.get(false), cards),
                homes(stayed.get(true), cards),
                underWay(warningId),
                mailings.isLeft(warningId));
    }

    /**
     * Once all is clear nobody climbs to them any more: whether they ever heard of it is not known; or they did, and nobody
     * knows that they had left.
     */
    private List<Row> stayed(String warningId) {
        return jdbc.sql("""
                        select h.household_id, h.people, h.state from roll_household h join roll_call r using (warning_id)
                        where h.warning_id = :id and r.lifted_at is not null and (h.state in ('CONFIRMED', 'REFUSED')
                          or h.state in ('UNREACHED', 'REACHED') and not exists (select from roll_runner n where n.warning_id = h.warning_id
                            and n.household_id = h.household_id and n.state = 'ACCEPTED' and n.recalled_at is null))
                        order by array_position(array['UNREACHED', 'REACHED', 'REFUSED', 'CONFIRMED'], h.state), h.since, h.household_id""").param("id", warningId).query(Row.class).list();
    }

    /** Who cries may stand on no roll. */
    private List<Home> homes(List<Row> rows, Map<String, Card> cards) {
        return rows.stream()
                .map(row -> home(
                        row,
                        Optional.ofNullable(cards.get(row.householdId())).or(() -> homes.today(row.householdId()))))
                .toList();
    }

    private static Home home(Row row, Optional<Card> card) {
        return new Home(
                row.householdId(),
                card.map(Card::number).orElse(""),
                card.map(Card::name).orElse(null),
                row.people(),
                row.state().name().toLowerCase(Locale.ROOT));
    }

    private int underWay(String warningId) {
        return jdbc.sql("""
                        select count(*) from message where about = ? and superseded is null
                          and (state in ('queued', 'outcome-unknown') or state = 'submitted' and expires_at > now())""")
                .param(Cause.warning(warningId))
                .query(Integer.class)
                .single();
    }

    @Override
    public boolean isReal(String pointId, Realm realm, Instant since) {
        return jdbc.sql("""
                        select y.meaning from reply y join message m on m.id = y.message_id
                        where m.purpose = :check and m.level = 'RED' and m.point_id = :point and m.realm = :realm
                          and y.meaning in ('REAL', 'NOTHING') and y.at >= :since
                        order by y.at desc, y.id desc limit 1""")
                .param("check", Errand.CHECK.wire())
                .param("point", pointId)
                .param("realm", realm.name())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .optional()
                .map(Meaning::valueOf)
                .filter(Meaning.REAL::equals)
                .isPresent();
    }

    @Override
    public Map<String, String> names(String warningId) {
        return homes.of(warningId).values().stream().collect(Collectors.toUnmodifiableMap(Card::id, Card::name));
    }
}

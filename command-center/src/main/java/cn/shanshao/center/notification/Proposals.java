package cn.shanshao.center.notification;

import cn.shanshao.center.notification.Homes.Card;
import cn.shanshao.center.notification.RollCall.Called;
import cn.shanshao.center.notification.RollCallView.Going;
import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.ContactRole;
import cn.shanshao.center.registry.Phones;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.residents.Household.Line;
import cn.shanshao.ingest.wire.Realm;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whom an officer may ask to go to a household, of those who are on record: the neighbour on its card, then those on the
 * point's card who are there, then households nearby that have confirmed, the nearest first. Those who live there
 * themselves, and numbers that are somebody else's, are none.
 */
@Component
class Proposals {
    /** On the spot, the likeliest first. */
    private static final List<ContactRole> ON_THE_SPOT = List.of(
            ContactRole.MONITOR,
            ContactRole.VILLAGE_HEAD,
            ContactRole.ORDER_GIVER,
            ContactRole.VILLAGE_CADRE,
            ContactRole.RESPONSIBLE,
            ContactRole.MONITORING_CHIEF,
            ContactRole.TOWNSHIP);

    private static final int MOST_NEIGHBOURS = 8;
    private static final double METRES_PER_DEGREE = 111_320;

    private final JdbcClient jdbc;
    private final Homes homes;
    private final Runners runners;
    private final RollCall rollCall;
    private final Registry registry;
    private final Envelopes envelopes;

    Proposals(
            JdbcClient jdbc, Homes homes, Runners runners, RollCall rollCall, Registry registry, Envelopes envelopes) {
        this.jdbc = jdbc;
        this.homes = homes;
        this.runners = runners;
        this.rollCall = rollCall;
        this.registry = registry;
        this.envelopes = envelopes;
    }

    /** From where they are known. */
    enum Kind {
        /** On the household's own card. */
        @JsonProperty("card")
        CARD,
        /** On the card of the point. */
        @JsonProperty("contact")
        CONTACT,
        /** Lives nearby. */
        @JsonProperty("household")
        HOUSEHOLD
    }

    /**
     * One of them.
     *
     * @param role on the point's card; {@code null} of others
     * @param state of the household that lives nearby; {@code null} of others
     * @param metres from house to house; {@code null} where either is not on the map
     * @param asked what they have said already; {@code null} while they were not asked
     * @param words of the message that asks them, to be seen before it goes; {@code null} until they were made
     */
    record Proposal(
            String id,
            Kind kind,
            String name,
            String phone,
            @JsonIgnore String language,
            @Nullable ContactRole role,
            @Nullable RollState state,
            @Nullable Integer metres,
            @Nullable Going asked,
            @Nullable String words) {
        Line line() {
            return new Line(name, phone);
        }

        Proposal masked() {
            return new Proposal(id, kind, name, Masked.of(phone), language, role, state, metres, asked, words);
        }

        Proposal saying(String text) {
            return new Proposal(id, kind, name, phone, language, role, state, metres, asked, text);
        }

        private Proposal said(@Nullable Going going) {
            return new Proposal(id, kind, name, phone, language, role, state, metres, going, words);
        }

        /** Without the person. */
        @Override
        public String toString() {
            return "Proposal[%s]".formatted(id);
        }
    }

    List<Proposal> of(Called called, String household) {
        var cards = homes.of(called.warningId());
        var own = cards.get(household);
        var all = new ArrayList<Proposal>();
        if (own != null && own.runner() != null) {
            all.add(proposal("card", Kind.CARD, own.runner(), "zh", null, null, null));
        }
        contacts(called)
                .forEach(c -> all.add(proposal(
                        Recipients.home(c),
                        Kind.CONTACT,
                        new Line(c.name(), c.phone()),
                        c.language(),
                        c.role(),
                        null,
                        null)));
        all.addAll(neighbours(called, household, own, cards));
        return able(called, household, own, all);
    }

    private static Proposal proposal(
            String id,
            Kind kind,
            Line line,
            String language,
            @Nullable ContactRole role,
            @Nullable RollState state,
            @Nullable Integer metres) {
        return new Proposal(id, kind, line.name(), line.phone(), language, role, state, metres, null, null);
    }

    private List<Contact> contacts(Called called) {
        return registry.contactsOf(called.pointId()).stream()
                .filter(c -> called.realm() == Realm.EXERCISE || c.realm() == Realm.LIVE)
                .filter(c -> ON_THE_SPOT.contains(c.role()))
                .sorted(Comparator.comparingInt(c -> ON_THE_SPOT.indexOf(c.role())))
                .toList();
    }

    private List<Proposal> neighbours(Called called, String household, @Nullable Card own, Map<String, Card> cards) {
        record Near(Card card, RollState state, @Nullable Integer metres) {}
        return confirmed(called.warningId()).entrySet().stream()
                .filter(one -> !one.getKey().equals(household))
                .flatMap(one -> Optional.ofNullable(cards.get(one.getKey()))
                        .filter(card -> !card.lines().isEmpty())
                        .map(card -> new Near(card, one.getValue(), metres(own, card)))
                        .stream())
                .sorted(Comparator.<Near>comparingInt(near -> near.metres() == null ? Integer.MAX_VALUE : near.metres())
                        .thenComparing(near -> near.state() != RollState.CONFIRMED)
                        .thenComparingInt(near -> near.card().number().length())
                        .thenComparing(near -> near.card().number())
                        .thenComparing(near -> near.card().id()))
                .limit(MOST_NEIGHBOURS)
                .map(near -> proposal(
                        near.card().id(),
                        Kind.HOUSEHOLD,
                        new Line(
                                near.card().called(), near.card().lines().get(0).phone()),
                        near.card().language(),
                        null,
                        near.state(),
                        near.metres()))
                .toList();
    }

    private Map<String, RollState> confirmed(String warningId) {
        var states = new HashMap<String, RollState>();
        jdbc.sql("select household_id, state from roll_household where warning_id = ?"
                        + " and state in ('CONFIRMED', 'MOVED', 'RETURNED')")
                .param(warningId)
                .query(rs -> {
                    states.put(rs.getString("household_id"), RollState.valueOf(rs.getString("state")));
                });
        return states;
    }

    /** Within a village the earth is flat. */
    private static @Nullable Integer metres(@Nullable Card from, Card to) {
        if (from == null || from.lon() == null || from.lat() == null || to.lon() == null || to.lat() == null) {
            return null;
        }
        var north = (to.lat() - from.lat()) * METRES_PER_DEGREE;
        var east = (to.lon() - from.lon()) * METRES_PER_DEGREE * Math.cos(Math.toRadians(from.lat()));
        return (int) Math.round(Math.hypot(north, east));
    }

    /** Each number once, as carriers take it. */
    private List<Proposal> able(Called called, String household, @Nullable Card own, List<Proposal> all) {
        var none = new HashSet<>(rollCall.wrongOf(called.warningId()));
        if (own != null) {
            own.lines().forEach(line -> none.add(index(line.phone())));
        }
        var asked = asked(called.warningId(), household);
        return all.stream()
                .filter(one -> Phones.find(one.phone()).isPresent())
                .filter(one -> isNew(none, index(one.phone())))
                .map(one -> one.said(asked.get(index(one.phone()))))
                .toList();
    }

    private static boolean isNew(Set<String> none, String index) {
        return none.add(index);
    }

    private Map<String, Going> asked(String warningId, String household) {
        var asked = new HashMap<String, Going>();
        runners.of(warningId, List.of(household))
                .getOrDefault(household, List.of())
                .forEach(one -> asked.putIfAbsent(one.phoneIndex(), one.going()));
        return asked;
    }

    private String index(String phone) {
        return envelopes.index(Phones.find(phone).orElse(phone));
    }
}

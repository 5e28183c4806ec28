package cn.shanshao.center.notification;

import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.residents.Household;
import cn.shanshao.center.residents.Household.Line;
import cn.shanshao.center.residents.Residents;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who lives in the households of a roll call, as it stood when the notice went there; who was erased is not named. */
@Component
class Homes {
    private final JdbcClient jdbc;
    private final Residents residents;
    private final Registry registry;

    Homes(JdbcClient jdbc, Residents residents, Registry registry) {
        this.jdbc = jdbc;
        this.residents = residents;
        this.registry = registry;
    }

    /**
     * A household, or a villager who stands in the place of one.
     *
     * @param number of the card; empty of a villager
     * @param lines the first one first
     * @param runner on its card; {@code null} where nobody has agreed to go there
     * @param language BCP 47 of what they read
     * @param lon of the house, degrees; {@code null} where nobody has put it on the map
     * @param lat of the house, degrees
     */
    record Card(
            String id,
            String number,
            String name,
            String address,
            @Nullable String shelter,
            List<Line> lines,
            @Nullable Line runner,
            String language,
            @Nullable Double lon,
            @Nullable Double lat) {
        private static Card of(Household h) {
            var shelter = h.shelter();
            return new Card(
                    h.id(),
                    h.number(),
                    h.name(),
                    h.address(),
                    shelter == null ? null : shelter.place(),
                    h.lines(),
                    h.runner(),
                    h.language(),
                    h.lon(),
                    h.lat());
        }

        /** @param place where they are found: a villager has no address */
        private static Card of(Contact c, String place) {
            return new Card(
                    Recipients.home(c),
                    "",
                    c.name(),
                    place,
                    null,
                    List.of(new Line(c.name(), c.phone())),
                    null,
                    c.language(),
                    null,
                    null);
        }

        /** As people there know it: number and name. */
        String called() {
            return (number.isEmpty() ? "" : number + "号") + name;
        }

        /** Nobody's name. */
        @Override
        public String toString() {
            return "Card[%s]".formatted(id);
        }
    }

    private record Place(String pointId, Instant resolvedAt) {}

    private record Entry(String householdId, String pointId, Instant resolvedAt) {}

    /** All of a roll call, by their ids. */
    Map<String, Card> of(String warningId) {
        return cards(jdbc.sql("select household_id, point_id, resolved_at from roll_household where warning_id = ?")
                .param(warningId)
                .query(Entry.class)
                .list());
    }

    /** As it is today, whether it is on a roll or not; empty of one that is not registered any more. */
    Optional<Card> today(String household) {
        return household.startsWith(Recipients.CONTACT)
                ? registry.findContact(household.substring(Recipients.CONTACT.length()))
                        .map(contact -> Card.of(contact, name(contact.pointId())))
                : residents.findHousehold(household).map(Card::of);
    }

    /** The point that it belongs to today. */
    Optional<String> pointOf(String household) {
        return household.startsWith(Recipients.CONTACT)
                ? registry.findContact(household.substring(Recipients.CONTACT.length()))
                        .map(Contact::pointId)
                : residents.findHousehold(household).map(Household::pointId);
    }

    /** What people call a point. */
    Optional<String> placeOf(@Nullable String point) {
        return Optional.ofNullable(point).flatMap(registry::findPoint).map(HazardPoint::name);
    }

    private String name(String point) {
        return placeOf(point).orElse("");
    }

    private Map<String, Card> cards(Collection<Entry> entries) {
        var found = new HashMap<String, Card>();
        var read = new HashMap<Place, Map<String, Card>>();
        for (var entry : entries) {
            var place = new Place(entry.pointId(), entry.resolvedAt());
            var card = read.computeIfAbsent(place, this::read).get(entry.householdId());
            if (card != null) {
                found.put(card.id(), card);
            }
        }
        return Map.copyOf(found);
    }

    private Map<String, Card> read(Place place) {
        var cards = new HashMap<String, Card>();
        residents.householdsOf(place.pointId(), place.resolvedAt()).forEach(h -> cards.put(h.id(), Card.of(h)));
        var name = name(place.pointId());
        registry.contactsOf(place.pointId(), place.resolvedAt()).forEach(c -> {
            var card = Card.of(c, name);
            cards.put(card.id(), card);
        });
        return cards;
    }
}

package cn.shanshao.center.warning;

import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.ContactRole;
import cn.shanshao.center.registry.Phones;
import cn.shanshao.center.residents.Household;
import cn.shanshao.ingest.wire.Realm;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Villagers on the card of a point who stand on no household's card: each is one of the people who are warned, called and
 * counted, and no household. Whoever counts people below a slope counts them by this.
 */
public final class Alone {
    private Alone() {}

    /**
     * Those of a card.
     *
     * @param realm of what they are warned of: of what is real only real ones
     * @param households on the roster of the point
     */
    public static List<Contact> of(Collection<Contact> contacts, Collection<Household> households, Realm realm) {
        var villagers = contacts.stream()
                .filter(c -> c.role() == ContactRole.VILLAGER)
                .filter(c -> realm == Realm.EXERCISE || c.realm() == Realm.LIVE)
                .toList();
        if (villagers.isEmpty()) {
            return List.of();
        }
        var numbers = households.stream()
                .flatMap(h -> h.lines().stream())
                .flatMap(line -> Phones.find(line.phone()).stream())
                .collect(Collectors.toSet());
        return villagers.stream()
                .filter(c -> Phones.find(c.phone())
                        .filter(phone -> !numbers.contains(phone))
                        .isPresent())
                .toList();
    }
}

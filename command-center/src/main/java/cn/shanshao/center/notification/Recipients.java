package cn.shanshao.center.notification;

import cn.shanshao.center.notification.Letter.Reader;
import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.ContactRole;
import cn.shanshao.center.registry.Phones;
import cn.shanshao.center.residents.Household;
import cn.shanshao.center.warning.Alone;
import cn.shanshao.center.warning.Notice;
import cn.shanshao.center.warning.Purpose;
import cn.shanshao.center.warning.Words;
import cn.shanshao.ingest.wire.Realm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whom a notice goes to, and in which words: each household by all its numbers, in its own language and to its own
 * shelter; then the people on the point's card. A person is a number, and gets it once: the words of the first household
 * that the number belongs to. What is unverified goes to those on the spot who can look and give the order, and to nobody else.
 *
 * @param people each number once
 * @param homes those on the roll, the people of the card who live nowhere on the roster among them
 */
record Recipients(List<Recipient> people, List<Home> homes) {
    static final String HOUSEHOLD = "household";

    /** In front of the id of a villager who stands on the roll in the place of a household. */
    static final String CONTACT = "contact:";

    static final Recipients NOBODY = new Recipients(List.of(), List.of());

    private static final Set<ContactRole> ON_THE_SPOT =
            Set.of(ContactRole.MONITOR, ContactRole.VILLAGE_HEAD, ContactRole.ORDER_GIVER);

    Recipients {
        people = List.copyOf(people);
        homes = List.copyOf(homes);
    }

    /** One person, and what the person reads. */
    record Recipient(Reader reader, Words words) {}

    /**
     * A household on the roll.
     *
     * @param id of the household, or {@code contact:} and the id of a villager who stands on no household's card
     * @param phones by which it answers, the first one first
     */
    record Home(String id, String pointId, int people, List<String> phones) {
        Home {
            phones = List.copyOf(phones);
        }

        /** Without the numbers. */
        @Override
        public String toString() {
            return "Home[%s]".formatted(id);
        }
    }

    /** Of the live realm only those of the live realm. */
    static Recipients of(Notice notice, List<Household> audience, List<Contact> contacts) {
        var byPhone = new LinkedHashMap<String, Recipient>();
        var homes = new ArrayList<Home>();
        var isUnverified = notice.purpose() == Purpose.UNVERIFIED;
        var toldAtHome = isUnverified
                ? List.<Household>of()
                : audience.stream().filter(h -> isOf(notice, h.realm())).toList();
        toldAtHome.forEach(household -> homes.add(add(byPhone, notice, household)));
        var alone = isUnverified ? List.<Contact>of() : Alone.of(contacts, toldAtHome, notice.realm());
        for (var contact : contacts) {
            if (isOf(notice, contact.realm()) && (!isUnverified || ON_THE_SPOT.contains(contact.role()))) {
                add(byPhone, homes, notice, contact, alone.contains(contact));
            }
        }
        return new Recipients(List.copyOf(byPhone.values()), homes);
    }

    /** The others. */
    Recipients without(Set<String> households) {
        return households.isEmpty()
                ? this
                : new Recipients(
                        people.stream()
                                .filter(one -> !households.contains(
                                        String.valueOf(one.reader().householdId())))
                                .toList(),
                        homes.stream()
                                .filter(home -> !households.contains(home.id()))
                                .toList());
    }

    private static boolean isOf(Notice notice, Realm realm) {
        return notice.realm() == Realm.EXERCISE || realm == Realm.LIVE;
    }

    private static Home add(Map<String, Recipient> byPhone, Notice notice, Household household) {
        var words = notice.wordsFor(household);
        var phones = new ArrayList<String>();
        for (var line : household.lines()) {
            Phones.find(line.phone()).ifPresent(phone -> {
                var reader = new Reader(line.name(), phone, HOUSEHOLD, words.language(), null, household.id());
                byPhone.putIfAbsent(phone, new Recipient(reader, words));
                if (!phones.contains(phone)) {
                    phones.add(phone);
                }
            });
        }
        return new Home(household.id(), household.pointId(), household.people(), phones);
    }

    private static void add(
            Map<String, Recipient> byPhone, List<Home> homes, Notice notice, Contact contact, boolean isAlone) {
        var phone = Phones.find(contact.phone()).orElse(null);
        var before = phone == null ? null : byPhone.get(phone);
        if (phone == null || before != null && before.reader().role().equals(HOUSEHOLD)) {
            return;
        }
        var words = notice.wordsFor(contact.language());
        var home = home(contact);
        var known = Reader.of(contact);
        var reader =
                new Reader(known.name(), phone, known.role(), words.language(), contact.id(), isAlone ? home : null);
        byPhone.putIfAbsent(phone, new Recipient(reader, words));
        if (isAlone) {
            homes.add(new Home(home, contact.pointId(), 1, List.of(phone)));
        }
    }

    /** Under which a villager stands on the roll who is on no household's card. */
    static String home(Contact contact) {
        return CONTACT + contact.id();
    }
}

package cn.shanshao.center.notification;

import cn.shanshao.center.notification.Addressing.Addressed;
import cn.shanshao.center.notification.Letter.Reader;
import cn.shanshao.center.notification.Recipients.Home;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of a notice is still to be written, in lots: one transaction for a hundred thousand people would let each of them wait
 * for the last, and whoever signs too.
 *
 * @param lifted when what was said before had been lifted; {@code null} where nothing was, or it still held
 * @param at when the roster was read
 * @param lots taken from here once they are written
 */
record Mailing(Turn turn, @Nullable Instant lifted, Instant at, Deque<Lot> lots) {
    /** Households, or messages to others. */
    static final int LOT = 500;

    private static final String OTHERS = "";

    /** Households that go on the roll together, with the messages to them; or messages to others. */
    record Lot(List<Home> homes, List<Letter> letters) {
        Lot {
            homes = List.copyOf(homes);
            letters = List.copyOf(letters);
        }

        /** Each household, and each message to others, by itself. */
        List<Lot> apart() {
            return inLots(chunks(homes, 1), letters, 1);
        }

        /** Ids of its households, and of the villagers who stand in the place of one. */
        List<String> ids() {
            return homes.stream().map(Home::id).toList();
        }

        /** To whom something is written. */
        List<Reader> readers() {
            return letters.stream().map(Letter::to).filter(Objects::nonNull).toList();
        }

        /** The others. */
        Lot without(Set<String> households) {
            return new Lot(
                    homes.stream()
                            .filter(home -> !households.contains(home.id()))
                            .toList(),
                    letters.stream()
                            .filter(letter -> !households.contains(household(letter)))
                            .toList());
        }

        boolean isEmpty() {
            return homes.isEmpty() && letters.isEmpty();
        }

        boolean isApart() {
            return homes.size() == 1 || homes.isEmpty() && letters.size() == 1;
        }
    }

    /**
     * The people on the spot come first, then the households of the point itself.
     *
     * @param enrolled households that are on the roll by this notice already: what goes to them is written
     */
    static Mailing of(Turn turn, @Nullable Instant lifted, Addressed addressed, Set<String> enrolled) {
        var pointId = turn.notice().pointId();
        var homes = addressed.recipients().homes().stream()
                .filter(home -> !enrolled.contains(home.id()))
                .sorted(Comparator.comparing((Home home) -> !home.pointId().equals(pointId))
                        .thenComparing(Home::id))
                .toList();
        var letters = addressed.letters().stream()
                .filter(letter -> !enrolled.contains(household(letter)))
                .toList();
        var lots = new ArrayDeque<>(inLots(lots(together(homes)), letters, LOT));
        // after them, for each is told once: in the words of the household, where there is one now
        lots.addAll(inLots(List.of(), addressed.again(), LOT));
        return new Mailing(turn, lifted, addressed.at(), lots);
    }

    /** All that is left, as one lot: without those who hear something else instead. */
    Mailing whole(Recipients instead) {
        var people = instead.people().stream().map(one -> one.reader().phone()).collect(Collectors.toSet());
        var households = instead.homes().stream().map(Home::id).collect(Collectors.toSet());
        var rest = new Lot(
                        lots.stream().flatMap(lot -> lot.homes().stream()).toList(),
                        lots.stream()
                                .flatMap(lot -> lot.letters().stream())
                                .filter(letter -> letter.to() == null
                                        || !people.contains(letter.to().phone()))
                                .toList())
                .without(households);
        return new Mailing(turn, lifted, at, new ArrayDeque<>(rest.isEmpty() ? List.of() : List.of(rest)));
    }

    /** Ids of the households that are left. */
    List<String> ids() {
        return lots.stream().flatMap(lot -> lot.ids().stream()).toList();
    }

    /** Households that answer at one number are written together: what comes from there counts for each of them. */
    private static List<List<Home>> together(List<Home> homes) {
        var groups = new ArrayList<List<Home>>();
        var groupOf = new HashMap<String, List<Home>>();
        for (var home : homes) {
            Set<List<Home>> known = Collections.newSetFromMap(new IdentityHashMap<>());
            home.phones().stream().map(groupOf::get).filter(Objects::nonNull).forEach(known::add);
            var group = known.stream().max(Comparator.comparingInt(List::size)).orElseGet(() -> {
                var fresh = new ArrayList<Home>();
                groups.add(fresh);
                return fresh;
            });
            for (var other : known) {
                if (other != group) {
                    other.forEach(one -> one.phones().forEach(phone -> groupOf.put(phone, group)));
                    group.addAll(other);
                    other.clear();
                }
            }
            group.add(home);
            home.phones().forEach(phone -> groupOf.put(phone, group));
        }
        return groups.stream().filter(group -> !group.isEmpty()).toList();
    }

    private static List<List<Home>> lots(List<List<Home>> groups) {
        var lots = new ArrayList<List<Home>>();
        for (var group : groups) {
            var last = lots.isEmpty() ? null : lots.get(lots.size() - 1);
            if (last == null || last.size() + group.size() > LOT) {
                lots.add(new ArrayList<>(group));
            } else {
                last.addAll(group);
            }
        }
        return lots;
    }

    private static List<Lot> inLots(List<List<Home>> homes, List<Letter> letters, int most) {
        var ids = homes.stream().flatMap(List::stream).map(Home::id).collect(Collectors.toSet());
        var byHome = letters.stream()
                .collect(Collectors.groupingBy(letter -> ids.contains(household(letter)) ? household(letter) : OTHERS));
        var lots = new ArrayList<Lot>();
        for (var some : chunks(byHome.getOrDefault(OTHERS, List.of()), most)) {
            lots.add(new Lot(List.of(), some));
        }
        for (var some : homes) {
            lots.add(new Lot(
                    some,
                    some.stream()
                            .flatMap(home -> byHome.getOrDefault(home.id(), List.of()).stream())
                            .toList()));
        }
        return lots;
    }

    private static <T> List<List<T>> chunks(List<T> all, int most) {
        var chunks = new ArrayList<List<T>>();
        for (var from = 0; from < all.size(); from += most) {
            chunks.add(all.subList(from, Math.min(from + most, all.size())));
        }
        return chunks;
    }

    private static String household(Letter letter) {
        var to = letter.to();
        var household = to == null ? null : to.householdId();
        return household == null ? OTHERS : household;
    }
}

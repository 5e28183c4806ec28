package cn.shanshao.center.notification;

import cn.shanshao.center.notification.Addressing.Addressed;
import cn.shanshao.center.notification.Recipients.Home;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of a notice is still to be written, in lots: one transaction for a hundred thousand people would let each of them wait
 * for the last, and whoever signs too.
 *
 * @param lifted when what was said before had been lifted; {@code null} where nothing was, or it still held
 * @param lots taken from here once they are written
 */
record Mailing(Turn turn, @Nullable Instant lifted, Deque<Lot> lots) {
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
            return inLots(homes, letters, 1);
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
        var lots = new ArrayDeque<>(inLots(homes, letters, LOT));
        // after them, for each is told once: in the words of the household, where there is one now
        lots.addAll(inLots(List.of(), addressed.again(), LOT));
        return new Mailing(turn, lifted, lots);
    }

    /** All that is left, as one. */
    Lot rest() {
        return new Lot(
                lots.stream().flatMap(lot -> lot.homes().stream()).toList(),
                lots.stream().flatMap(lot -> lot.letters().stream()).toList());
    }

    private static List<Lot> inLots(List<Home> homes, List<Letter> letters, int most) {
        var ids = homes.stream().map(Home::id).collect(Collectors.toSet());
        var byHome = letters.stream()
                .collect(Collectors.groupingBy(letter -> ids.contains(household(letter)) ? household(letter) : OTHERS));
        var lots = new ArrayList<Lot>();
        for (var some : chunks(byHome.getOrDefault(OTHERS, List.of()), most)) {
            lots.add(new Lot(List.of(), some));
        }
        for (var some : chunks(homes, most)) {
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

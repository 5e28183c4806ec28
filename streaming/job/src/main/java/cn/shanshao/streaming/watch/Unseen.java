package cn.shanshao.streaming.watch;

import cn.shanshao.ingest.wire.PointConfig;
import cn.shanshao.ingest.wire.Severity;
import cn.shanshao.streaming.config.Assigned;
import cn.shanshao.streaming.config.Book;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** People below slopes that nothing would watch if a device told nothing true any more. */
final class Unseen {
    private static final int MANY = 100;
    private static final int SOME = 10;

    /** They tell of the device and not of the slope. */
    private static final Set<String> HOUSEKEEPING = Set.of("battery", "signal");

    private final Book book;
    private final Instant now;

    Unseen(Book book, long now) {
        this.book = book;
        this.now = Instant.ofEpochMilli(now);
    }

    static boolean isHousekeeping(String quantity) {
        return HOUSEKEEPING.contains(quantity);
    }

    /** The people of its point, when no other instrument in service is there. Who is heard the roll call knows. */
    int without(Assigned device) {
        var point = device.point();
        return point == null || isWatched(point, device) ? 0 : point.people();
    }

    private boolean isWatched(PointConfig point, Assigned except) {
        return book.devicesOf(point.id()).stream()
                .anyMatch(other -> !other.id().equals(except.id())
                        && other.device().inService(now)
                        && !isMasked(other, now.toEpochMilli())
                        && isInstrument(other));
    }

    /**
     * Whether some of these see the slope: a live rule judges what they measure; or they measure at all, where rules judge
     * none of the devices of the point.
     *
     * @param heard those that can be heard
     * @param all of the same point
     */
    boolean see(List<Assigned> heard, List<Assigned> all) {
        return heard.stream().anyMatch(this::isJudged)
                || heard.stream().anyMatch(Unseen::isInstrument) && all.stream().noneMatch(this::isJudged);
    }

    /** A siren and a gateway tell of themselves at most. */
    private static boolean isInstrument(Assigned device) {
        return device.device().channels().stream().anyMatch(channel -> !HOUSEKEEPING.contains(channel.quantity()));
    }

    private boolean isJudged(Assigned device) {
        return device.quantities(Set.of()).stream().anyMatch(quantity -> isJudged(device, quantity));
    }

    private boolean isJudged(Assigned device, String quantity) {
        return !HOUSEKEEPING.contains(quantity)
                && book.rules(device, quantity).stream()
                        .anyMatch(rule -> !rule.config().shadow());
    }

    /**
     * Whether all that rules in force judge of it is masked: it watches as little as one in maintenance.
     *
     * @param at placed time, Unix ms
     */
    boolean isMasked(Assigned device, long at) {
        return isLost(device, at, Set.of());
    }

    /**
     * The same, where some of its channels are silent.
     *
     * @param mute channels that have fallen silent while others of the device speak
     */
    boolean isLost(Assigned device, long at, Set<String> mute) {
        if (mute.isEmpty()
                && device.device().channels().stream()
                        .allMatch(channel -> channel.masks().isEmpty())) {
            return false;
        }
        var silent = Muteness.withDerived(mute);
        var judged = device.quantities(Set.of()).stream()
                .filter(quantity -> isJudged(device, quantity))
                .toList();
        return !judged.isEmpty()
                && judged.stream().allMatch(quantity -> silent.contains(quantity) || device.isMasked(quantity, at));
    }

    static Severity severity(int people) {
        return people >= MANY ? Severity.HIGH : people >= SOME ? Severity.MEDIUM : Severity.LOW;
    }
}

package cn.shanshao.streaming.watch;

import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.streaming.config.Assigned;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which devices of a point speak, by the times of their readings and not by the wall: a device is silent when another one
 * of the point has gone on for more than three of its intervals without it, and for ten minutes at least; one that has no
 * interval, for a day. What it said last holds the level that it holds, and bears out nobody new.
 */
final class Hearing {
    /** So long a device may be silent whatever its interval, ms [our default]. */
    private static final double LEAST = 600_000;

    private static final int INTERVALS = 3;

    /** So long may be silent who speaks when there is something to say, ms [our default]. */
    private static final double NO_INTERVAL = 86_400_000;

    private final PointTable table;

    Hearing(PointTable table) {
        this.table = table;
    }

    /** A device of the point has said something of that time. */
    void hear(@Nullable String device, long at) {
        var known = device == null ? null : table.book.device(device);
        if (known == null) {
            return;
        }
        table.heard.merge(known.id(), at, Math::max);
        if (known.isReplay() && at > table.clock) {
            table.clock = at;
            table.clockAt = table.now.toEpochMilli();
        }
        if (table.heard.size() > table.book.devicesOf(table.key).size()) {
            table.heard.keySet().removeIf(id -> !isHere(table.book.device(id)));
        }
    }

    private boolean isHere(@Nullable Assigned device) {
        return device != null && table.key.equals(device.device().pointId());
    }

    /**
     * The silent ones of those that have ever been heard, and {@code device~quantity} of what has fallen silent while others
     * of its device speak. A recorded past and the present are different times.
     */
    Set<String> silent() {
        var silent = new HashSet<String>();
        for (var isReplay : new boolean[] {false, true}) {
            var newest = heard(isReplay).mapToLong(this::newest).max().orElse(0);
            heard(isReplay)
                    .filter(device -> newest - newest(device) > patience(device))
                    .forEach(device -> silent.add(device.id()));
        }
        table.open.values().stream()
                .map(OpenAlert::alert)
                .filter(alert -> alert.ruleId().equals(Fault.MUTE))
                .flatMap(alert -> alert.evidence().stream())
                .forEach(one -> Muteness.withDerived(Set.of(one.quantity()))
                        .forEach(quantity -> silent.add(one.deviceId() + '~' + quantity)));
        return silent;
    }

    private static double patience(Assigned device) {
        var interval = device.device().interval();
        return interval > 0 ? Math.max(LEAST, interval * INTERVALS * 1_000) : NO_INTERVAL;
    }

    private Stream<Assigned> heard(boolean isReplay) {
        return table.heard.keySet().stream()
                .map(table.book::device)
                .filter(device -> device != null && device.isReplay() == isReplay);
    }

    private long newest(Assigned device) {
        return table.heard.getOrDefault(device.id(), 0L);
    }

    /** Share of the point's measuring devices that are silent, masked, out of service, or whose clock is wrong: 0…1. */
    double unwell(Set<String> silent) {
        var measuring = table.book.devicesOf(table.key).stream()
                .filter(device -> device.device().interval() > 0
                        && !device.device().channels().isEmpty())
                .toList();
        var faulty = table.open.values().stream()
                .filter(open -> open.alert().kind() == AlertKind.QUALITY)
                .map(open -> String.valueOf(open.alert().deviceId()))
                .collect(Collectors.toSet());
        var unseen = new Unseen(table.book, table.now.toEpochMilli());
        var unwell = measuring.stream()
                .filter(device -> silent.contains(device.id())
                        || faulty.contains(device.id())
                        || !device.device().inService(table.now)
                        || unseen.isMasked(device, device.isReplay() ? table.clock : table.now.toEpochMilli()))
                .count();
        return measuring.isEmpty() ? 0 : (double) unwell / measuring.size();
    }

    /** Unix ms, by the clock of the point: the wall's, or that of a recorded past and what has gone by since. */
    long clock() {
        var wall = table.now.toEpochMilli();
        return isReplay() ? table.clock + Math.max(0, wall - table.clockAt) : wall;
    }

    /** The processing time at which the clock of the point shows that. */
    long wall(long clock) {
        return clock == Long.MAX_VALUE ? clock : table.now.toEpochMilli() + Math.max(0, clock - clock());
    }

    private boolean isReplay() {
        return table.clock > 0 && table.book.devicesOf(table.key).stream().anyMatch(Assigned::isReplay);
    }
}

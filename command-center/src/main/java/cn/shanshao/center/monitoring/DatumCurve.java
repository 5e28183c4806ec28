package cn.shanshao.center.monitoring;

import cn.shanshao.ingest.history.Bucket;
import cn.shanshao.ingest.history.ReadingHistory;
import cn.shanshao.ingest.wire.DeviceConfig.Channel;
import cn.shanshao.ingest.wire.DeviceConfig.Datum;
import cn.shanshao.ingest.wire.DeviceConfig.Mask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A curve as the job judges it: with the offsets of replaced sensors added and without what is masked, while the store keeps
 * what the device said. A stretch within which an offset changes, or a mask begins or ends, is read in pieces.
 */
record DatumCurve(ReadingHistory history, String device, Channel channel) {
    /** As {@link ReadingHistory#buckets}. */
    List<Bucket> buckets(Instant from, Instant to, int buckets) {
        var whole = history.buckets(device, channel.quantity(), from, to, buckets);
        var curve = new TreeMap<Instant, Bucket>();
        whole.stream().filter(b -> !channel.isMasked(b.at())).forEach(b -> curve.put(b.at(), shifted(b, b.at())));
        var grid = new Grid(from.toEpochMilli(), to.toEpochMilli(), buckets);
        for (var stretch : grid.stretchesWithin(cuts())) {
            var start = Instant.ofEpochMilli(grid.start(stretch));
            if (whole.stream().anyMatch(b -> b.at().equals(start))) {
                curve.remove(start);
                pieces(start, Instant.ofEpochMilli(grid.start(stretch + 1))).ifPresent(b -> curve.put(start, b));
            }
        }
        return List.copyOf(curve.values());
    }

    private List<Long> cuts() {
        var datums = channel.datum().stream().map(Datum::from);
        var masks = channel.masks().stream()
                .flatMap(mask -> mask.to() == null ? Stream.of(mask.from()) : Stream.of(mask.from(), mask.to()));
        return Stream.concat(datums, masks)
                .filter(DatumCurve::isTime)
                .map(Instant::toEpochMilli)
                .toList();
    }

    /** What was stored before it was checked may lie where no stretch does, beyond what counts in milliseconds. */
    private static boolean isTime(Instant cut) {
        return !cut.isBefore(Mask.EARLIEST) && cut.isBefore(Mask.LATEST);
    }

    /** One stretch, read between its cuts and put together again. */
    private Optional<Bucket> pieces(Instant start, Instant end) {
        var borders = new TreeSet<Instant>(List.of(start, end));
        cuts().stream()
                .map(Instant::ofEpochMilli)
                .filter(cut -> cut.isAfter(start) && cut.isBefore(end))
                .forEach(borders::add);
        var pieces = new ArrayList<Bucket>();
        for (var piece : borders.headSet(end)) {
            if (channel.isMasked(piece)) {
                continue;
            }
            history.buckets(device, channel.quantity(), piece, borders.higher(piece), 1)
                    .forEach(b -> pieces.add(shifted(b, piece)));
        }
        return pieces.stream().reduce((one, other) -> joined(start, one, other));
    }

    private static Bucket joined(Instant at, Bucket one, Bucket other) {
        var count = one.count() + other.count();
        return new Bucket(
                at,
                Math.min(one.min(), other.min()),
                (one.mean() * one.count() + other.mean() * other.count()) / count,
                Math.max(one.max(), other.max()),
                count);
    }

    private Bucket shifted(Bucket b, Instant at) {
        var offset = channel.offset(at);
        return new Bucket(b.at(), b.min() + offset, b.mean() + offset, b.max() + offset, b.count());
    }

    /** The stretches as the store cuts them, in Unix ms. */
    private record Grid(long from, long to, int buckets) {
        private Grid {
            from = Math.max(0, from);
        }

        long start(long stretch) {
            return from - Math.floorDiv(-stretch * (to - from), buckets);
        }

        /** Those that a cut falls into, not on their start. */
        TreeSet<Long> stretchesWithin(List<Long> cuts) {
            var within = new TreeSet<Long>();
            for (var cut : cuts) {
                if (cut > from && cut < to) {
                    var stretch = (cut - from) * buckets / (to - from);
                    if (start(stretch) < cut) {
                        within.add(stretch);
                    }
                }
            }
            return within;
        }
    }
}

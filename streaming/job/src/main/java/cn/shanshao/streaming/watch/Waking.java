package cn.shanshao.streaming.watch;

import cn.shanshao.detect.Rule;
import cn.shanshao.detect.instrument.Vectors;
import cn.shanshao.ingest.history.Sample;
import cn.shanshao.ingest.quality.Flag;
import cn.shanshao.streaming.config.Assigned;
import cn.shanshao.streaming.config.Book;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lets the rules of one device that need a past ask for it before its next reading comes. A channel that knows no reading
 * begins with the newest one that the store has.
 */
final class Waking {
    private final Book book;
    private final Assigned device;
    private final DeviceMemory memory;
    private final Warming warming;

    Waking(Book book, Assigned device, DeviceMemory memory, Warming warming) {
        this.book = book;
        this.device = device;
        this.memory = memory;
        this.warming = warming;
    }

    /** Whether some rule of the device needs a past. */
    static boolean isConcerned(Book book, Assigned device) {
        return device.quantities(Set.of()).stream()
                .anyMatch(quantity -> book.rules(device, quantity).stream().anyMatch(Rule::needsHistory));
    }

    void look(long now) {
        var isUnknown = false;
        for (var quantity : device.quantities(memory.channels.keySet())) {
            var rules = book.rules(device, quantity);
            if (rules.stream().noneMatch(Rule::needsHistory)) {
                continue;
            }
            var channel = memory.channels.get(quantity);
            if (channel == null || !channel.hasReading()) {
                isUnknown = true;
                continue;
            }
            channel.prepare(rules);
            if (channel.lacksHistory()) {
                warming.add(device.id(), quantity, now);
            }
        }
        if (isUnknown && !device.isReplay()) {
            warming.seek(device.id(), now);
        }
    }

    /** The newest readings that the store has told of, of channels that know none and are concerned. */
    List<Placed> found(long now) {
        return warming.found(device.id(), now).stream()
                .filter(sample -> sample.flag() != Flag.FAIL
                        && !sample.at().isAfter(Instant.ofEpochMilli(now))
                        && isNeeded(sample.quantity()))
                .map(sample -> placed(sample, now))
                .sorted(Comparator.comparingLong(Placed::at))
                .toList();
    }

    private boolean isNeeded(String quantity) {
        var channel = memory.channels.get(quantity);
        var seen = new TreeSet<>(Vectors.derivedOf(quantity));
        seen.add(quantity);
        return (channel == null || !channel.hasReading())
                && seen.stream()
                        .anyMatch(one -> book.rules(device, one).stream().anyMatch(Rule::needsHistory));
    }

    private Placed placed(Sample sample, long now) {
        // when it comes again, it is known
        memory.channel(device.id(), sample.quantity()).isRepeat(sample.written().toEpochMilli());
        memory.newest = Math.max(memory.newest, sample.at().toEpochMilli());
        return new Placed(sample.quantity(), sample.value(), sample.at().toEpochMilli(), sample.flag(), now, false);
    }
}

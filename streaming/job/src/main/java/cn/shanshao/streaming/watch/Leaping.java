package cn.shanshao.streaming.watch;

import cn.shanshao.detect.Judged;
import cn.shanshao.detect.Nature;
import cn.shanshao.detect.Voice;
import cn.shanshao.detect.instrument.Vectors;
import cn.shanshao.ingest.quality.Flag;
import cn.shanshao.ingest.quality.Quality;
import cn.shanshao.ingest.wire.Evidence;
import cn.shanshao.streaming.config.Assigned;
import cn.shanshao.streaming.config.Book;
import cn.shanshao.streaming.flow.Leap;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells the point which channels of one device may have leapt: what tears an instrument off may leave it a single reading,
 * which nothing of its own will ever confirm.
 */
final class Leaping {
    /** Another instrument must leap within this, or within two intervals, ms [our default]. */
    private static final long WINDOW = 600_000;

    private final Book book;
    private final Assigned device;
    private final DeviceMemory memory;
    private final Outlet out;

    Leaping(Book book, Assigned device, DeviceMemory memory, Outlet out) {
        this.book = book;
        this.device = device;
        this.memory = memory;
        this.out = out;
    }

    /**
     * @param judged what has just been judged
     */
    void look(Collection<Placed> judged) {
        var point = device.device().pointId();
        if (point == null) {
            return;
        }
        var quantities = new TreeSet<>(memory.leapt.keySet());
        for (var reading : judged) {
            if (reading.flag() == Flag.SUSPECT) {
                quantities.add(reading.quantity());
                quantities.addAll(Vectors.derivedOf(reading.quantity()));
            }
        }
        quantities.forEach(quantity -> tell(point, quantity));
    }

    private void tell(String point, String quantity) {
        var before = memory.leapt.get(quantity);
        var since = qualities(quantity)
                .map(Quality::leapt)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .min();
        if (since.isPresent()) {
            var leap = leap(point, quantity, since.getAsLong());
            if (leap != null) {
                memory.leapt.put(quantity, leap.at());
                out.leap(leap);
            }
        } else if (before != null) {
            memory.leapt.remove(quantity);
            out.leap(Leap.over(point, device.id(), quantity, before, isDisproved(quantity, before)));
        }
    }

    private @Nullable Leap leap(String point, String quantity, long since) {
        var channel = memory.channels.get(quantity);
        var suspicion = channel == null ? null : channel.ifConfirmed(book.rules(device, quantity));
        if (suspicion == null) {
            return null;
        }
        var config = device.device();
        var voice = new Voice(
                device.id(), config.gateway(), config.power(), suspicion.level(), true, Nature.of(quantity), since);
        var judged = Judged.of(suspicion.rule(), suspicion.judged(), suspicion.level(), device.unit(quantity));
        var evidence = new Evidence(device.id(), quantity, judged.value(), Instant.ofEpochMilli(since), judged.why());
        var window = Math.max(WINDOW, Math.round(config.interval() * 2_000));
        return new Leap(point, device.id(), quantity, since, window, voice, evidence, false);
    }

    private boolean isDisproved(String quantity, long at) {
        return qualities(quantity)
                .anyMatch(quality -> quality.flag(at, Flag.PASS) == Flag.FAIL || quality.isContradicted(at));
    }

    /** Of the channel, or of those that it is derived of. */
    private Stream<Quality> qualities(String quantity) {
        return Stream.concat(Stream.of(quantity), Vectors.partsOf(quantity).stream())
                .map(memory.checked::get)
                .filter(Objects::nonNull)
                .map(Checked::quality);
    }
}

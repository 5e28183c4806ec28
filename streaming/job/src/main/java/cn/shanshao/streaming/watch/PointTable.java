package cn.shanshao.streaming.watch;

import cn.shanshao.detect.debris.Front;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.Evidence;
import cn.shanshao.ingest.wire.PointConfig;
import cn.shanshao.ingest.wire.PointState;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.streaming.config.Book;
import cn.shanshao.streaming.flow.Outgoing;
import cn.shanshao.streaming.flow.SirenCall;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What lies open on the desk of one point while it is worked on. Changes in place. */
final class PointTable {
    final Book book;
    /** The point's id, or that of a device without a point. */
    final String key;

    final Instant now;
    final Consumer<Outgoing> out;
    final Consumer<SirenCall> calls;
    final SortedMap<String, OpenAlert> open;
    final SortedMap<String, Fused> fused;
    final SortedMap<String, Front> fronts;
    final SortedMap<String, Long> heard;
    final SortedMap<String, Owed> owed;
    final SortedMap<String, Suspect> leaps;
    private final @Nullable PointState told;
    private long seq;
    long clock;
    long clockAt;

    PointTable(
            Book book, String key, PointMemory memory, Instant now, Consumer<Outgoing> out, Consumer<SirenCall> calls) {
        this.book = book;
        this.key = key;
        this.now = now;
        this.out = out;
        this.calls = calls;
        open = new TreeMap<>(memory.open());
        fused = new TreeMap<>(memory.fused());
        fronts = new TreeMap<>(memory.fronts());
        heard = new TreeMap<>(memory.heard());
        owed = new TreeMap<>(memory.owed());
        leaps = new TreeMap<>(memory.leaps());
        told = memory.told();
        seq = memory.seq();
        clock = memory.clock();
        clockAt = memory.clockAt();
    }

    PointMemory memory() {
        return new PointMemory(open, seq, told, fused, fronts, heard, owed, leaps, clock, clockAt);
    }

    @Nullable
    PointConfig point() {
        return book.point(key);
    }

    long seq() {
        return seq;
    }

    /** All that may have set off sirens. */
    Stream<OpenAlert> all() {
        return Stream.concat(
                open.values().stream(), fused.values().stream().map(Fused::open).filter(one -> one != null));
    }

    /** Sends an alert out under the next number, with what was decided about it. */
    Alert publish(Alert alert, boolean isCorroborated, @Nullable String order, List<Evidence> evidence) {
        seq = Math.max(Math.max(seq, alert.seq()) + 1, now.toEpochMilli());
        var published = new Alert(
                alert.id(),
                seq,
                alert.target(),
                alert.realm(),
                alert.state(),
                alert.level(),
                alert.highest(),
                alert.severity(),
                alert.kind(),
                alert.pointId(),
                alert.deviceId(),
                alert.division(),
                alert.ruleId(),
                alert.ruleVersion(),
                alert.quantity(),
                alert.value(),
                alert.unit(),
                alert.limit(),
                alert.confidence(),
                isCorroborated,
                order,
                alert.since(),
                alert.at(),
                now,
                alert.forecast(),
                alert.hold(),
                evidence,
                alert.text());
        out.accept(Outgoing.sure(Topics.alert(published), published));
        return published;
    }
}

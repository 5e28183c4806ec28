package cn.shanshao.streaming.watch;

import cn.shanshao.ingest.history.Row;
import cn.shanshao.ingest.quality.Flag;
import cn.shanshao.ingest.wire.Reading;
import cn.shanshao.streaming.Tally;
import cn.shanshao.streaming.config.Assigned;
import cn.shanshao.streaming.flow.DevicePack;
import cn.shanshao.streaming.flow.Lot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts a pack in its place in time, checks its values, and sends it to the store; repeats are stored again and no more. */
final class Placing {
    private final Tally tally;

    Placing(Tally tally) {
        this.tally = tally;
    }

    /**
     * @return the new readings, in the order of their placed times
     */
    List<Placed> place(DevicePack pack, Assigned device, DeviceMemory memory, Outlet out) {
        var shift = shift(pack, device, memory, out);
        var offset = Math.round(device.device().clockOffset() * 1000) + shift;
        var checking = new Checking(device, memory);
        var readings = new ArrayList<Reading>(pack.readings());
        readings.sort(Comparator.comparing(Reading::at).thenComparingInt(Checking::order));
        var placed = new Batch();
        for (var reading : readings) {
            // a time that was resolved against the arrival is the broker's, and needs no mending
            var at = reading.at().toEpochMilli() + (reading.approximate() ? 0 : offset);
            var isShifted = shift != 0 && !reading.approximate();
            memory.newest = Math.max(memory.newest, at);
            if (memory.channel(device.id(), reading.quantity())
                    .isRepeat(reading.at().toEpochMilli())) {
                tally.repeat();
                placed.rows.add(row(reading, at, checking.again(reading, at, isShifted), pack.received()));
            } else {
                check(checking, reading, at, isShifted, pack.received(), placed);
            }
        }
        if (!placed.rows.isEmpty()) {
            out.store(new Lot(placed.rows));
        }
        placed.fresh.sort(Comparator.comparingLong(Placed::at));
        return placed.fresh;
    }

    private static void check(
            Checking checking, Reading reading, long at, boolean isShifted, long received, Batch placed) {
        var verdict = checking.look(reading, at, isShifted);
        var row = row(reading, at, verdict.flag(), received);
        if (row.flag() == Flag.SUSPECT) {
            checking.suspect(row);
        }
        placed.add(row);
        checking.amended(reading.quantity(), verdict).forEach(placed::amend);
    }

    /** What becomes of one pack. */
    private static final class Batch {
        /** For the store; each reading once. */
        private final List<Row> rows = new ArrayList<>();
        /** For the rules. */
        private final List<Placed> fresh = new ArrayList<>();

        void add(Row row) {
            rows.add(row);
            fresh.add(placed(row, false));
        }

        void amend(Row row) {
            rows.removeIf(before ->
                    before.quantity().equals(row.quantity()) && before.written().equals(row.written()));
            rows.add(row);
            fresh.add(placed(row, true));
        }

        private static Placed placed(Row row, boolean isAmended) {
            return new Placed(
                    row.quantity(),
                    row.value(),
                    row.at().toEpochMilli(),
                    row.flag(),
                    row.received().toEpochMilli(),
                    isAmended);
        }
    }

    private long shift(DevicePack pack, Assigned device, DeviceMemory memory, Outlet out) {
        var times = pack.readings().stream()
                .filter(reading -> !reading.approximate())
                .mapToLong(reading -> reading.at().toEpochMilli())
                .summaryStatistics();
        if (device.isReplay() || times.getCount() == 0) {
            return 0;
        }
        var offset = Math.round(device.device().clockOffset() * 1000);
        var shift = memory.shifts.of(times.getMin() + offset, times.getMax() + offset, pack.received());
        tellOfClock(shift, pack, device, memory, out);
        return shift;
    }

    private static void tellOfClock(long shift, DevicePack pack, Assigned device, DeviceMemory memory, Outlet out) {
        var before = memory.fault;
        if (shift == 0) {
            if (before != null) {
                tellOfRightClock(before.rightOnce(), pack, device, memory, out);
            }
            return;
        }
        var proposed = ClockFault.propose(device.device().clockOffset(), shift);
        var now =
                before == null ? ClockFault.found(device.id(), pack.received(), proposed) : before.wrongAgain(proposed);
        memory.fault = now;
        if (before == null || Math.abs(before.offset() - now.offset()) > 60) {
            out.find(Alerts.clock(device, now, pack.received(), Instant.now()));
        }
    }

    private static void tellOfRightClock(
            ClockFault now, DevicePack pack, Assigned device, DeviceMemory memory, Outlet out) {
        memory.fault = now.isOver() ? null : now;
        if (now.isOver()) {
            out.find(Alerts.clock(device, now, pack.received(), Instant.now()));
        }
    }

    private static Row row(Reading reading, long at, int flag, long received) {
        return new Row(
                reading.device(),
                reading.quantity(),
                reading.value(),
                flag,
                Instant.ofEpochMilli(at),
                reading.at(),
                Instant.ofEpochMilli(received),
                reading.approximate());
    }
}

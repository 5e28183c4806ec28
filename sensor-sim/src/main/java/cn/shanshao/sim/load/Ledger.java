package cn.shanshao.sim.load;

import cn.shanshao.ingest.wire.Reading;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Remembers which (device, quantity, time) the broker has acknowledged: what must be found in the store later. */
public final class Ledger {
    private final Map<String, Map<String, Times>> entries = new TreeMap<>();
    private long count;

    private static final class Times {
        private long[] ms = new long[64];
        private int size;

        void add(long at) {
            if (size == ms.length) {
                ms = Arrays.copyOf(ms, 2 * size);
            }
            ms[size++] = at;
        }

        long[] sorted() {
            var all = Arrays.copyOf(ms, size);
            Arrays.sort(all);
            return all;
        }
    }

    public synchronized void add(Reading reading) {
        entries.computeIfAbsent(reading.device(), none -> new TreeMap<>())
                .computeIfAbsent(reading.quantity(), none -> new Times())
                .add(reading.at().toEpochMilli());
        count++;
    }

    public synchronized long count() {
        return count;
    }

    /** Device → quantity → times as the device wrote them, ms since 1970, ascending. */
    public synchronized Map<String, Map<String, long[]>> times() {
        var all = new TreeMap<String, Map<String, long[]>>();
        entries.forEach((device, quantities) -> {
            var copy = new TreeMap<String, long[]>();
            quantities.forEach((quantity, times) -> copy.put(quantity, times.sorted()));
            all.put(device, copy);
        });
        return all;
    }
}

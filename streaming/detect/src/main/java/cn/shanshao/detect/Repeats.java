package cn.shanshao.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Tells the repeats of one channel: remembers the written times of the fewer of 24 hours and {@value #MOST} readings, as
 * distances from the first of them.
 */
public final class Repeats {
    static final int MOST = 500;
    static final long REACH = 86_400_000;

    private long base;
    private int[] offsets = new int[0];
    private int size;

    /**
     * @param written as the device wrote it, Unix ms
     * @return whether it has been seen before; a time older than the memory counts as new
     */
    public boolean isRepeat(long written) {
        if (size == 0) {
            base = written;
        }
        if (written < base) {
            return written >= last() - REACH && size < MOST && insertFirst(written);
        }
        if (written - base > REACH) {
            moveTo(written - REACH);
        }
        var place = Arrays.binarySearch(offsets, 0, size, (int) (written - base));
        if (place < 0) {
            insert(-place - 1, (int) (written - base));
        }
        return place >= 0;
    }

    private long last() {
        return base + offsets[size - 1];
    }

    private boolean insertFirst(long written) {
        var by = (int) (base - written);
        for (var i = 0; i < size; i++) {
            offsets[i] += by;
        }
        base = written;
        insert(0, 0);
        return false;
    }

    /** Forgets what was written before {@code oldest}. */
    private void moveTo(long oldest) {
        var from = 0;
        while (from < size && base + offsets[from] < oldest) {
            from++;
        }
        forget(from);
        if (size == 0) {
            base = oldest;
        }
    }

    private void forget(int count) {
        if (count == 0) {
            return;
        }
        System.arraycopy(offsets, count, offsets, 0, size - count);
        size -= count;
        if (size > 0) {
            var by = offsets[0];
            for (var i = 0; i < size; i++) {
                offsets[i] -= by;
            }
            base += by;
        }
    }

    private void insert(int place, int offset) {
        if (size == offsets.length) {
            offsets = Arrays.copyOf(offsets, Math.min(MOST + 1, Math.max(8, size * 2)));
        }
        System.arraycopy(offsets, place, offsets, place + 1, size - place);
        offsets[place] = offset;
        size++;
        if (size > MOST) {
            forget(1);
        }
    }

    /** As differences of the differences: a device that keeps its interval takes a byte for each time. */
    public void write(DataOutput out) throws IOException {
        out.writeLong(base);
        out.writeShort(size);
        var before = 0;
        var step = 0;
        for (var i = 0; i < size; i++) {
            var now = offsets[i] - before;
            Packed.write(now - step, out);
            step = now;
            before = offsets[i];
        }
    }

    public static Repeats read(DataInput in) throws IOException {
        var repeats = new Repeats();
        repeats.base = in.readLong();
        repeats.size = in.readShort();
        repeats.offsets = new int[repeats.size];
        var before = 0;
        var step = 0;
        for (var i = 0; i < repeats.size; i++) {
            step += (int) Packed.read(in);
            before += step;
            repeats.offsets[i] = before;
        }
        return repeats;
    }
}

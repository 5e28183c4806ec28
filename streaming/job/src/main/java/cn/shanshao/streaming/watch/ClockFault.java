package cn.shanshao.streaming.watch;

import cn.shanshao.detect.Identity;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A device's clock that has been found wrong.
 *
 * @param id of the episode
 * @param floor a number that the next alert's {@code seq} must exceed
 * @param since arrival of the first impossible pack, Unix ms
 * @param offset proposed, seconds
 * @param right plausible packs in a row since
 */
record ClockFault(String id, long floor, long since, long offset, int right) {
    /** One right pack between wrong ones does not make a clock right. */
    static final int ENOUGH = 3;

    static final String RULE = "clock";

    private static final long QUARTER = 900;

    static ClockFault found(String device, long received, long offset) {
        return new ClockFault(Identity.of(RULE, device, received), 0, received, offset, 0);
    }

    /**
     * @param registered the device's offset, seconds
     * @param shift of the pack, ms
     * @return the offset that would have been right; a whole quarter of an hour when it is within two minutes of one
     */
    static long propose(double registered, long shift) {
        var offset = Math.round(registered + shift / 1000.0);
        var quarters = Math.round((double) offset / QUARTER) * QUARTER;
        return quarters != 0 && Math.abs(offset - quarters) <= 120 ? quarters : offset;
    }

    ClockFault wrongAgain(long proposed) {
        return new ClockFault(id, floor, since, proposed, 0);
    }

    ClockFault rightOnce() {
        return new ClockFault(id, floor, since, offset, right + 1);
    }

    boolean isOver() {
        return right >= ENOUGH;
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(id);
        out.writeLong(floor);
        out.writeLong(since);
        out.writeLong(offset);
        out.writeInt(right);
    }

    static ClockFault read(DataInput in) throws IOException {
        return new ClockFault(in.readUTF(), in.readLong(), in.readLong(), in.readLong(), in.readInt());
    }
}

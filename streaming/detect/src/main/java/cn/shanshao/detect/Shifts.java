package cn.shanshao.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;

/**
 * Puts packs with impossible times in their place: shifted as a whole, so that the newest reading is at the time of
 * arrival. A repeat of one of the last {@value #MOST} such packs, or of a part of it, gets the same shift.
 */
public final class Shifts {
    /** More than this ahead of the time of arrival is impossible, ms. */
    static final long AHEAD = 300_000;

    /** Clocks that have lost their time begin again before this: 2000-01-01, Unix ms. */
    static final long FIRST = 946_684_800_000L;

    static final int MOST = 64;

    private record Shifted(long oldest, long newest, long by) {}

    private final ArrayDeque<Shifted> recent = new ArrayDeque<>();

    /**
     * @param oldest time in the pack, Unix ms, the registered offset added
     * @param newest time in the pack
     * @param arrived when the broker took it
     * @return ms to add to every time of the pack; 0 when it is plausible
     */
    public long of(long oldest, long newest, long arrived) {
        if (newest <= arrived + AHEAD && newest >= FIRST) {
            return 0;
        }
        for (var pack : recent) {
            if (pack.oldest <= oldest && newest <= pack.newest) {
                return pack.by;
            }
        }
        recent.addLast(new Shifted(oldest, newest, arrived - newest));
        if (recent.size() > MOST) {
            recent.removeFirst();
        }
        return arrived - newest;
    }

    public void write(DataOutput out) throws IOException {
        out.writeByte(recent.size());
        for (var pack : recent) {
            out.writeLong(pack.oldest);
            out.writeLong(pack.newest);
            out.writeLong(pack.by);
        }
    }

    public static Shifts read(DataInput in) throws IOException {
        var shifts = new Shifts();
        for (var i = in.readByte(); i > 0; i--) {
            shifts.recent.addLast(new Shifted(in.readLong(), in.readLong(), in.readLong()));
        }
        return shifts;
    }
}

package cn.shanshao.detect;

import cn.shanshao.ingest.wire.Level;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A stretch of time in which a rule was exceeded, as the readings tell it.
 *
 * @param opened time of the reading that opened it, Unix ms
 * @param since time of the reading that opened the present level, Unix ms
 * @param level the present level, or the last one when it has ended
 * @param ended {@link Long#MAX_VALUE} while open
 * @param last the reading it stands on
 */
public record Episode(long opened, long since, Level level, Level highest, long ended, Sample last) {
    static Episode open(long since, Level level, Sample last) {
        return new Episode(since, since, level, level, Long.MAX_VALUE, last);
    }

    public boolean isOpen() {
        return ended == Long.MAX_VALUE;
    }

    Episode at(Level now, long from, Sample sample) {
        return new Episode(opened, from, now, now.compareTo(highest) > 0 ? now : highest, ended, sample);
    }

    Episode end(long at, Sample sample) {
        return new Episode(opened, since, level, highest, at, sample);
    }

    /** The same, and it has been that high. */
    Episode atLeast(Level height) {
        return height.compareTo(highest) <= 0 ? this : new Episode(opened, since, level, height, ended, last);
    }

    /** As it was at its height. */
    Episode asOpen() {
        return new Episode(opened, since, highest, highest, Long.MAX_VALUE, last);
    }

    boolean overlaps(long from, long to) {
        return opened <= to && from <= ended;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(opened);
        out.writeLong(since);
        out.writeByte(Scale.of(level));
        out.writeByte(Scale.of(highest));
        out.writeLong(ended);
        Samples.write(last, out);
    }

    static Episode read(DataInput in) throws IOException {
        return new Episode(
                in.readLong(),
                in.readLong(),
                Scale.LEVELS.get(in.readByte()),
                Scale.LEVELS.get(in.readByte()),
                in.readLong(),
                Samples.read(in));
    }
}

package cn.shanshao.streaming.watch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A part of a device that has been found faulty.
 *
 * @param id of the episode
 * @param floor a number that the next alert's {@code seq} must exceed
 * @param since Unix ms
 */
record Fault(String id, long floor, long since) {
    static final String STUCK = "stuck";
    static final String BATTERY = "battery";

    void write(DataOutput out) throws IOException {
        out.writeUTF(id);
        out.writeLong(floor);
        out.writeLong(since);
    }

    static Fault read(DataInput in) throws IOException {
        return new Fault(in.readUTF(), in.readLong(), in.readLong());
    }
}

package cn.shanshao.streaming.watch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A reading put in its place.
 *
 * @param at placed time, Unix ms
 * @param flag QARTOD
 * @param received Unix ms
 * @param amended it has been judged before, with another flag
 */
record Placed(String quantity, double value, long at, int flag, long received, boolean amended) {
    /** The same reading as it is known now. */
    Placed amendedBy(Placed now) {
        return new Placed(quantity, now.value, at, now.flag, now.received, amended && now.amended);
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(quantity);
        out.writeDouble(value);
        out.writeLong(at);
        out.writeByte(flag);
        out.writeLong(received);
        out.writeBoolean(amended);
    }

    static Placed read(DataInput in) throws IOException {
        return new Placed(in.readUTF(), in.readDouble(), in.readLong(), in.readByte(), in.readLong(), in.readBoolean());
    }
}

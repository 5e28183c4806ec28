package cn.shanshao.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Whole numbers as bytes, seven bits to the byte, near zero the fewest: ±63 in one, ±8191 in two. */
final class Packed {
    private Packed() {}

    static void write(long value, DataOutput out) throws IOException {
        var rest = value << 1 ^ value >> 63;
        while ((rest & ~0x7f) != 0) {
            out.writeByte((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    static long read(DataInput in) throws IOException {
        var rest = 0L;
        for (var shift = 0; ; shift += 7) {
            var b = in.readByte();
            rest |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return rest >>> 1 ^ -(rest & 1);
            }
        }
    }
}

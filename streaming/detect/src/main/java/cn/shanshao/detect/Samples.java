package cn.shanshao.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Samples as bytes. */
final class Samples {
    private static final int MAY_OPEN = 1;

    private Samples() {}

    static void write(Sample sample, DataOutput out) throws IOException {
        out.writeLong(sample.at());
        out.writeDouble(sample.value());
        out.writeByte((sample.mayOpen() ? MAY_OPEN : 0) | sample.flag() << 1);
    }

    static Sample read(DataInput in) throws IOException {
        var at = in.readLong();
        var value = in.readDouble();
        var bits = in.readByte();
        return new Sample(at, value, (bits & MAY_OPEN) != 0, bits >> 1);
    }
}

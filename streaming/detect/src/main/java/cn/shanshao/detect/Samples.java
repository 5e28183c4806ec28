package cn.shanshao.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Samples as bytes. */
final class Samples {
    private static final int MAY_OPEN = 1;
    private static final int FLAGS = 0xF;
    private static final int COLUMN = 5;
    private static final int PLANE = 1 << 9;

    private Samples() {}

    static void write(Sample sample, DataOutput out) throws IOException {
        out.writeLong(sample.at());
        writeRest(sample, out);
    }

    /** All but the time. */
    static void writeRest(Sample sample, DataOutput out) throws IOException {
        out.writeDouble(sample.value());
        var plane = sample.plane();
        out.writeShort((sample.mayOpen() ? MAY_OPEN : 0)
                | sample.flag() << 1
                | sample.column() << COLUMN
                | (plane == null ? 0 : PLANE));
        if (plane != null) {
            out.writeDouble(plane.x());
            out.writeDouble(plane.y());
            out.writeDouble(plane.temperature());
        }
    }

    static Sample read(DataInput in) throws IOException {
        return readRest(in.readLong(), in);
    }

    static Sample readRest(long at, DataInput in) throws IOException {
        var value = in.readDouble();
        var bits = in.readShort();
        var plane = (bits & PLANE) == 0 ? null : new Sample.Plane(in.readDouble(), in.readDouble(), in.readDouble());
        return new Sample(at, value, (bits & MAY_OPEN) != 0, bits >> 1 & FLAGS, bits >> COLUMN & FLAGS, plane);
    }
}

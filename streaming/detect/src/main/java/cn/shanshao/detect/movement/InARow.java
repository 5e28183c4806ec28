package cn.shanshao.detect.movement;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The least of the newest rates in a row, so that one stray reading raises nothing. */
final class InARow {
    static final int MOST = 5;

    private final double[] newest;
    private int seen;

    /** @param many 1…{@value #MOST} */
    InARow(double many) {
        newest = new double[(int) Math.max(1, Math.min(MOST, many))];
    }

    /**
     * Takes the next.
     *
     * @return the size of the least; 0 when they go to and fro, for that does not move
     */
    double take(double rate) {
        newest[seen++ % newest.length] = rate;
        var least = Math.abs(newest[0]);
        for (var one : newest) {
            least = Math.signum(one) == Math.signum(newest[0]) ? Math.min(least, Math.abs(one)) : 0;
        }
        return least;
    }

    InARow copy() {
        var copy = new InARow(newest.length);
        System.arraycopy(newest, 0, copy.newest, 0, newest.length);
        copy.seen = seen;
        return copy;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(seen);
        for (var one : newest) {
            out.writeDouble(one);
        }
    }

    void read(DataInput in) throws IOException {
        seen = in.readInt();
        for (var i = 0; i < newest.length; i++) {
            newest[i] = in.readDouble();
        }
    }
}

package cn.shanshao.detect.debris;

import java.io.DataOutput;
import java.io.IOException;

/** What one station makes of its readings to find a front: a small memory that sees them in the order of their times. */
interface Trigger {
    /**
     * Takes the next reading.
     *
     * @param at Unix ms
     * @return what is compared with the limits
     */
    double look(long at, double value);

    /** Another one with the same memory. */
    Trigger copy();

    void write(DataOutput out) throws IOException;
}

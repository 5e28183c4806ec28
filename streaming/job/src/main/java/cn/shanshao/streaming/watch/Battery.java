package cn.shanshao.streaming.watch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The voltage of a device's battery. All numbers are defaults of this system, for lead batteries of 12 V. */
final class Battery {
    /** V; a battery that has shown a voltage between these is one of 12 V. */
    static final double TWELVE_FROM = 9;

    static final double TWELVE_TO = 17;

    /** V; below it a battery of 12 V is low. */
    static final double LOW = 11.8;

    /** It is right again when it is above its limit by this. */
    static final double RECOVERED = 1.05;

    /** Sending alone pulls the voltage down for a moment: so many in a row must be low. */
    static final int ROWS = 3;

    /** A battery that has lost this share of its voltage since the same hour of the day before will soon be empty. */
    static final double FALLS = 0.065;

    private static final long DAY = Duration.ofDays(1).toMillis();

    private double highest;
    private double limit = Double.NaN;
    private double volts = Double.NaN;
    private long at = Long.MIN_VALUE;
    private int rows;
    private double yesterday = Double.NaN;
    private long yesterdayAt;
    private boolean falling;

    /** @param own the limit that is registered for the device, V; {@code null} for none */
    void look(long time, double now, @Nullable Double own) {
        if (time <= at) {
            return;
        }
        at = time;
        volts = now;
        highest = Math.max(highest, now);
        var isTwelve = highest >= TWELVE_FROM && highest <= TWELVE_TO;
        limit = own != null ? own : isTwelve ? LOW : Double.NaN;
        rows = now < limit ? Math.min(rows + 1, ROWS) : 0;
        compareWithYesterday();
    }

    private void compareWithYesterday() {
        var since = at - yesterdayAt;
        if (!Double.isNaN(yesterday) && since < DAY) {
            return;
        }
        falling = since <= 2 * DAY && volts < yesterday * (1 - FALLS);
        yesterday = volts;
        yesterdayAt = at;
    }

    boolean isLow() {
        return rows >= ROWS;
    }

    boolean isFalling() {
        return falling;
    }

    boolean isRight() {
        return !falling && rows == 0 && !(volts < limit * RECOVERED);
    }

    double volts() {
        return volts;
    }

    long at() {
        return at;
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(highest);
        out.writeDouble(limit);
        out.writeDouble(volts);
        out.writeLong(at);
        out.writeByte(rows);
        out.writeDouble(yesterday);
        out.writeLong(yesterdayAt);
        out.writeBoolean(falling);
    }

    static Battery read(DataInput in) throws IOException {
        var battery = new Battery();
        battery.highest = in.readDouble();
        battery.limit = in.readDouble();
        battery.volts = in.readDouble();
        battery.at = in.readLong();
        battery.rows = in.readByte();
        battery.yesterday = in.readDouble();
        battery.yesterdayAt = in.readLong();
        battery.falling = in.readBoolean();
        return battery;
    }
}

package cn.shanshao.detect.instrument;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where an instrument has leaned of late: means over a twelfth of the stretch that its rate is measured over. */
final class TiltTrail {
    private static final int MOST = 16;
    private static final int COLUMNS = 4;
    private static final double PARTS = 12;
    private static final double HOUR_MS = 3_600_000;

    /** A little less than the stretch, so that an hourly reading a second early still counts. */
    private static final double SLACK = 0.98;

    private static final double LONGEST_HOURS = 24;

    private final double hours;
    /** Hours since 1970, x, y, temperature. */
    private final double[][] means = new double[MOST][COLUMNS];

    private final int[] counts = new int[MOST];
    private int size;
    /** Hours since 1970: when the newest mean began. */
    private double begun;

    TiltTrail(double hours) {
        this.hours = hours;
    }

    /**
     * How fast it leans.
     *
     * @param x per hour, as y and the temperature
     * @param temperature NaN where it is not known throughout
     * @param error of x, for readings of standard deviation 1
     * @param span hours that it was measured over
     */
    record Rate(double x, double y, double temperature, double error, double span) {}

    /** @return whether a new mean has begun */
    boolean add(double at, double x, double y, double temperature) {
        var time = at / HOUR_MS;
        var begins = size == 0 || time - begun >= hours / PARTS;
        if (begins) {
            begun = time;
            if (size == MOST) {
                forgetEldest();
            }
            means[size] = new double[] {time, x, y, temperature};
            counts[size++] = 1;
        } else {
            var values = new double[] {time, x, y, temperature};
            var mean = means[size - 1];
            counts[size - 1]++;
            for (var i = 0; i < COLUMNS; i++) {
                mean[i] += (values[i] - mean[i]) / counts[size - 1];
            }
        }
        return begins;
    }

    private void forgetEldest() {
        System.arraycopy(means, 1, means, 0, MOST - 1);
        System.arraycopy(counts, 1, counts, 0, MOST - 1);
        size--;
    }

    /** Over the shortest stretch that is long enough and has three means; {@code null} while there is none. */
    @Nullable
    Rate rate() {
        var last = size - 1;
        var first = last - 2;
        while (first >= 0 && means[last][0] - means[first][0] < hours * SLACK) {
            first--;
        }
        if (first < 0 || means[last][0] - means[first][0] > Math.max(LONGEST_HOURS, 3 * hours)) {
            return null;
        }
        var weight = 0.0;
        var middle = new double[COLUMNS];
        for (var i = first; i <= last; i++) {
            weight += counts[i];
            for (var c = 0; c < COLUMNS; c++) {
                middle[c] += (means[i][c] - middle[c]) * counts[i] / weight;
            }
        }
        var squares = 0.0;
        var slopes = new double[COLUMNS];
        for (var i = first; i <= last; i++) {
            var dt = means[i][0] - middle[0];
            squares += counts[i] * dt * dt;
            for (var c = 1; c < COLUMNS; c++) {
                slopes[c] += counts[i] * dt * (means[i][c] - middle[c]);
            }
        }
        return new Rate(
                slopes[1] / squares,
                slopes[2] / squares,
                slopes[3] / squares,
                1 / Math.sqrt(squares),
                means[last][0] - means[first][0]);
    }

    TiltTrail copy() {
        var copy = new TiltTrail(hours);
        for (var i = 0; i < size; i++) {
            copy.means[i] = means[i].clone();
            copy.counts[i] = counts[i];
        }
        copy.size = size;
        copy.begun = begun;
        return copy;
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(begun);
        out.writeByte(size);
        for (var i = 0; i < size; i++) {
            for (var value : means[i]) {
                out.writeDouble(value);
            }
            out.writeInt(counts[i]);
        }
    }

    void read(DataInput in) throws IOException {
        begun = in.readDouble();
        size = in.readByte();
        for (var i = 0; i < size; i++) {
            for (var c = 0; c < COLUMNS; c++) {
                means[i][c] = in.readDouble();
            }
            counts[i] = in.readInt();
        }
    }
}

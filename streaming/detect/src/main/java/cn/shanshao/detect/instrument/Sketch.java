package cn.shanshao.detect.instrument;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The distribution of a long record in a few hundred bytes: neighbouring values joined into means, fine towards the ends
 * and coarse in the middle, after the t-digest (Dunning 2021). The ends themselves stay as they are.
 */
final class Sketch {
    private static final int MOST = 48;

    private final double[] means = new double[MOST + 1];
    private final int[] weights = new int[MOST + 1];
    private int size;
    private long total;

    void add(double value) {
        var place = size;
        while (place > 0 && means[place - 1] > value) {
            place--;
        }
        System.arraycopy(means, place, means, place + 1, size - place);
        System.arraycopy(weights, place, weights, place + 1, size - place);
        means[place] = value;
        weights[place] = 1;
        size++;
        total++;
        if (size > MOST) {
            join(cheapest());
        }
    }

    /** The pair whose joining blurs least: equal ones, else the lightest for where it stands. The ends are no pair. */
    private int cheapest() {
        var best = 1;
        var least = Double.POSITIVE_INFINITY;
        var below = (double) weights[0];
        for (var i = 1; i < size - 2; i++) {
            var both = weights[i] + weights[i + 1];
            var share = (below + both / 2.0) / total;
            var cost = means[i] == means[i + 1] ? 0 : both / (share * (1 - share));
            if (cost < least) {
                least = cost;
                best = i;
            }
            below += weights[i];
        }
        return best;
    }

    private void join(int i) {
        var both = weights[i] + weights[i + 1];
        means[i] += (means[i + 1] - means[i]) * weights[i + 1] / both;
        weights[i] = both;
        System.arraycopy(means, i + 2, means, i + 1, size - i - 2);
        System.arraycopy(weights, i + 2, weights, i + 1, size - i - 2);
        size--;
    }

    /** The share of the record below a value, 0…1; of what equals it one half. */
    double rank(double value) {
        if (size == 0 || value < means[0]) {
            return 0;
        }
        if (value > means[size - 1]) {
            return 1;
        }
        var below = 0.0;
        var i = 0;
        while (i < size && means[i] < value) {
            below += weights[i++];
        }
        if (means[i] == value) {
            var equal = 0.0;
            while (i < size && means[i] == value) {
                equal += weights[i++];
            }
            return (below + equal / 2) / total;
        }
        // between the middles of two means
        var from = below - weights[i - 1] / 2.0;
        var to = below + weights[i] / 2.0;
        return (from + (to - from) * (value - means[i - 1]) / (means[i] - means[i - 1])) / total;
    }

    Sketch copy() {
        var copy = new Sketch();
        System.arraycopy(means, 0, copy.means, 0, size);
        System.arraycopy(weights, 0, copy.weights, 0, size);
        copy.size = size;
        copy.total = total;
        return copy;
    }

    void write(DataOutput out) throws IOException {
        out.writeByte(size);
        for (var i = 0; i < size; i++) {
            out.writeDouble(means[i]);
            out.writeInt(weights[i]);
        }
    }

    void read(DataInput in) throws IOException {
        size = in.readByte();
        for (var i = 0; i < size; i++) {
            means[i] = in.readDouble();
            weights[i] = in.readInt();
            total += weights[i];
        }
    }
}

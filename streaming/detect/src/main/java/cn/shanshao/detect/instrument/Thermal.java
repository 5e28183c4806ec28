package cn.shanshao.detect.instrument;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How much an axis leans for each degree of warmth: a running regression of its rate on that of the temperature, which
 * forgets within ten days. Rates, not places: so a slope that creeps does not pass for warmth. A rate that strays far from
 * the line, as that of a slope which fails, counts by as little as it strays.
 */
final class Thermal {
    private static final double MEMORY_HOURS = 240;

    /** Three days and nights before it is believed. */
    private static final double ENOUGH_HOURS = 72;

    /** Warmth must explain half of what is seen. */
    private static final double SURE = 0.5;

    /** In mean strays. */
    private static final double FAR = 3;

    private double warmth;
    private double both;
    private double lean;
    private double stray;
    private double learned;

    /**
     * @param hours since it was told last
     */
    void learn(double rate, double warming, double hours) {
        var known = Math.min(hours, 1);
        var away = Math.abs(rate - slope() * warming);
        var weight = learned > ENOUGH_HOURS && away > FAR * stray ? FAR * stray / away : 1;
        var keep = Math.exp(-known / MEMORY_HOURS);
        warmth = warmth * keep + weight * known * warming * warming;
        both = both * keep + weight * known * warming * rate;
        lean = lean * keep + weight * known * rate * rate;
        stray += (Math.min(away, learned > ENOUGH_HOURS ? FAR * stray : away) - stray)
                * Math.max(known / MEMORY_HOURS, known / (learned + known));
        learned += known;
    }

    private double slope() {
        return warmth > 0 ? both / warmth : 0;
    }

    /** What the temperature takes of the rate: degrees per degree; 0 where it is not sure. */
    double coefficient() {
        var isSure = learned >= ENOUGH_HOURS && both * both > SURE * warmth * lean;
        return isSure ? slope() : 0;
    }

    Thermal copy() {
        var copy = new Thermal();
        copy.warmth = warmth;
        copy.both = both;
        copy.lean = lean;
        copy.stray = stray;
        copy.learned = learned;
        return copy;
    }

    void write(DataOutput out) throws IOException {
        for (var one : new double[] {warmth, both, lean, stray, learned}) {
            out.writeDouble(one);
        }
    }

    void read(DataInput in) throws IOException {
        warmth = in.readDouble();
        both = in.readDouble();
        lean = in.readDouble();
        stray = in.readDouble();
        learned = in.readDouble();
    }
}

package cn.shanshao.detect.debris;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

/**
 * How many times stronger the ground shakes, or sounds, than just before (STA/LTA): the mean of a short time over the
 * mean of a long time of the envelope that the device sends. A flow makes 4 and more, and goes on: a rule gives it an
 * on-delay of 10 s. While the ratio stands above {@code hold} the long mean is not moved, or a flow that lasts would become
 * its own background.
 *
 * <p>Parameters: {@code short}, s, default 1; {@code long}, s, default 30; {@code hold}, a ratio, default 4; {@code
 * floor}, in the unit of the quantity, below which the long mean is not believed, default a thousandth of the
 * strongest value so far, so that a silent sensor does not make noise of nothing. The strongest fades within days, for one
 * knock must not make a sensor deaf.
 */
public final class Tremor implements Trigger {
    private static final double LOUD = 1_000;

    /** In which the strongest value fades to a third, s [our default]. */
    private static final double DAY = 86_400;

    private final double shortTime;
    private final double longTime;
    private final double hold;
    /** NaN where nobody has given one. */
    private final double floor;

    private double shortMean;
    private double longMean;
    private double strongest;
    private long begun = Long.MIN_VALUE;
    private long at;
    /** When it was calm last: what has shaken for ten long times is the background. */
    private long calm;

    private Tremor(double shortTime, double longTime, double hold, double floor) {
        this.shortTime = shortTime;
        this.longTime = longTime;
        this.hold = hold;
        this.floor = floor;
    }

    public static Tremor of(Map<String, Double> params) {
        return new Tremor(
                Math.max(0.01, params.getOrDefault("short", 1.0)),
                Math.max(1, params.getOrDefault("long", 30.0)),
                Math.max(1, params.getOrDefault("hold", 4.0)),
                Math.max(0, params.getOrDefault("floor", Double.NaN)));
    }

    @Override
    public double look(long time, double value) {
        var size = Math.abs(value);
        strongest -= begun == Long.MIN_VALUE ? 0 : strongest * weight(time - at, DAY);
        strongest = Math.max(strongest, size);
        if (begun == Long.MIN_VALUE) {
            begun = time;
            shortMean = size;
            longMean = size;
            calm = time;
        } else {
            shortMean += (size - shortMean) * weight(time - at, shortTime);
            calm = ratio() < hold ? time : calm;
            if (time - calm > longTime * 10_000 || calm == time) {
                longMean += (size - longMean) * weight(time - at, longTime);
            }
        }
        at = time;
        // before a long time has passed nothing is known of the background
        var known = time - begun >= longTime * 1_000;
        return known ? ratio() : 1;
    }

    private double ratio() {
        var background = Math.max(longMean, Double.isNaN(floor) ? strongest / LOUD : floor);
        return background > 0 ? shortMean / background : 1;
    }

    /** Of a value that stands for so many ms, in a mean over so many s. */
    private static double weight(long ms, double seconds) {
        return 1 - Math.exp(-Math.max(0, ms) / (seconds * 1_000));
    }

    @Override
    public Tremor copy() {
        var copy = new Tremor(shortTime, longTime, hold, floor);
        copy.shortMean = shortMean;
        copy.longMean = longMean;
        copy.strongest = strongest;
        copy.begun = begun;
        copy.at = at;
        copy.calm = calm;
        return copy;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeDouble(shortMean);
        out.writeDouble(longMean);
        out.writeDouble(strongest);
        out.writeLong(begun);
        out.writeLong(at);
        out.writeLong(calm);
    }

    public static Tremor read(Map<String, Double> params, DataInput in) throws IOException {
        var tremor = of(params);
        tremor.shortMean = in.readDouble();
        tremor.longMean = in.readDouble();
        tremor.strongest = in.readDouble();
        tremor.begun = in.readLong();
        tremor.at = in.readLong();
        tremor.calm = in.readLong();
        return tremor;
    }
}

package cn.shanshao.detect.movement;

/**
 * How the newest part of a record bends, against what the law says: a push that ebbs looks like the law for as long as it
 * grows, and bends less at once.
 *
 * @param measured curvature, mm/d²
 * @param lawful that of the law at the same times
 * @param error standard deviation of the measured one, by the noise of the readings
 */
record Bend(double measured, double lawful, double error) {
    /** Of the time that remains: over it the law bends plainly. */
    private static final double PART = 0.4;

    private static final int FEWEST = 5;
    private static final double SURE = 3;
    private static final double HALF = 0.5;

    /**
     * @param rate before the onset, mm/d
     */
    static Bend of(Positions record, VoightLaw law, double rate) {
        var last = record.size() - 1;
        var first = last;
        while (first > 0 && (last - first < FEWEST - 1 || record.t()[first - 1] >= -PART * law.remaining())) {
            first--;
        }
        var part = record.from(first);
        var shape = curve(part);
        var places = new double[part.size()];
        for (var i = 0; i < places.length; i++) {
            places[i] = rate * law.path(part.t()[i]);
        }
        var norm = 0.0;
        for (var i = 0; i < shape.length; i++) {
            norm += part.count()[i] * shape[i] * shape[i];
        }
        return new Bend(
                2 * product(part, shape, part.x()) / norm,
                2 * product(part, shape, places) / norm,
                2 * part.noise() / Math.sqrt(norm));
    }

    /** It bends less than half as much as it should, and that beyond the noise. */
    boolean falls() {
        return measured < HALF * lawful && lawful - measured > SURE * error;
    }

    private static double product(Positions part, double[] shape, double[] values) {
        var sum = 0.0;
        for (var i = 0; i < shape.length; i++) {
            sum += part.count()[i] * shape[i] * values[i];
        }
        return sum;
    }

    /** The part of t² that no straight line through the same times explains. */
    private static double[] curve(Positions part) {
        var weight = 0.0;
        var mean = 0.0;
        for (var i = 0; i < part.size(); i++) {
            weight += part.count()[i];
            mean += (part.t()[i] - mean) * part.count()[i] / weight;
        }
        var second = 0.0;
        var third = 0.0;
        for (var i = 0; i < part.size(); i++) {
            var d = part.t()[i] - mean;
            second += part.count()[i] * d * d;
            third += part.count()[i] * d * d * d;
        }
        var curve = new double[part.size()];
        for (var i = 0; i < curve.length; i++) {
            var d = part.t()[i] - mean;
            curve[i] = d * d - third / second * d - second / weight;
        }
        return curve;
    }
}

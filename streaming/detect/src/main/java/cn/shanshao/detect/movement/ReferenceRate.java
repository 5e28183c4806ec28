package cn.shanshao.detect.movement;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;

/**
 * The rate of steady creep as the record proposes it: the median rate of the quietest third of the time before now, and
 * three times the error of a rate at least. It is for somebody to approve, not to stand for ever: a record that begins in
 * the middle of an acceleration proposes too much.
 *
 * @param rate mm/d; NaN while the record is too short
 * @param lookedAt days since 1970
 * @param from first day of the record that it was looked up in
 */
record ReferenceRate(double rate, double lookedAt, double from) {
    static final ReferenceRate NONE = new ReferenceRate(Double.NaN, Double.NEGATIVE_INFINITY, 0);

    /** Days that a rate is measured over, at least. */
    private static final double STEP = 1;

    private static final int FEWEST = 5;
    private static final double QUIETEST = 1 / 3.0;
    private static final double FLOOR = 3;
    private static final double WEEK = 7;

    /** The record is looked through again when this share of its length has been added. */
    private static final double AGAIN = 0.02;

    private record Step(double days, double rate) {}

    ReferenceRate lookedAt(Movement movement, double noise) {
        var now = movement.now();
        if (now - lookedAt < AGAIN * (now - from)) {
            return this;
        }
        var trail = movement.trail();
        return new ReferenceRate(propose(trail, movement.noise(noise)), now, trail.t(0));
    }

    private static double propose(Trail trail, double noise) {
        var steps = new ArrayList<Step>();
        var total = 0.0;
        for (int from = 0, to = 1; to < trail.size(); to++) {
            var days = trail.t(to) - trail.t(from);
            if (days >= STEP) {
                steps.add(new Step(days, Math.abs(trail.x(to) - trail.x(from)) / days));
                total += days;
                from = to;
            }
        }
        if (steps.size() < FEWEST) {
            return Double.NaN;
        }
        steps.sort(Comparator.comparingDouble(Step::rate));
        var floor = FLOOR * error(trail, noise);
        return Math.max(floor, at(steps, QUIETEST / 2 * total));
    }

    private static double at(Iterable<Step> sorted, double days) {
        var passed = 0.0;
        var rate = 0.0;
        for (var step : sorted) {
            rate = step.rate;
            passed += step.days;
            if (passed >= days) {
                break;
            }
        }
        return rate;
    }

    /** Of a rate over the last week, or over as much of it as there is, mm/d: by noise alone. */
    private static double error(Trail trail, double noise) {
        var last = trail.size() - 1;
        var first = last - 1;
        while (first > 0 && trail.t(last) - trail.t(first - 1) <= WEEK) {
            first--;
        }
        var count = 0;
        for (var i = first; i <= last; i++) {
            count += trail.count(i);
        }
        return noise * Math.sqrt(12.0 / count) / (trail.t(last) - trail.t(first));
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(rate);
        out.writeDouble(lookedAt);
        out.writeDouble(from);
    }

    static ReferenceRate read(DataInput in) throws IOException {
        return new ReferenceRate(in.readDouble(), in.readDouble(), in.readDouble());
    }
}

package cn.shanshao.detect.movement;

import cn.shanshao.detect.Sample;
import cn.shanshao.ingest.quality.Flag;
import java.util.ArrayList;
import java.util.List;

/**
 * The movement of one mark in numbers, as the methods see it at the end of a record.
 *
 * @param noise standard deviation of one reading, mm; 0 while nothing is known
 * @param proposed rate of steady creep that the record proposes, mm/d; NaN while it is too short
 * @param speeds over an hour, a day and a week, as far as the record tells
 */
public record Figures(double noise, double proposed, List<Speed> speeds) {
    private static final double[] STRETCHES = {1 / 24.0, 1, 7};

    public Figures {
        speeds = List.copyOf(speeds);
    }

    /**
     * How fast it was.
     *
     * @param days of the stretch
     * @param rate mm/d, with its sign
     * @param error standard deviation of it, mm/d
     */
    public record Speed(double days, double rate, double error) {}

    /**
     * @param record in order of time
     * @param known noise of the instrument, mm
     */
    public static Figures of(Iterable<Sample> record, double known) {
        var movement = new Movement();
        var reference = ReferenceRate.NONE;
        var newest = Long.MIN_VALUE;
        for (var sample : record) {
            if (sample.flag() != Flag.FAIL && sample.at() > newest) {
                newest = sample.at();
                movement.look(sample.at(), sample.value());
                reference = reference.lookedAt(movement, known);
            }
        }
        var speeds = new ArrayList<Speed>();
        if (newest != Long.MIN_VALUE) {
            for (var stretch : STRETCHES) {
                var rate = Rate.over(movement.trail(), stretch, movement.noise(known));
                if (rate != null) {
                    speeds.add(new Speed(stretch, rate.value(), rate.error()));
                }
            }
        }
        return new Figures(movement.noise(known), reference.rate(), speeds);
    }
}

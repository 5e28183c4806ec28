package cn.shanshao.sim.demo;

import cn.shanshao.sim.series.Creep;
import cn.shanshao.sim.series.Noise;
import cn.shanshao.sim.series.Storm;
import java.time.ZoneOffset;

/** One cause of what an instrument shows, as a function of the moment; causes add up. */
interface Signal {
    /** A gully rests for two hours: so long what was red takes to be normal again. */
    int FLOWS_EVERY = 4;

    /** What the brook rises by without a flow, of the height of one. */
    double BROOK = 0.35;

    double at(Moment moment);

    default Signal plus(Signal other) {
        return moment -> at(moment) + other.at(moment);
    }

    static Signal constant(double value) {
        return moment -> value;
    }

    static Signal noise(long seed, double sigma) {
        return moment -> sigma * Noise.gauss(seed, moment.at().toEpochMilli());
    }

    /** The sun's part: lowest before dawn, highest in mid-afternoon, Beijing time. */
    static Signal daily(double amplitude) {
        return moment -> {
            var second =
                    moment.at().atOffset(ZoneOffset.ofHours(8)).toLocalTime().toSecondOfDay();
            return -amplitude * Math.cos(2 * Math.PI * (second / 86_400.0 - 3 / 24.0));
        };
    }

    /** A small share of every round's movement stays; it grows ever more slowly. */
    static Signal lasting(double amount) {
        return moment -> moment.s() <= 0 ? 0 : amount * Math.log1p(moment.s() / Moment.ROUND);
    }

    /** The slope's movement, {@code lag} seconds late and times {@code factor}; what has not gone back yet goes on. */
    static Signal creep(Creep creep, double factor, double lag) {
        return moment -> factor
                * (of(creep, moment.round(), moment.phase() - lag)
                        + of(creep, moment.round() - 1, moment.phase() + Moment.ROUND - lag));
    }

    private static double of(Creep creep, long round, double phase) {
        return Moment.scale(round) * creep.at(phase - Moment.shift(round));
    }

    /** What the rain fills and time drains; in {@code perMm} units for each mm of content. */
    static Signal wet(Storm storm, double perMm, double tau) {
        return moment -> perMm
                * (Moment.scale(moment.round()) * storm.reservoir(moment.phase(), tau)
                        + Moment.scale(moment.round() - 1) * storm.reservoir(moment.phase() + Moment.ROUND, tau));
    }

    /** A counter of all rain since the epoch, in mm, in tips of {@code tip} mm. */
    static Signal fallen(Storm storm, double factor, double before, double tip) {
        return moment -> {
            var now = Moment.scale(moment.round()) * storm.fallen(moment.phase());
            var all = moment.scalesBefore() * storm.fallen(Moment.ROUND);
            return before + tip * Math.floor((all + now) * factor / tip + 1e-6);
        };
    }

    /** A front that comes fast and drains slowly: highest {@code rise} seconds after it begins. */
    static Signal surge(double begins, double rise, double height) {
        return moment -> {
            var u = (moment.phase() - begins - Moment.shift(moment.round())) / rise;
            return u <= 0 ? 0 : Moment.scale(moment.round()) * height * u * Math.exp(1 - u);
        };
    }

    /** A debris flow: a surge in every fourth round; in the others the brook alone rises, to a third of that. */
    static Signal flow(double begins, double rise, double height) {
        var surge = surge(begins, rise, height);
        return moment -> surge.at(moment) * (moment.round() % FLOWS_EVERY == 0 ? 1 : BROOK);
    }

    /** A fall of rock: a sharp shock that dies away; once a round, and once soon after each start. */
    static Signal shock(double begins, double height, double decay) {
        return moment -> Math.max(
                moment.round() < 0 ? 0 : dying(moment.phase() - begins, height, decay),
                dying(moment.sinceStart() - begins, height, decay));
    }

    private static double dying(double u, double height, double decay) {
        return u < 0 ? 0 : height * Math.exp(-u / decay);
    }
}

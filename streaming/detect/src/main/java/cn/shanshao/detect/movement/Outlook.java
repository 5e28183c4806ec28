package cn.shanshao.detect.movement;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When the slope may fail, or the gate that stopped the forecast.
 *
 * @param fit what the record says; {@code null} where it was not asked
 * @param refusedBy the first gate that it did not pass; {@code null} for none
 */
record Outlook(@Nullable VoightFit fit, @Nullable Gate refusedBy) {
    private static final int FEWEST = 7;
    private static final double[] LATER_STARTS = {0, 0.25, 0.5, 0.65, 0.75};
    private static final double FITS = 0.25;
    private static final double EXPLAINED = 0.8;
    private static final double FASTER = 1.5;

    /** Horizons: where a window as wide as what remains, as far to both sides, ends for a failure at the horizon. */
    private static final double CLOSES = 1.5;

    /** Their places stand in checkpoints. */
    private static final List<Gate> GATES =
            List.of(Gate.NOISE, Gate.SAMPLES, Gate.FIT, Gate.ACCELERATION, Gate.HORIZON, Gate.STABILITY);

    /** What a forecast must pass, in this order. */
    enum Gate {
        /** The mark does not move out of its noise. */
        NOISE,
        /** Too few steps of movement. */
        SAMPLES,
        /** The rate strays too far from the law, or the law explains too little. */
        FIT,
        /** It does not accelerate, or of late less than the law would have it. */
        ACCELERATION,
        /** The failure is not within the horizon, or the window does not close soon after. */
        HORIZON,
        /** The forecasts before said something else. */
        STABILITY
    }

    static Outlook refused(Gate gate) {
        return new Outlook(null, gate);
    }

    /**
     * Looks for the longest part of the record, up to now, that one law explains: a slope that a storm pushed a week ago
     * is not what it was before.
     *
     * @param horizon days
     */
    static Outlook of(Positions record, double horizon) {
        if (record.size() < FEWEST) {
            return refused(Gate.SAMPLES);
        }
        var fit = longestThatFits(record);
        return fit.map(found -> new Outlook(found, gate(found, horizon))).orElseGet(() -> refused(Gate.SAMPLES));
    }

    private static Optional<VoightFit> longestThatFits(Positions record) {
        Optional<VoightFit> best = Optional.empty();
        var moved = record.x()[record.size() - 1] - record.x()[0];
        for (var share : LATER_STARTS) {
            var first = 0;
            while (record.x()[first] - record.x()[0] < share * moved) {
                first++;
            }
            if (record.size() - first < FEWEST) {
                break;
            }
            var fit = VoightFit.of(record.from(first), draft -> refusal(draft) == null);
            if (fit.isPresent() && fit.get().wander() <= FITS) {
                return fit;
            }
            if (fit.isPresent()
                    && (best.isEmpty() || fit.get().wander() < best.get().wander())) {
                best = fit;
            }
        }
        return best;
    }

    private static @Nullable Gate gate(VoightFit fit, double horizon) {
        var refusal = refusal(fit);
        return refusal != null || fit.law().remaining() <= horizon && fit.latest() <= CLOSES * horizon
                ? refusal
                : Gate.HORIZON;
    }

    /** What stops it whatever its window is. */
    private static @Nullable Gate refusal(VoightFit fit) {
        if (fit.wander() > FITS || fit.r2() < EXPLAINED) {
            return Gate.FIT;
        }
        return fit.law().rate(0) < FASTER || fit.slackens() ? Gate.ACCELERATION : null;
    }

    void write(DataOutput out) throws IOException {
        out.writeByte(refusedBy == null ? -1 : GATES.indexOf(refusedBy));
        out.writeBoolean(fit != null);
        if (fit != null) {
            fit.write(out);
        }
    }

    static Outlook read(DataInput in) throws IOException {
        var gate = in.readByte();
        return new Outlook(in.readBoolean() ? VoightFit.read(in) : null, gate < 0 ? null : GATES.get(gate));
    }
}

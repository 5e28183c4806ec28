package cn.shanshao.detect.movement;

import cn.shanshao.detect.Lens;
import cn.shanshao.detect.Past;
import cn.shanshao.detect.Sample;
import cn.shanshao.ingest.wire.Forecast;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When the slope may fail (倒速度法): Voight's law fitted to the record as {@link VoightFit} says, after the gates of
 * {@link Outlook}. Judged is the time in days to the earliest end of the 95 % window; a rule alarms below its limits. A
 * forecast without speed is no emergency: while the mark moves slower than {@code rate}, the time is taken for longer
 * than two days. Without a forecast the time is the horizon. What was less than two days is held for a day [our default]: in
 * the last days the gates open and shut from reading to reading, and an alarm that bounces is none.
 *
 * <p>Parameters: {@code rate}, mm/d, default 5; {@code horizon}, days, default 30; {@code noise}, as in {@link Velocity}.
 *
 * <p>Sources: Fukuzono 1985; Voight 1988; Carlà et al., Landslides 14 (2017) 517–534, for the gates' reasons.
 */
public final class InverseVelocity implements Lens {
    private static final String METHOD = "inverse-velocity";
    private static final double EMERGENCY_DAYS = 2;
    private static final double HELD_DAYS = 1;
    private static final double DAY_MS = 86_400_000;

    /** The record is looked at again when this share of its length, or of the way and out of its noise, has been added. */
    private static final double AGAIN = 0.02;

    private static final double OUT_OF_NOISE = 4;
    private static final int AGREEING = 3;
    private static final double FASTER = 1.2;

    private final double neededRate;
    private final double horizon;
    private final double knownNoise;
    private Outlook outlook = Outlook.refused(Outlook.Gate.SAMPLES);
    /** Time of the last look, and the failure that each of the last looks foretold: days since 1970; NaN for none. */
    private double looked = Double.NEGATIVE_INFINITY;

    private final double[] foretold = new double[AGREEING];
    private double speed;
    /** When less than two days were foretold last, days since 1970, and how many. */
    private double alarmed = Double.NEGATIVE_INFINITY;

    private double alarm;
    /** Where the mark was then, mm. */
    private double place;

    private InverseVelocity(double neededRate, double horizon, double knownNoise) {
        this.neededRate = neededRate;
        this.horizon = horizon;
        this.knownNoise = knownNoise;
        java.util.Arrays.fill(foretold, Double.NaN);
    }

    public static InverseVelocity of(Map<String, Double> params) {
        return new InverseVelocity(
                params.getOrDefault("rate", 5.0),
                params.getOrDefault("horizon", 30.0),
                params.getOrDefault("noise", 0.0));
    }

    @Override
    public Sample look(Sample sample, Past past) {
        var movement = past.movement();
        var rate = movement.fastest(knownNoise);
        speed = rate == null ? 0 : rate;
        if (speed == 0) {
            outlook = Outlook.refused(rate == null ? Outlook.Gate.SAMPLES : Outlook.Gate.NOISE);
        } else {
            var trail = movement.trail();
            var first = turn(trail);
            var sigma = Math.max(movement.noise(knownNoise), Double.MIN_NORMAL);
            if (isDue(trail, first, sigma)) {
                lookAhead(movement.now(), record(trail, first, sigma));
            }
        }
        return sample.with(held(movement.now(), days(movement.now())));
    }

    private boolean isDue(Trail trail, int first, double sigma) {
        var last = trail.size() - 1;
        return trail.t(last) - looked >= AGAIN * (trail.t(last) - trail.t(first))
                || Math.abs(trail.x(last) - place)
                        >= Math.max(OUT_OF_NOISE * sigma, AGAIN * Math.abs(trail.x(last) - trail.x(first)));
    }

    /** The place furthest behind: from there on it has come in one direction. */
    private int turn(Trail trail) {
        var furthest = 0;
        for (var i = 1; i < trail.size(); i++) {
            if (Math.signum(speed) * (trail.x(i) - trail.x(furthest)) <= 0) {
                furthest = i;
            }
        }
        return furthest;
    }

    private void lookAhead(double now, Positions record) {
        looked = now;
        place = Math.signum(speed) * record.x()[record.size() - 1];
        var fresh = isFaster(record) ? Outlook.of(record, horizon) : Outlook.refused(Outlook.Gate.ACCELERATION);
        var fit = fresh.fit();
        System.arraycopy(foretold, 1, foretold, 0, AGREEING - 1);
        var isLawful = fresh.refusedBy() == null || fresh.refusedBy() == Outlook.Gate.HORIZON;
        foretold[AGREEING - 1] = fit != null && isLawful ? now + fit.law().remaining() : Double.NaN;
        outlook = fit != null && fresh.refusedBy() == null && !isSteady(now, fit)
                ? new Outlook(fit, Outlook.Gate.STABILITY)
                : fresh;
    }

    /** Than it was on the whole; else there is nothing to fit. */
    private boolean isFaster(Positions record) {
        var last = record.size() - 1;
        var mean = (record.x()[last] - record.x()[0]) / (record.t()[last] - record.t()[0]);
        return Math.abs(speed) > FASTER * mean;
    }

    private Positions record(Trail trail, int first, double sigma) {
        var now = trail.t(trail.size() - 1);
        var n = trail.size() - first;
        var t = new double[n];
        var x = new double[n];
        var count = new int[n];
        for (var i = 0; i < n; i++) {
            t[i] = trail.t(first + i) - now;
            x[i] = Math.signum(speed) * trail.x(first + i);
            count[i] = trail.count(first + i);
        }
        return new Positions(t, x, count, sigma);
    }

    /**
     * All of the last looks but one, which a push or a gap may have led astray, lie within a fifth of what remains, or
     * within today's window.
     */
    private boolean isSteady(double now, VoightFit fit) {
        var last = foretold[AGREEING - 1];
        var astray = 0;
        for (var one : foretold) {
            var isInWindow = now + fit.earliest() <= one && one <= now + fit.latest();
            astray += isInWindow || Math.abs(one - last) <= 0.2 * (last - now) ? 0 : 1;
        }
        return astray <= 1;
    }

    private double days(double now) {
        var fit = outlook.fit();
        if (fit == null || outlook.refusedBy() != null) {
            return horizon;
        }
        var earliest = Math.max(0, fit.earliest() - (now - looked));
        var fast = Math.max(Math.abs(speed), fit.rateAtOnset() * fit.law().rate(0));
        return unlessSlow(earliest, fast);
    }

    private double unlessSlow(double days, double fast) {
        return fast >= neededRate ? days : Math.max(days, Math.nextUp(EMERGENCY_DAYS));
    }

    /**
     * It does not count down meanwhile: no alarm grows out of a forecast that was refused. Nor is it let go because the
     * measured rate is below the limit: it was so already where the fitted one decided.
     */
    private double held(double now, double days) {
        if (days < EMERGENCY_DAYS) {
            alarmed = now;
            alarm = days;
        }
        return now - alarmed <= HELD_DAYS ? Math.min(days, alarm) : days;
    }

    @Override
    public @Nullable Forecast forecast() {
        var fit = outlook.fit();
        var gate = outlook.refusedBy();
        if (fit == null || gate != null) {
            return new Forecast(
                    null,
                    null,
                    null,
                    METHOD,
                    fit == null ? null : fit.r2(),
                    gate == null ? null : gate.name().toLowerCase(Locale.ROOT));
        }
        return new Forecast(
                at(looked + fit.law().remaining()),
                at(looked + fit.earliest()),
                at(looked + fit.latest()),
                METHOD,
                fit.r2(),
                null);
    }

    private static Instant at(double days) {
        return Instant.ofEpochMilli(Math.round(days * DAY_MS));
    }

    @Override
    public InverseVelocity copy() {
        var copy = new InverseVelocity(neededRate, horizon, knownNoise);
        copy.outlook = outlook;
        copy.looked = looked;
        copy.speed = speed;
        copy.place = place;
        copy.alarmed = alarmed;
        copy.alarm = alarm;
        System.arraycopy(foretold, 0, copy.foretold, 0, AGREEING);
        return copy;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        outlook.write(out);
        out.writeDouble(looked);
        out.writeDouble(speed);
        out.writeDouble(place);
        out.writeDouble(alarmed);
        out.writeDouble(alarm);
        for (var one : foretold) {
            out.writeDouble(one);
        }
    }

    /** What {@link #write} wrote, under the same parameters. */
    public static InverseVelocity read(Map<String, Double> params, DataInput in) throws IOException {
        var read = of(params);
        read.outlook = Outlook.read(in);
        read.looked = in.readDouble();
        read.speed = in.readDouble();
        read.place = in.readDouble();
        read.alarmed = in.readDouble();
        read.alarm = in.readDouble();
        for (var i = 0; i < AGREEING; i++) {
            read.foretold[i] = in.readDouble();
        }
        return read;
    }
}

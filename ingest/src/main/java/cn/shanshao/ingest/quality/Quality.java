package cn.shanshao.ingest.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The quality control of one channel: takes one reading after the other, says its flag at once, and amends it when the
 * next ones have shown what it was. Values are never altered. It is pure: the live job and a back-test get the same
 * flags from the same readings.
 *
 * <p>A reading far from its neighbours is suspect. Two more decide: when both are back where it was before, it was a
 * spike, and fails; in every other case it passes, for the ground may have moved.
 */
public final class Quality {
    /** Readings in the window of Hampel's test. */
    static final int HAMPEL = 9;

    /** Fewer say nothing. */
    static final int LEAST = 5;

    /** Suspect beyond so many standard deviations. */
    static final double SUSPECT = 3;

    /** A spike fails beyond so many. */
    static final double FAILS = 6;

    /** A channel in motion may go on so many times as fast as it did, before that is strange. */
    static final double FASTER = 6;

    /** With so many strange ones in the window it is the channel that has changed: its scatter is learnt anew. */
    static final int UNSETTLED = 3;

    /** A pause of more than so many intervals is a gap, after which all begins anew. */
    static final int GAP = 10;

    private static final long MINUTE = 60_000;

    private final Checks checks;
    private Window window = new Window();
    private Scatter scatter = new Scatter();
    private FlatLine line = new FlatLine();
    private boolean stuck;

    public Quality(Checks checks) {
        this.checks = checks;
    }

    /**
     * What is said of a reading.
     *
     * @param flag of {@link Flag}, for now
     * @param amended earlier readings whose flag is another now
     */
    public record Verdict(int flag, List<Amendment> amended) {
        public Verdict {
            amended = List.copyOf(amended);
        }
    }

    /** An earlier reading and the flag that holds for it from now on. */
    public record Amendment(long at, double value, int flag) {}

    /** What a whole series of one quantity comes to, in the order of its times: the final flag of each reading. */
    public static int[] flags(String quantity, long[] at, double[] values) {
        var quality = new Quality(Checks.of(quantity));
        var flags = new int[at.length];
        for (var i = 0; i < at.length; i++) {
            var verdict = quality.look(at[i], values[i], GrossRange.flag(quantity, values[i], null));
            flags[i] = verdict.flag();
            for (var amendment : verdict.amended()) {
                var j = i;
                while (at[j] != amendment.at()) {
                    j--;
                }
                flags[j] = amendment.flag();
            }
        }
        return flags;
    }

    /**
     * Takes a reading. A late one is put in its place among the newest, and compared with those on both sides of it; one
     * that is older than they, or of the time of one of them, is compared with nothing.
     *
     * @param at placed time, Unix ms
     * @param value with the datum offset added
     * @param base its flag by all that does not need its neighbours: gross range, clock, frost
     */
    public Verdict look(long at, double value, int base) {
        var isLate = at <= window.newest();
        if (checks.isNone() || isLate && (at <= window.at(0) || window.find(at) >= 0)) {
            return new Verdict(base, List.of());
        }
        if (base == Flag.FAIL || base == Flag.MISSING) {
            window.add(at, value, base, Flag.FAIL, false);
            return new Verdict(base, List.of());
        }
        if (isGap(at)) {
            window.clear();
        }
        var own = isLate ? base : Flag.worse(base, flat(at, value));
        var isStrange = checks.spike() && (isOutlier(at, value) || isTooFast(at, value));
        var flag = Flag.worse(own, isStrange ? Flag.SUSPECT : Flag.PASS);
        window.add(at, value, own, flag, isStrange && flag == Flag.SUSPECT);
        if (!isLate) {
            learn();
        }
        return new Verdict(flag, review());
    }

    private int flat(long at, double value) {
        var flat = line.look(at, value, checks.still());
        stuck = flat == Flag.FAIL;
        return flat;
    }

    private boolean isGap(long at) {
        var size = window.size();
        return size >= LEAST && at - window.newest() > GAP * (window.newest() - window.at(0)) / (size - 1);
    }

    /** Hampel's test, and off the way that the channel has been going. */
    private boolean isOutlier(long at, double value) {
        var places = window.before(window.place(at), HAMPEL);
        if (places.length < LEAST) {
            return false;
        }
        var values = window.values(places);
        var median = Hampel.median(values);
        if (Math.abs(value - median) <= SUSPECT * scatter.sigma()) {
            return false;
        }
        var limit = SUSPECT * scale(Hampel.mad(values, median));
        return Math.abs(value - median) > limit && isOffTheWay(at, value, limit / SUSPECT);
    }

    private double scale(double mad) {
        return Math.max(scatter.sigma(), Hampel.NORMAL * Math.max(mad, scatter.resolution()));
    }

    /** Beyond where the newest three, and the movement from the three before them, lead. */
    private boolean isOffTheWay(long at, double value, double scale) {
        var places = window.before(window.place(at), 6);
        if (places.length < 6) {
            return true;
        }
        var older = window.median(new int[] {places[0], places[1], places[2]});
        var newer = window.median(new int[] {places[3], places[4], places[5]});
        var went = newer - older;
        var sure = Math.max(0, Math.abs(went) - 1.5 * scale);
        var ahead = value - newer;
        var time = (double) (at - window.at(places[4])) / (window.at(places[4]) - window.at(places[1]));
        var may = ahead * went > 0 ? FASTER * sure * time : 0;
        return Math.abs(ahead) > SUSPECT * scale + may;
    }

    private boolean isTooFast(long at, double value) {
        var places = window.before(window.place(at), 1);
        if (places.length == 0 || Double.isInfinite(checks.perMinute())) {
            return false;
        }
        var minutes = Math.max(1, (double) (at - window.at(places[0])) / MINUTE);
        return Math.abs(value - window.value(places[0])) / minutes > checks.perMinute();
    }

    /** The newest three tell how much the channel scatters. */
    private void learn() {
        var places = window.before(window.size(), 3);
        if (places.length > 1) {
            var last = places.length - 1;
            scatter.step(window.value(places[last - 1]), window.value(places[last]));
        }
        if (places.length == 3) {
            var above = above(places[0], window.at(places[1]), window.value(places[1]), places[2]);
            var noise = Spike.noise(window.at(places[0]), window.at(places[1]), window.at(places[2]));
            scatter.look(Math.abs(above) / noise, window.strange() >= UNSETTLED);
        }
    }

    private double above(int before, long at, double value, int after) {
        return Spike.above(window.at(before), window.value(before), at, value, window.at(after), window.value(after));
    }

    /** What a new reading means for the suspects. */
    private List<Amendment> review() {
        var amended = new ArrayList<Amendment>(0);
        for (var i = 0; i < window.size(); i++) {
            if (window.isPending(i)) {
                var after = window.after(i);
                if (after.length >= 2) {
                    decide(i, after, amended);
                }
            }
        }
        return amended;
    }

    private void decide(int i, int[] after, List<Amendment> amended) {
        var isBelieved = isLikeTheOneBefore(i);
        var isOfTwo = !isBelieved && !isBack(i, after[0]) && isBack(i, after[1]);
        if (isOfTwo && after.length == 2) {
            return; // two of a kind, perhaps: the third decides
        }
        var one = after[isOfTwo ? 1 : 0];
        var other = after[isOfTwo ? 2 : 1];
        var isSpike = !isBelieved && isBack(i, one) && isBack(i, other) && isSharp(i, one, other);
        var found = !isSpike ? Flag.PASS : checks.mayFail() ? Flag.FAIL : Flag.SUSPECT;
        var flag = Flag.worse(window.base(i), found);
        if (flag != window.flag(i)) {
            amended.add(new Amendment(window.at(i), window.value(i), flag));
        }
        window.settle(i, flag);
    }

    /**
     * A suspect reading is not decided on, but the newest one speaks against it: the channel is back where it was, and was
     * not seen to go anywhere.
     */
    public boolean isContradicted(long at) {
        var i = window.find(at);
        if (i < 0 || !window.isPending(i) || !checks.mayFail()) {
            return false;
        }
        var after = window.after(i);
        return after.length > 0 && isBack(i, after[after.length - 1]) && !isLikeTheOneBefore(i);
    }

    /**
     * Since when the channel may have leapt: the time of the first suspect reading, in doubt for its neighbours alone, that
     * is not decided on and that no later one speaks against.
     */
    public OptionalLong leapt() {
        for (var i = 0; i < window.size(); i++) {
            if (window.isPending(i) && window.base(i) == Flag.PASS && isUnopposed(i)) {
                return OptionalLong.of(window.at(i));
            }
        }
        return OptionalLong.empty();
    }

    private boolean isUnopposed(int i) {
        for (var after : window.after(i)) {
            if (isBack(i, after)) {
                return false;
            }
        }
        return true;
    }

    /** The one before it has been confirmed, and was there already. */
    private boolean isLikeTheOneBefore(int i) {
        var before = window.before(i, 1);
        return before.length == 1 && !window.isPending(before[0]) && !isBack(i, before[0]);
    }

    /** Whether another reading is nearer to where the channel was before the suspect one than to that one. */
    private boolean isBack(int suspect, int other) {
        var before = window.before(suspect, 3);
        var level = window.median(before);
        var off = window.value(suspect) - level;
        return Math.abs(window.value(other) - level) <= Math.abs(off) / 2;
    }

    /** The spike test, with the three before and the two after. */
    private boolean isSharp(int suspect, int one, int other) {
        var before = window.before(suspect, 3);
        if (before.length < 3 || !scatter.isSure()) {
            return false;
        }
        var level = window.median(before);
        var above = Spike.above(
                window.at(before[1]),
                level,
                window.at(suspect),
                window.value(suspect),
                (window.at(one) + window.at(other)) / 2,
                (window.value(one) + window.value(other)) / 2);
        return above * (window.value(suspect) - level) > 0
                && Math.abs(above) > FAILS * Math.max(scatter.sigma(), scatter.resolution());
    }

    /** The flag of a reading that has been seen, while it is remembered. */
    public int flag(long at, int otherwise) {
        var place = window.find(at);
        return place < 0 ? otherwise : window.flag(place);
    }

    /** It stands still for so long that it must be broken. */
    public boolean isStuck() {
        return stuck;
    }

    /** The newest reading is another than the one before. */
    public boolean hasMoved() {
        return line.hasMoved();
    }

    /** Since when it shows the value that it shows, Unix ms. */
    public long still() {
        return line.since();
    }

    public void write(DataOutput out) throws IOException {
        window.write(out);
        scatter.write(out);
        line.write(out);
        out.writeBoolean(stuck);
    }

    public static Quality read(Checks checks, DataInput in) throws IOException {
        var quality = new Quality(checks);
        quality.window = Window.read(in);
        quality.scatter = Scatter.read(in);
        quality.line = FlatLine.read(in);
        quality.stuck = in.readBoolean();
        return quality;
    }
}

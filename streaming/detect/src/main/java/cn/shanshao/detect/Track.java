package cn.shanshao.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Where one rule stands on one channel after a run of readings in the order of their times. A value is taken to stand
 * until the next one comes, so the outcome does not depend on when the clock was looked at in between.
 */
record Track(
        List<Latch> latches,
        @Nullable Sample held,
        @Nullable Episode open) {
    static final Track START = new Track(List.of(Latch.OFF, Latch.OFF, Latch.OFF, Latch.OFF), null, null);

    Track {
        latches = List.copyOf(latches);
    }

    /** A track that goes on from an episode which was open elsewhere. */
    static Track adopted(Episode episode) {
        var latches = new ArrayList<Latch>();
        for (var level : Scale.LEVELS) {
            latches.add(episode.level().atLeast(level) ? Latch.held(episode.since()) : Latch.OFF);
        }
        return new Track(latches, episode.last(), episode);
    }

    /** Where a reading stands by itself, as far as an episode was open that has lost what it stood on. */
    static Track after(Episode lost, Sample first, Ladder ladder) {
        for (var level = Scale.of(lost.level()); level >= 0; level--) {
            if (ladder.exceeds(level, first)) {
                var since = level == Scale.of(lost.level()) ? lost.since() : first.at();
                return adopted(lost.at(Scale.LEVELS.get(level), since, first));
            }
        }
        return START;
    }

    /** Whether something is open, and it began with a reading of such a time or its newest is one. */
    boolean restsOn(LongPredicate times) {
        return open != null && (isLost(times) || held != null && times.test(held.at()));
    }

    /** Whether the present level, or the lack of one, began with a reading of such a time. */
    boolean isLost(LongPredicate times) {
        return open == null
                ? held != null && times.test(held.at())
                : times.test(open.opened()) || times.test(open.since());
    }

    /** The same, with an episode of the same level as it was told: its beginnings stay what they were. */
    Track as(Episode told) {
        if (open == null || open.level() != told.level()) {
            return this;
        }
        var top = top(latches);
        var latch = latches.get(top);
        var highest = told.highest().compareTo(open.highest()) > 0 ? told.highest() : open.highest();
        return new Track(
                with(latches, top, new Latch(true, told.since(), latch.pending())),
                held,
                new Episode(told.opened(), told.since(), told.level(), highest, open.ended(), open.last()));
    }

    /** The time of the newest reading in it. */
    long clock() {
        return held == null ? Long.MIN_VALUE : held.at();
    }

    Track step(Sample sample, Ladder ladder, Consumer<Episode> closed) {
        var before = advance(sample.at(), ladder, closed);
        var next = before.latches;
        for (var i = 0; i < Scale.LEVELS.size(); i++) {
            next = with(next, i, next.get(i).apply(sample, i, ladder));
        }
        return before.settle(next, sample, closed);
    }

    /** Time passes without a reading. */
    Track advance(long to, Ladder ladder, Consumer<Episode> closed) {
        if (held == null) {
            return this;
        }
        var next = latches;
        for (var i = 0; i < Scale.LEVELS.size(); i++) {
            next = with(next, i, next.get(i).advance(to, ladder));
        }
        return next.equals(latches) ? this : settle(next, held, closed);
    }

    /** When something changes if no reading comes; {@link Long#MAX_VALUE} when nothing does. */
    long due(Ladder ladder) {
        var due = Long.MAX_VALUE;
        for (var latch : latches) {
            due = Math.min(due, latch.due(ladder));
        }
        return due;
    }

    private static List<Latch> with(List<Latch> latches, int i, Latch latch) {
        if (latches.get(i).equals(latch)) {
            return latches;
        }
        var next = new ArrayList<>(latches);
        next.set(i, latch);
        return next;
    }

    private Track settle(List<Latch> next, Sample sample, Consumer<Episode> closed) {
        var top = top(next);
        if (top < 0) {
            if (open != null) {
                closed.accept(
                        open.end(next.stream().mapToLong(Latch::from).max().orElseThrow(), sample));
            }
            return new Track(next, sample, null);
        }
        var level = Scale.LEVELS.get(top);
        var from = next.get(top).from();
        if (open != null) {
            return new Track(next, sample, open.at(level, from, sample));
        }
        return new Track(next, sample, sample.mayOpen() ? Episode.open(from, level, sample) : null);
    }

    private static int top(List<Latch> latches) {
        for (var i = latches.size() - 1; i >= 0; i--) {
            if (latches.get(i).on()) {
                return i;
            }
        }
        return -1;
    }

    void write(DataOutput out) throws IOException {
        for (var latch : latches) {
            latch.write(out);
        }
        out.writeBoolean(held != null);
        if (held != null) {
            Samples.write(held, out);
        }
        out.writeBoolean(open != null);
        if (open != null) {
            open.write(out);
        }
    }

    static Track read(DataInput in) throws IOException {
        var latches = new ArrayList<Latch>();
        for (var i = 0; i < Scale.LEVELS.size(); i++) {
            latches.add(Latch.read(in));
        }
        var held = in.readBoolean() ? Samples.read(in) : null;
        return new Track(latches, held, in.readBoolean() ? Episode.read(in) : null);
    }
}

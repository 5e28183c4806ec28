package cn.shanshao.detect.movement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What another method says of the time of failure: for the expert who asks, never for a level (仅供参考).
 *
 * @param method its name in the field
 * @param failureAt {@code null} where it only gives a window
 * @param earliest start of its window; {@code null} where it gives none
 * @param latest end of its window; {@code null} where it gives none
 */
public record SecondOpinion(
        String method,
        @Nullable Instant failureAt,
        @Nullable Instant earliest,
        @Nullable Instant latest) {
    private static final double DAY_MS = 86_400_000;
    private static final int STEPS = 24;
    private static final double HORIZON = 60;

    /** A reading. */
    public record Place(Instant at, double mm) {}

    /**
     * Asks all of them, of the part of a record in which it moves in the direction of its end.
     *
     * @param record in order of time
     * @return those that have something to say; a failure before the last reading is not said
     */
    public static List<SecondOpinion> of(List<Place> record) {
        var moved = Steps.of(record);
        if (moved == null) {
            return List.of();
        }
        var now = moved.t[moved.t.length - 1];
        var opinions = new ArrayList<SecondOpinion>();
        var middles = moved.middles();
        var rates = moved.rates();
        FukuzonoLine.through(middles, rates)
                .filter(line -> line.failure() > now)
                .ifPresent(line -> opinions.add(new SecondOpinion(
                        "fukuzono",
                        at(line.failure()),
                        at(line.failure() - 2 * line.error()),
                        at(line.failure() + 2 * line.error()))));
        MovingAverages.of(middles, rates)
                .filter(window -> window.latest() > now)
                .ifPresent(window ->
                        opinions.add(new SecondOpinion("carla", null, at(window.earliest()), at(window.latest()))));
        var saito = Saito.failure(moved.t[0], moved.t[(moved.t.length - 1) / 2], now);
        if (saito > now) {
            opinions.add(new SecondOpinion("saito", at(saito), null, null));
        }
        Lppls.of(moved.t, moved.x, HORIZON)
                .ifPresent(law -> opinions.add(new SecondOpinion("lppls", at(law.failure()), null, null)));
        return opinions;
    }

    private static Instant at(double days) {
        return Instant.ofEpochMilli(Math.round(days * DAY_MS));
    }

    /** Times at which the mark had gone equal ways. */
    @SuppressWarnings("ArrayRecordComponent") // a view of one computation, never kept or compared
    private record Steps(double[] t, double[] x) {
        static @Nullable Steps of(List<Place> record) {
            var last = record.size() - 1;
            if (last < STEPS) {
                return null;
            }
            var sign = Math.signum(record.get(last).mm() - record.get(0).mm());
            var first = 0;
            for (var i = 1; i <= last; i++) {
                first = sign * (record.get(i).mm() - record.get(first).mm()) <= 0 ? i : first;
            }
            var start = sign * record.get(first).mm();
            var way = sign * record.get(last).mm() - start;
            if (!(way > 0) || last - first < STEPS / 2) {
                return null;
            }
            var t = new double[STEPS + 1];
            var x = new double[STEPS + 1];
            var i = first;
            for (var step = 0; step <= STEPS; step++) {
                x[step] = way * step / STEPS;
                while (i < last && sign * record.get(i).mm() - start < x[step]) {
                    i++;
                }
                t[step] = timeOf(record, Math.max(i, first + 1), sign, start + x[step]);
            }
            return rises(t) ? new Steps(t, x) : null;
        }

        /** Between a reading and the one before. */
        private static double timeOf(List<Place> record, int i, double sign, double place) {
            var before = record.get(i - 1);
            var after = record.get(i);
            var way = sign * (after.mm() - before.mm());
            var share = way > 0 ? Math.max(0, Math.min(1, (place - sign * before.mm()) / way)) : 1;
            var from = before.at().toEpochMilli() / DAY_MS;
            return from + share * (after.at().toEpochMilli() / DAY_MS - from);
        }

        private static boolean rises(double[] t) {
            for (var i = 1; i < t.length; i++) {
                if (!(t[i] > t[i - 1])) {
                    return false;
                }
            }
            return true;
        }

        double[] middles() {
            var middles = new double[STEPS];
            Arrays.setAll(middles, i -> (t[i] + t[i + 1]) / 2);
            return middles;
        }

        double[] rates() {
            var rates = new double[STEPS];
            Arrays.setAll(rates, i -> (x[i + 1] - x[i]) / (t[i + 1] - t[i]));
            return rates;
        }
    }
}

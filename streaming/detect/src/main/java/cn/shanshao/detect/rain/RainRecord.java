package cn.shanshao.detect.rain;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What fell of late, and what is missing of it: in minutes for an hour, in ten minutes for a day, in hours for
 * {@value #REACH_HOURS} hours. A sum over any span is taken from the finest of them that reaches back so far, so that
 * its beginning is sharp to a minute, ten minutes or an hour.
 */
public final class RainRecord {
    /** 18 days: the 15 days before the last 3. */
    public static final int REACH_HOURS = 432;

    /** The spans that are usually asked for (10 分钟、1、3、6、12、24 小时、3、7、15 天). */
    public static final List<Duration> SPANS = List.of(
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofHours(24),
            Duration.ofDays(3),
            Duration.ofDays(7),
            Duration.ofDays(15));

    static final long HOUR = 3_600_000;

    private static final long MINUTE = 60_000;
    private static final long DAY = 24 * HOUR;

    /** A tier of buckets of one width, and how far back they reach, ms. */
    private record Tier(long reach, Buckets buckets) {
        static Tier of(long width, long reach) {
            // one more where the span begins within a bucket, one more where the newest bucket has just begun
            return new Tier(reach, new Buckets(width, Math.toIntExact(reach / width) + 2));
        }
    }

    private final List<Tier> tiers;
    private long until = Long.MIN_VALUE;

    private RainRecord(List<Tier> tiers) {
        this.tiers = tiers;
    }

    /** A record that can be asked for all {@link #SPANS}. */
    public static RainRecord full() {
        return new RainRecord(
                List.of(Tier.of(MINUTE, HOUR), Tier.of(10 * MINUTE, DAY), Tier.of(HOUR, REACH_HOURS * HOUR)));
    }

    /** Falls come in the order of their ends. */
    public void take(Fall fall) {
        tiers.forEach(tier -> tier.buckets.take(fall));
        until = Math.max(until, fall.to());
    }

    /** The end of the newest fall, Unix ms; the lowest possible when there is none. */
    public long until() {
        return until;
    }

    /** What fell in the span that ends at the newest reading. */
    public Amount sum(Duration span) {
        return until == Long.MIN_VALUE ? Amount.NOTHING : sum(until, span);
    }

    /**
     * What fell in the span that ends at {@code end}, Unix ms. Time after the newest reading, and before the record
     * reaches, is missing.
     */
    public Amount sum(long end, Duration span) {
        var from = end - span.toMillis();
        for (var tier : tiers) {
            if (from >= until - tier.reach) {
                return tier.buckets.sum(from, end);
            }
        }
        return tiers.get(tiers.size() - 1).buckets.sum(from, end);
    }

    /**
     * All that it remembers as falls in order, for a method that looks at it for the first time: by the hour, and of the
     * last day by ten minutes.
     */
    List<Fall> falls() {
        var falls = new ArrayList<Fall>();
        if (until != Long.MIN_VALUE) {
            var day = Math.floorDiv(until, HOUR) * HOUR - (DAY - HOUR);
            tiers.get(2).buckets.falls(until - REACH_HOURS * HOUR, day, falls);
            tiers.get(1).buckets.falls(day, until, falls);
        }
        return falls;
    }

    public RainRecord copy() {
        var copy = new RainRecord(tiers.stream()
                .map(tier -> new Tier(tier.reach, tier.buckets.copy()))
                .toList());
        copy.until = until;
        return copy;
    }

    public void write(DataOutput out) throws IOException {
        out.writeLong(until);
        for (var tier : tiers) {
            tier.buckets.write(out);
        }
    }

    /** What {@link #write} wrote. */
    public static RainRecord read(DataInput in) throws IOException {
        var rain = full();
        rain.until = in.readLong();
        for (var tier : rain.tiers) {
            tier.buckets.read(in);
        }
        return rain;
    }
}

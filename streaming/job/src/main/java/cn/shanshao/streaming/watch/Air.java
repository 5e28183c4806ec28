package cn.shanshao.streaming.watch;

import cn.shanshao.detect.rain.Condition;
import cn.shanshao.detect.rain.Frost;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.Month;
import java.time.ZoneId;
import java.util.Set;

/** The air at a device, by its own thermometer or by another one of its point. */
final class Air {
    /** A thermometer that has been silent for so long says nothing of today, ms. Our default. */
    private static final long STALE = Duration.ofDays(1).toMillis();

    /** A neighbour's thermometer is believed when the own one has been silent for so long, ms. Our default. */
    private static final long OWN = Duration.ofHours(3).toMillis();

    private static final ZoneId LOCAL = ZoneId.of("Asia/Shanghai");

    /** A thermometer that tells of frost in these months is broken, and rain is rain. Our default, for Jilin. */
    private static final Set<Month> WARM = Set.of(Month.JUNE, Month.JULY, Month.AUGUST);

    private Frost frost = Frost.NONE;
    private long heard = Long.MIN_VALUE;
    private long own = Long.MIN_VALUE;

    /** The own thermometer. */
    void look(long at, double celsius) {
        own = Math.max(own, at);
        take(at, celsius);
    }

    /** The thermometer of another device of the point. */
    void lookAside(long at, double celsius) {
        if (own == Long.MIN_VALUE || at - own > OWN) {
            take(at, celsius);
        }
    }

    private void take(long at, double celsius) {
        if (at >= heard) {
            heard = at;
            frost = frost.look(at, celsius);
        }
    }

    /** In what state a tipping bucket is at that time, Unix ms. */
    Condition on(long at) {
        var month = Instant.ofEpochMilli(at).atZone(LOCAL).getMonth();
        return heard == Long.MIN_VALUE || at - heard > STALE || WARM.contains(month) ? Condition.FINE : frost.on(at);
    }

    void write(DataOutput out) throws IOException {
        out.writeBoolean(frost.freezing());
        out.writeLong(frost.last());
        out.writeLong(heard);
        out.writeLong(own);
        out.writeBoolean(frost.cold());
    }

    static Air read(DataInput in) throws IOException {
        var air = new Air();
        var isFreezing = in.readBoolean();
        var last = in.readLong();
        air.heard = in.readLong();
        air.own = in.readLong();
        air.frost = new Frost(in.readBoolean(), isFreezing, last);
        return air;
    }
}

package cn.shanshao.sim.network;

import cn.shanshao.sim.demo.DemoDevice;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the time of the network goes by.
 *
 * @param from the time of the network when it begins
 * @param length of the network's time; {@code null} for no end
 * @param speed times real time, at least 1
 */
record Pace(Instant from, @Nullable Duration length, double speed) {
    /** Real time between two messages of a device, at least: where something happens, and elsewhere. */
    private static final double CLOSE = 0.2;

    private static final double ELSEWHERE = 5;

    Pace {
        if (!(speed >= 1) || Double.isInfinite(speed)) {
            throw new IllegalArgumentException("a speed must be a number of at least 1, was " + speed);
        }
    }

    /** So that it ends when its own time has caught up with the present: nothing is measured in the future. */
    static Pace until(Instant now, Duration length, double speed) {
        return new Pace(end(now, length, speed).minus(length), length, speed);
    }

    /** When a length of the network's time has been played that begins {@code now}. */
    static Instant end(Instant now, Duration length, double speed) {
        return now.plusMillis(Math.round(length.toMillis() / speed));
    }

    static Pace forever(Instant now) {
        return new Pace(now, null, 1);
    }

    boolean isOver(Instant at) {
        return length != null && !at.isBefore(from.plus(length));
    }

    /** Real time from the beginning until it is {@code at} in the network, ns. */
    long nanosUntil(Instant at) {
        return (long) (Duration.between(from, at).toMillis() * 1e6 / speed);
    }

    /**
     * Time of the network between two measurements: the device's interval, or so many of them that it does not send more
     * often than is worth it.
     */
    Duration step(DemoDevice device, boolean close) {
        var least = speed * (close ? CLOSE : ELSEWHERE);
        var intervals = speed == 1 ? 1 : Math.max(1, Math.ceil(least / device.interval()));
        return Duration.ofMillis(Math.round(device.interval() * 1_000 * intervals));
    }

    /** When it measures first: within its first interval, and not all at once. */
    Instant first(DemoDevice device) {
        return from.plusMillis(Math.floorMod(device.id().hashCode(), Math.round(device.interval() * 1_000)));
    }
}

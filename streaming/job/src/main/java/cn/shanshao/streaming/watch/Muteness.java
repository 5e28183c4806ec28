package cn.shanshao.streaming.watch;

import cn.shanshao.detect.instrument.Vectors;
import cn.shanshao.streaming.config.Assigned;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which channels of a device have fallen silent while others of it speak: a sensor that is torn off its logger. One that
 * has never spoken is not missed.
 */
final class Muteness {
    /** So long a channel may be silent whatever its rhythm, ms [our default]. */
    private static final double LEAST = 600_000;

    /**
     * What is told when something happens, as well as the rain that many loggers tell only when it falls, ms. So long
     * anything is waited for whose rhythm nobody knows yet: a level that is told once a day is not mute in between.
     */
    private static final double SELDOM = 86_400_000;

    private static final Set<String> EVENTS =
            Set.of("rain", "rain.total", "vibration", "acoustic.emission", "ground.sound", "infrasound", "flow.speed");

    private final Assigned device;
    private final DeviceMemory memory;

    Muteness(Assigned device, DeviceMemory memory) {
        this.device = device;
        this.memory = memory;
    }

    void hear(Placed reading) {
        var known = memory.rhythms.get(reading.quantity());
        memory.rhythms.put(
                reading.quantity(),
                known == null
                        ? Rhythm.first(
                                reading.at(), reading.value(), device.device().interval(), reading.received())
                        : known.hear(reading.at(), reading.value(), reading.received()));
    }

    /** Those that are registered, and missed now. */
    Set<String> now(long now) {
        var mute = new TreeSet<String>();
        if (device.device().interval() <= 0) {
            return mute;
        }
        for (var channel : device.device().channels()) {
            var rhythm = memory.rhythms.get(channel.quantity());
            if (rhythm != null
                    && !Unseen.isHousekeeping(channel.quantity())
                    && isMissed(channel.quantity(), rhythm, now)) {
                mute.add(channel.quantity());
            }
        }
        return mute;
    }

    /** Not while a record of before is handed in channel by channel. */
    private boolean isMissed(String quantity, Rhythm rhythm, long now) {
        var base = quantity.split("[./]", 2)[0];
        var isEvent = EVENTS.contains(quantity) || EVENTS.contains(base);
        var patience = rhythm.patience(device.device().interval(), isEvent || !rhythm.isLearnt() ? SELDOM : LEAST);
        return memory.newest - rhythm.last() > patience && (device.isReplay() || now - rhythm.heard() > patience);
    }

    /** With what is derived of those that are missed. */
    static Set<String> withDerived(Set<String> mute) {
        var all = new HashSet<>(mute);
        mute.forEach(part -> all.addAll(Vectors.derivedOf(part)));
        return all;
    }
}

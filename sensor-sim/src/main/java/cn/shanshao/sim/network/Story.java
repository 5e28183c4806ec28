package cn.shanshao.sim.network;

import cn.shanshao.sim.demo.DemoDevice;
import java.time.Duration;
import java.util.Set;

/** Something that happens at one point of the network: a pure function of the seconds {@code t} since it began. */
public interface Story {
    /**
     * @param name on the command line
     * @param told in a line
     * @param pointId where it happens
     * @param length until there is no more to see
     * @param speed at which it is worth watching, times real time
     */
    record Bill(String name, String told, String pointId, Duration length, double speed) {}

    Bill bill();

    /**
     * What a channel of the point shows.
     *
     * @param role of the device: its id without the point's, e.g. {@code gnss2}
     * @param quiet what it would show if nothing happened; a rain gauge counts in {@code rain.total}
     */
    double show(String role, String quantity, double quiet, double t);

    /** Whether nothing is heard of a device of the point. */
    default boolean isSilent(DemoDevice device, double t) {
        return false;
    }

    /** Whether no rain falls meanwhile, whatever the season. */
    default boolean isDry() {
        return false;
    }

    /** Roles of the devices that somebody works on, and that may be put into maintenance for it. */
    default Set<String> workedOn() {
        return Set.of();
    }

    /** The role of a device of this story's point. */
    default String role(DemoDevice device) {
        return device.id().substring(bill().pointId().length() + 1);
    }

    /** The quantity without its depth. */
    static String bare(String quantity) {
        var slash = quantity.indexOf('/');
        return slash < 0 ? quantity : quantity.substring(0, slash);
    }
}

package cn.shanshao.center.screen;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of a division at a glance, once a second.
 *
 * @param newestAt when the newest reading arrived at the broker
 * @param devicesTotal all that are not retired
 * @param blindPeople who live below points of which no instrument can be heard
 */
record Pulse(
        Instant now,
        @Nullable Instant newestAt,
        int devicesOnline,
        int devicesTotal,
        int blindPeople,
        Counts counts,
        List<Part> parts) {

    /** Points by the worst level of their alerts, and of what people were told or reported there. */
    record Counts(int red, int orange, int yellow, int blue) {}
}

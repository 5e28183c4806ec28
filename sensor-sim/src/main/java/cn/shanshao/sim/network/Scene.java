package cn.shanshao.sim.network;

import cn.shanshao.sim.demo.DemoDevice;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happens in the network, and since when.
 *
 * @param story {@code null} when nothing happens but the weather
 */
public record Scene(@Nullable Story story, Instant began) {
    public static Scene quiet() {
        return new Scene(null, Instant.EPOCH);
    }

    double show(DemoDevice device, String quantity, double quiet, Instant at) {
        return story != null && isOf(device) && !at.isBefore(began)
                ? story.show(story.role(device), quantity, quiet, since(at))
                : quiet;
    }

    /** Until when rain has fallen into a gauge that is read at {@code at}. */
    Instant rainUntil(DemoDevice device, Instant at) {
        return story != null && isOf(device) && story.isDry() && at.isAfter(began) ? began : at;
    }

    /** Whether nothing is heard of a device. */
    boolean isSilent(DemoDevice device, Instant at) {
        return story != null && isOf(device) && story.isSilent(device, since(at));
    }

    /** Whether a device stands where it happens. */
    boolean isOf(DemoDevice device) {
        return story != null && device.pointId().equals(story.bill().pointId());
    }

    private double since(Instant at) {
        return Duration.between(began, at).toMillis() / 1_000.0;
    }
}

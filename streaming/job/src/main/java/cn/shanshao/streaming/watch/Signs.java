package cn.shanshao.streaming.watch;

import cn.shanshao.streaming.config.Assigned;
import cn.shanshao.streaming.flow.PointNews;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets a point know which of its devices speak, at most once a minute by the device's own clock: what somebody said who
 * has been silent for long bears nobody out.
 */
final class Signs {
    private static final long EVERY = 60_000;

    private final Map<String, Long> given = new HashMap<>();

    /**
     * @param newest placed time of the device, Unix ms
     * @return {@code null} when there is nothing to say
     */
    @Nullable
    PointNews of(Assigned device, long newest) {
        var point = device.device().pointId();
        var last = given.get(device.id());
        if (point == null || newest == Long.MIN_VALUE || last != null && newest - last < EVERY) {
            return null;
        }
        given.put(device.id(), newest);
        return PointNews.of(new PointNews.Sign(point, device.id(), newest));
    }
}

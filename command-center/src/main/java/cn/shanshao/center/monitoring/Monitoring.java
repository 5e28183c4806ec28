package cn.shanshao.center.monitoring;

import cn.shanshao.center.registry.Device;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The door to what the devices say now. */
@Component
public class Monitoring {
    private static final Duration SHORTEST_SILENCE = Duration.ofSeconds(30);
    private static final int MISSED_READINGS = 3;

    private final LiveValues values;
    private final PointStates states;
    private final Rejections rejections;
    private final LiveFeed feed;
    private final StoreProbe store;
    private final Clock clock;

    Monitoring(
            LiveValues values,
            PointStates states,
            Rejections rejections,
            LiveFeed feed,
            StoreProbe store,
            Clock clock) {
        this.values = values;
        this.states = states;
        this.rejections = rejections;
        this.feed = feed;
        this.store = store;
        this.clock = clock;
    }

    /** Quantity → latest value. */
    public Map<String, LiveValue> latest(String deviceId) {
        return values.of(deviceId);
    }

    /** When anything of the device last arrived at the broker. */
    public Optional<Instant> lastSeen(String deviceId) {
        return values.lastSeen(deviceId);
    }

    /**
     * Whether the device was heard within three of its intervals, or half a minute where that is longer; {@code null}
     * when it was never heard.
     */
    public @Nullable Boolean isOnline(Device device) {
        var silence = Duration.ofMillis((long) (device.interval() * 1_000 * MISSED_READINGS));
        var allowed = silence.compareTo(SHORTEST_SILENCE) > 0 ? silence : SHORTEST_SILENCE;
        return lastSeen(device.id())
                .map(seen -> !seen.isBefore(clock.instant().minus(allowed)))
                .orElse(null);
    }

    /** Whether the job says that no device of the point can be heard. */
    public boolean isBlind(String pointId) {
        return states.isBlind(pointId);
    }

    /** The points of which the job says that. */
    public Set<String> blindPoints() {
        return states.blind();
    }

    public RejectedInput rejected(String deviceId) {
        return rejections.of(deviceId);
    }

    /** Whether the broker is connected. */
    public boolean isConnected() {
        return feed.isUp();
    }

    /** When the job was last heard since this start; {@code null} for not yet. */
    public @Nullable Instant jobHeardAt() {
        return feed.heardAt();
    }

    /** When live values last came faster than they could be taken, and some were left out; {@code null} for never. */
    public @Nullable Instant valuesDroppedAt() {
        return feed.droppedAt();
    }

    /** Whether the time-series store answered when it was last asked. */
    public boolean storeAnswers() {
        return store.answers();
    }
}

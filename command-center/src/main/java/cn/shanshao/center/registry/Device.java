package cn.shanshao.center.registry;

import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.DeviceConfig;
import cn.shanshao.ingest.wire.DeviceState;
import cn.shanshao.ingest.wire.Downlink;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.ingest.wire.Topics;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A device, as it is registered.
 *
 * @param version rises with every change; 0 for one that is not stored yet
 * @param pointId the hazard point that it watches, or {@code null}
 * @param division of its point; of its owner when it has no point
 * @param model of instrument: {@code gnss}, {@code crack}, {@code tilt}, {@code rain}, {@code siren}, …
 * @param gateway the device whose topic may carry its readings, or {@code null}
 * @param until end of a maintenance, or {@code null}
 * @param clockOffset seconds to add to its times
 * @param interval seconds between two readings when all is well
 * @param power the power source that it shares with others, or {@code null} for its own
 * @param protocol in which it is commanded
 * @param downlink the topic on which its model hears commands; {@code null} for the usual one of its protocol
 */
public record Device(
        String id,
        long version,
        @Nullable String pointId,
        String division,
        String name,
        String model,
        @Nullable String gateway,
        DeviceState state,
        @Nullable Instant until,
        Realm realm,
        double clockOffset,
        Clock clock,
        double interval,
        @Nullable String power,
        List<DeviceConfig.Channel> channels,
        Protocol protocol,
        @Nullable String downlink) {
    /** The model of every siren, whoever made it. */
    private static final String SIREN = "siren";

    private static final String LOUDSPEAKER = "loudspeaker";

    public Device {
        channels = List.copyOf(channels);
    }

    /** One that speaks our own protocol. */
    public Device(
            String id,
            long version,
            @Nullable String pointId,
            String division,
            String name,
            String model,
            @Nullable String gateway,
            DeviceState state,
            @Nullable Instant until,
            Realm realm,
            double clockOffset,
            Clock clock,
            double interval,
            @Nullable String power,
            List<DeviceConfig.Channel> channels) {
        this(
                id,
                version,
                pointId,
                division,
                name,
                model,
                gateway,
                state,
                until,
                realm,
                clockOffset,
                clock,
                interval,
                power,
                channels,
                Protocol.SHANSHAO,
                null);
    }

    /** Where it hears commands. */
    public String commandTopic() {
        if (protocol == Protocol.SHANSHAO) {
            return Topics.command(id);
        }
        return downlink == null ? Downlink.usual(id) : downlink;
    }

    /**
     * What is to be added to a stored value of that placed time, as the job does before it judges; 0 for a quantity that
     * is no channel.
     */
    public double offset(String quantity, Instant at) {
        return channel(quantity).map(c -> c.offset(at)).orElse(0.0);
    }

    /** Whether somebody has said that a reading of that placed time is bad. */
    public boolean isMasked(String quantity, Instant at) {
        return channel(quantity).filter(c -> c.isMasked(at)).isPresent();
    }

    /** The same, with other channels. */
    Device with(List<DeviceConfig.Channel> others) {
        return new Device(
                id,
                version,
                pointId,
                division,
                name,
                model,
                gateway,
                state,
                until,
                realm,
                clockOffset,
                clock,
                interval,
                power,
                others,
                protocol,
                downlink);
    }

    /** Whether it is there to be heard by people (警报器); any other device that is told to sound stays silent. */
    @JsonIgnore
    public boolean isSiren() {
        return SIREN.equalsIgnoreCase(model.strip());
    }

    /** Whether it speaks to people (大喇叭). */
    @JsonIgnore
    public boolean isLoudspeaker() {
        return LOUDSPEAKER.equalsIgnoreCase(model.strip());
    }

    public Optional<DeviceConfig.Channel> channel(String quantity) {
        return channels.stream().filter(c -> quantity.equals(c.quantity())).findFirst();
    }

    /** The part of it that the streaming job needs. */
    public DeviceConfig config() {
        return new DeviceConfig(
                id, version, pointId, gateway, state, until, realm, clockOffset, clock, interval, power, channels);
    }
}

package cn.shanshao.sim.demo;

import cn.shanshao.ingest.wire.DeviceConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A made-up device.
 *
 * @param model {@code gnss}, {@code crack}, {@code tilt}, {@code rain}, {@code pore}, {@code soil}, {@code inclinometer},
 *     {@code settlement}, {@code groundwater}, {@code mud}, {@code vibration}, {@code acceleration}, {@code infrasound},
 *     {@code gateway}; in the network also {@code extensometer}, {@code weather}, {@code radar}, {@code acoustic},
 *     {@code river}, {@code seepage}
 * @param gateway the device that carries this one's readings; {@code null} for none
 * @param power the source that it shares with others; {@code null} for its own
 * @param interval seconds between two readings
 */
public record DemoDevice(
        String id,
        String pointId,
        String name,
        String model,
        @Nullable String gateway,
        @Nullable String power,
        double interval,
        List<DeviceConfig.Channel> channels) {
    public DemoDevice {
        channels = List.copyOf(channels);
    }
}

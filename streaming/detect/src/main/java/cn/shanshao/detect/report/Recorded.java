package cn.shanshao.detect.report;

import cn.shanshao.detect.Sample;
import cn.shanshao.ingest.quality.GrossRange;
import cn.shanshao.ingest.wire.DeviceConfig;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one channel said in the past, as the rules are to see it.
 *
 * @param device a name for it
 * @param place what the alerts call it
 * @param quantity with its depth
 * @param unit of the values
 * @param channel as it is registered; {@code null} where it is not
 * @param samples in the order of their times
 */
public record Recorded(
        String device,
        String place,
        String quantity,
        String unit,
        DeviceConfig.@Nullable Channel channel,
        List<Sample> samples) {

    /** Written out: of a compact one other modules do not see that the channel may be {@code null}. */
    public Recorded(
            String device,
            String place,
            String quantity,
            String unit,
            DeviceConfig.@Nullable Channel channel,
            List<Sample> samples) {
        this.device = device;
        this.place = place;
        this.quantity = quantity;
        this.unit = unit;
        this.channel = channel;
        this.samples = List.copyOf(samples);
    }

    /**
     * The values of one quantity with the flags that they begin with; {@link cn.shanshao.detect.BackTest} gives them those
     * that need their neighbours.
     *
     * @param stored flags that they were given when they came; {@code null} where nobody gave any
     */
    public static List<Sample> checked(String quantity, long[] at, double[] values, int @Nullable [] stored) {
        var samples = new ArrayList<Sample>(at.length);
        for (var i = 0; i < at.length; i++) {
            var flag = GrossRange.flag(quantity, values[i], null);
            samples.add(new Sample(at[i], values[i], true, stored == null ? flag : stored[i]));
        }
        return samples;
    }
}

package cn.shanshao.streaming.flow;

import cn.shanshao.detect.Voice;
import cn.shanshao.ingest.wire.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * A device of a point has leapt, and no further reading has told whether it was true: another instrument may.
 *
 * @param point the device's
 * @param at time of the first reading in doubt, Unix ms
 * @param window another instrument must have leapt within that time, ms
 * @param voice what it would say if it was true, without doubt; {@code null} when there is no doubt any more
 * @param evidence the same for people; {@code null} when there is no doubt any more
 * @param disproved its own channel has shown that it was false
 */
public record Leap(
        String point,
        String device,
        String quantity,
        long at,
        long window,
        @Nullable Voice voice,
        @Nullable Evidence evidence,
        boolean disproved) {
    /** There is no doubt any more. */
    public static Leap over(String point, String device, String quantity, long at, boolean isDisproved) {
        return new Leap(point, device, quantity, at, 0, null, null, isDisproved);
    }

    /** One for each channel. */
    public String key() {
        return device + '~' + quantity;
    }
}

package cn.shanshao.streaming.flow;

import cn.shanshao.detect.rain.RainNow;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.PointState;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the roll call hears; one of its parts is set.
 *
 * @param heard id of a device that has sent something; empty: the connection to the broker is up
 * @param point a point whose state has changed
 * @param open an offline episode that the command centre holds
 * @param rain what fell at a gauge
 * @param mute which channels of a device say nothing that counts
 */
public record Word(
        @Nullable String heard,
        @Nullable PointState point,
        @Nullable Alert open,
        @Nullable Rain rain,
        @Nullable Mute mute) {
    public static final CodecType<Word> TYPE = new CodecType<>(Word.class, new OwnCodec());

    public static Word heard(String device) {
        return new Word(device, null, null, null, null);
    }

    public static Word of(PointState point) {
        return new Word(null, point, null, null, null);
    }

    public static Word adopt(Alert open) {
        return new Word(null, null, open, null, null);
    }

    public static Word rain(String device, String quantity, RainNow now) {
        return new Word(null, null, null, new Rain(device, quantity, now), null);
    }

    public static Word mute(String device, Set<String> quantities) {
        return new Word(null, null, null, null, new Mute(device, quantities));
    }

    /**
     * @param quantities that have fallen silent while others of the device speak; of a recorded past, also those that are
     *     masked at its time
     */
    public record Mute(String device, Set<String> quantities) {
        public Mute {
            quantities = Set.copyOf(quantities);
        }
    }

    /** @param quantity the channel of the device */
    public record Rain(String device, String quantity, RainNow now) {}

    /** JSON: at most one word per device and second. */
    public static final class OwnCodec extends JsonCodec<Word> {
        private static final long serialVersionUID = 1L;

        public OwnCodec() {
            super(Word.class);
        }
    }
}

package cn.shanshao.streaming.flow;

import cn.shanshao.detect.Voice;
import cn.shanshao.ingest.wire.Alert;
import org.jspecify.annotations.Nullable;

/**
 * An alert before it is known whether others agree.
 *
 * @param alert its {@code seq} is a number that the published one must exceed
 * @param voice what it says to others of the same point; {@code null} when it says nothing: equipment, or cleared
 * @param corrected somebody has masked readings, or taken a mask back: the slope itself has not changed
 */
public record Finding(Alert alert, @Nullable Voice voice, boolean corrected) {
    public static final CodecType<Finding> TYPE = new CodecType<>(Finding.class, new OwnCodec());

    /** One that the readings themselves bring about. */
    public Finding(Alert alert, @Nullable Voice voice) {
        this(alert, voice, false);
    }

    /** Findings of one point belong together; a device without a point stands alone. */
    public String key() {
        return alert.pointId() == null ? "~" + alert.deviceId() : alert.pointId();
    }

    /** JSON: findings are rare. */
    public static final class OwnCodec extends JsonCodec<Finding> {
        private static final long serialVersionUID = 1L;

        public OwnCodec() {
            super(Finding.class);
        }
    }
}

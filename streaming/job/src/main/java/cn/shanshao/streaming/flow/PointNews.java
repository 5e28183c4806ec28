package cn.shanshao.streaming.flow;

import cn.shanshao.ingest.wire.Alert;
import org.jspecify.annotations.Nullable;

/**
 * What a point hears; one of its parts is set.
 *
 * @param finding of one of its devices
 * @param sign one of its devices speaks
 * @param open an episode of the point that the command centre holds: its own, or one that has set off sirens
 * @param leap one of its devices may have leapt, or is in doubt no more
 */
public record PointNews(
        @Nullable Finding finding,
        @Nullable Sign sign,
        @Nullable Alert open,
        @Nullable Leap leap) {
    public static final CodecType<PointNews> TYPE = new CodecType<>(PointNews.class, new OwnCodec());

    /**
     * A device speaks.
     *
     * @param at its newest placed time, Unix ms
     */
    public record Sign(String point, String device, long at) {}

    public static PointNews of(Finding finding) {
        return new PointNews(finding, null, null, null);
    }

    public static PointNews of(Sign sign) {
        return new PointNews(null, sign, null, null);
    }

    public static PointNews adopt(Alert open) {
        return new PointNews(null, null, open, null);
    }

    public static PointNews of(Leap leap) {
        return new PointNews(null, null, null, leap);
    }

    /** News of one point belong together. */
    public String key() {
        if (finding != null) {
            return finding.key();
        }
        if (leap != null) {
            return leap.point();
        }
        return sign != null ? sign.point() : open == null ? "" : String.valueOf(open.pointId());
    }

    /** JSON: findings are rare, and signs are given once a minute. */
    public static final class OwnCodec extends JsonCodec<PointNews> {
        private static final long serialVersionUID = 1L;

        public OwnCodec() {
            super(PointNews.class);
        }
    }
}

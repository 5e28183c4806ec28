package cn.shanshao.streaming.flow;

import cn.shanshao.ingest.wire.Alert;
import org.jspecify.annotations.Nullable;

/**
 * What a point hears; one of its parts is set.
 *
 * @param finding of one of its devices
 * @param sign one of its devices speaks
 * @param open an episode of the point that the command centre holds: its own, or one that has set off sirens
 */
public record PointNews(
        @Nullable Finding finding,
        @Nullable Sign sign,
        @Nullable Alert open) {
    public static final CodecType<PointNews> TYPE = new CodecType<>(PointNews.class, new OwnCodec());

    /**
     * A device speaks.
     *
     * @param at its newest placed time, Unix ms
     */
    public record Sign(String point, String device, long at) {}

    public static PointNews of(Finding finding) {
        return new PointNews(finding, null, null);
    }

    public static PointNews of(Sign sign) {
        return new PointNews(null, sign, null);
    }

    public static PointNews adopt(Alert open) {
        return new PointNews(null, null, open);
    }

    /** News of one point belong together. */
    public String key() {
        if (finding != null) {
            return finding.key();
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

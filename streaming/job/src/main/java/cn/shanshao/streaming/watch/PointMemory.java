package cn.shanshao.streaming.watch;

import cn.shanshao.ingest.wire.PointState;
import cn.shanshao.streaming.flow.CodecType;
import cn.shanshao.streaming.flow.JsonCodec;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is open at one point.
 *
 * @param open by the id of the episode
 * @param seq the highest number given so far
 * @param told the state of the point as it was told last
 */
record PointMemory(
        Map<String, OpenAlert> open, long seq, @Nullable PointState told) {
    static final CodecType<PointMemory> TYPE = new CodecType<>(PointMemory.class, new OwnCodec());
    static final PointMemory EMPTY = new PointMemory(Map.of(), 0, null);

    PointMemory {
        open = Map.copyOf(open);
    }

    /** With one episode put in, or taken out when there is nothing to put. */
    PointMemory with(String id, @Nullable OpenAlert alert, long newSeq) {
        var next = new TreeMap<>(open);
        if (alert == null) {
            next.remove(id);
        } else {
            next.put(id, alert);
        }
        return new PointMemory(next, newSeq, told);
    }

    PointMemory told(PointState state) {
        return new PointMemory(open, seq, state);
    }

    /** JSON. */
    public static final class OwnCodec extends JsonCodec<PointMemory> {
        private static final long serialVersionUID = 1L;

        public OwnCodec() {
            super(PointMemory.class);
        }
    }
}

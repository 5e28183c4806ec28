package cn.shanshao.streaming.watch;

import cn.shanshao.detect.debris.Front;
import cn.shanshao.ingest.wire.PointState;
import cn.shanshao.streaming.flow.CodecType;
import cn.shanshao.streaming.flow.JsonCodec;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is open at one point.
 *
 * @param open by the id of the episode
 * @param seq the highest number given so far
 * @param told the state of the point as it was told last
 * @param fused by the id of the rule that stands for the way of fusing
 * @param fronts that have come to its stations, by the episode and the change of its level
 * @param heard device → its newest placed time, Unix ms
 * @param owed by the id of the episode
 * @param leaps by device and quantity
 * @param clock the newest placed time of a recorded past, Unix ms; 0 for none
 * @param clockAt when it was heard, in processing time
 */
record PointMemory(
        SortedMap<String, OpenAlert> open,
        long seq,
        @Nullable PointState told,
        SortedMap<String, Fused> fused,
        SortedMap<String, Front> fronts,
        SortedMap<String, Long> heard,
        SortedMap<String, Owed> owed,
        SortedMap<String, Suspect> leaps,
        long clock,
        long clockAt) {
    static final CodecType<PointMemory> TYPE = new CodecType<>(PointMemory.class, new OwnCodec());
    static final PointMemory EMPTY = new PointMemory(none(), 0, null, none(), none(), none(), none(), none(), 0, 0);

    PointMemory {
        open = kept(open);
        fused = kept(fused);
        fronts = kept(fronts);
        heard = kept(heard);
        owed = kept(owed);
        leaps = kept(leaps);
    }

    private static <X> SortedMap<String, X> none() {
        return Collections.emptySortedMap();
    }

    /** A checkpoint of before has not all of them. */
    private static <X> SortedMap<String, X> kept(@Nullable Map<String, X> map) {
        return map == null ? none() : Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }

    PointMemory told(PointState state) {
        return new PointMemory(open, seq, state, fused, fronts, heard, owed, leaps, clock, clockAt);
    }

    /** JSON. */
    public static final class OwnCodec extends JsonCodec<PointMemory> {
        private static final long serialVersionUID = 1L;

        public OwnCodec() {
            super(PointMemory.class);
        }
    }
}

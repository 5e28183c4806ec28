package cn.shanshao.streaming.watch;

import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.streaming.flow.CodecType;
import cn.shanshao.streaming.flow.JsonCodec;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The open offline episodes, by target, each as it was published last.
 *
 * @param seq the highest number given so far
 */
record RollMemory(Map<String, Alert> open, long seq) {
    static final CodecType<RollMemory> TYPE = new CodecType<>(RollMemory.class, new OwnCodec());
    static final RollMemory EMPTY = new RollMemory(Map.of(), 0);

    RollMemory {
        open = Map.copyOf(open);
    }

    RollMemory with(String target, @Nullable Alert alert, long newSeq) {
        var next = new TreeMap<>(open);
        if (alert == null) {
            next.remove(target);
        } else {
            next.put(target, alert);
        }
        return new RollMemory(next, Math.max(seq, newSeq));
    }

    /** JSON. */
    public static final class OwnCodec extends JsonCodec<RollMemory> {
        private static final long serialVersionUID = 1L;

        public OwnCodec() {
            super(RollMemory.class);
        }
    }
}

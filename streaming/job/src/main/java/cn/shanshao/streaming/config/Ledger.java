package cn.shanshao.streaming.config;

import cn.shanshao.streaming.flow.ConfigEvent;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.jspecify.annotations.Nullable;

/** The book of one operator, and the checkpointed documents that it is made of. */
public final class Ledger {
    /** Division → document. */
    public static final MapStateDescriptor<String, byte[]> DOCUMENTS = new MapStateDescriptor<>(
            "documents", BasicTypeInfo.STRING_TYPE_INFO, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    private @Nullable Book book;
    private boolean isReady;
    private boolean isComplete;

    /** The book, read from the state once after a start. */
    public Book book(ReadOnlyBroadcastState<String, byte[]> state) throws Exception {
        var known = book;
        if (known == null) {
            known = new Book();
            for (var entry : state.immutableEntries()) {
                known.take(entry.getKey(), entry.getValue());
            }
            book = known;
        }
        return known;
    }

    /** Judging has begun in this run. */
    public boolean isReady() {
        return isReady;
    }

    /** Judging has begun, and with everything: what is not known now is known to nobody. */
    public boolean isComplete() {
        return isComplete;
    }

    /** @return whether anything has changed */
    public boolean take(ConfigEvent event, BroadcastState<String, byte[]> state) throws Exception {
        var current = book(state);
        return switch (event.sort()) {
            case DOCUMENT -> {
                var isNew = current.take(event.subject(), event.json());
                if (isNew) {
                    state.put(event.subject(), event.json());
                }
                yield isNew;
            }
            case MANIFEST -> {
                var gone = current.retire(event.json());
                for (var division : gone) {
                    state.remove(division);
                }
                yield !gone.isEmpty();
            }
            case READY -> {
                isReady = true;
                isComplete |= event.json().length > 0;
                yield true;
            }
            case OPEN, FORECAST -> false;
        };
    }
}

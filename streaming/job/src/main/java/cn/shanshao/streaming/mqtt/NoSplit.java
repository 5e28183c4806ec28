package cn.shanshao.streaming.mqtt;

import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/** There is nothing to share out: each reader has a connection of its own, and the broker shares the messages. */
record NoSplit() implements SourceSplit {
    @Override
    public String splitId() {
        return "none";
    }

    /** Nothing as no bytes. */
    static final class Serializer<T> implements SimpleVersionedSerializer<T> {
        private final T nothing;

        Serializer(T nothing) {
            this.nothing = nothing;
        }

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(T split) {
            return new byte[0];
        }

        @Override
        public T deserialize(int version, byte[] bytes) {
            return nothing;
        }
    }

    /** Hands out nothing. */
    static final class Enumerator implements SplitEnumerator<NoSplit, Boolean> {
        @Override
        public void start() {
            // nothing to find
        }

        @Override
        public void handleSplitRequest(int subtask, @Nullable String host) {
            // nothing to give
        }

        @Override
        public void addSplitsBack(List<NoSplit> splits, int subtask) {
            // nothing was given
        }

        @Override
        public void addReader(int subtask) {
            // it connects by itself
        }

        @Override
        public Boolean snapshotState(long checkpoint) {
            return true;
        }

        @Override
        public void close() {
            // nothing was opened
        }
    }
}

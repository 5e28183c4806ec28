package cn.shanshao.streaming.flow;

import cn.shanshao.ingest.wire.Json;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes a record as JSON: for what is rare and has many fields, such as alerts. */
public abstract class JsonCodec<T> extends Codec<T> {
    private static final long serialVersionUID = 1L;

    private final Class<T> type;

    protected JsonCodec(Class<T> type) {
        this.type = type;
    }

    @Override
    public void serialize(T value, DataOutputView target) throws IOException {
        var bytes = Json.write(value);
        target.writeInt(bytes.length);
        target.write(bytes);
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        var bytes = new byte[source.readInt()];
        source.readFully(bytes);
        return Json.read(bytes, type);
    }
}

package cn.shanshao.streaming.flow;

import cn.shanshao.streaming.UnreadableState;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Remembers which codec wrote a state: its class. */
public final class CodecSnapshot<T> implements TypeSerializerSnapshot<T> {
    /** Of all codecs together. Raise it whenever one of them writes differently: what it wrote before is not guessed at. */
    private static final int FORMAT = 3;

    private @Nullable Codec<T> codec;

    /** For Flink, which fills it by {@link #readSnapshot}. */
    public CodecSnapshot() {}

    CodecSnapshot(Codec<T> codec) {
        this.codec = codec;
    }

    @Override
    public int getCurrentVersion() {
        return FORMAT;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeUTF(restoreSerializer().getClass().getName());
    }

    @Override
    @SuppressWarnings("unchecked")
    public void readSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
        if (version != FORMAT) {
            throw new UnreadableState("state of format %d, expected %d".formatted(version, FORMAT), null);
        }
        var name = in.readUTF();
        try {
            codec = Class.forName(name, true, loader)
                    .asSubclass(Codec.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IOException("state was written by %s, which cannot be made".formatted(name), e);
        }
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        if (codec == null) {
            throw new IllegalStateException("readSnapshot comes first");
        }
        return codec;
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> old) {
        return old instanceof CodecSnapshot<T> other && restoreSerializer().equals(other.restoreSerializer())
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }
}

package cn.shanshao.streaming.flow;

import cn.shanshao.ingest.wire.Json;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A message to publish.
 *
 * @param qos 0: may be lost, and is when the broker is away; 1: kept until the broker has stored it
 */
public record Outgoing(String topic, byte[] payload, int qos, boolean retain) {
    public static final CodecType<Outgoing> TYPE = new CodecType<>(Outgoing.class, new OwnCodec());

    /** A document that must arrive. */
    public static Outgoing sure(String topic, Object document) {
        return new Outgoing(topic, Json.write(document), 1, false);
    }

    /** A document that stays at the broker, the newest in place of the one before. */
    public static Outgoing retained(String topic, Object document) {
        return new Outgoing(topic, Json.write(document), 1, true);
    }

    /** A document for screens, of which the next one tells the same. */
    public static Outgoing passing(String topic, Object document) {
        return new Outgoing(topic, Json.write(document), 0, false);
    }

    public void write(DataOutput out) throws IOException {
        out.writeUTF(topic);
        out.writeInt(payload.length);
        out.write(payload);
        out.writeByte(qos);
        out.writeBoolean(retain);
    }

    public static Outgoing read(DataInput in) throws IOException {
        var topic = in.readUTF();
        var payload = new byte[in.readInt()];
        in.readFully(payload);
        return new Outgoing(topic, payload, in.readByte(), in.readBoolean());
    }

    /** Field by field. */
    public static final class OwnCodec extends Codec<Outgoing> {
        private static final long serialVersionUID = 1L;

        @Override
        public void serialize(Outgoing outgoing, DataOutputView target) throws IOException {
            outgoing.write(target);
        }

        @Override
        public Outgoing deserialize(DataInputView source) throws IOException {
            return Outgoing.read(source);
        }
    }
}

package cn.shanshao.streaming.flow;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * News of the configuration.
 *
 * @param subject the division of a document; else empty
 * @param json the document, not compressed; for {@link Sort#OPEN} an array of alerts
 */
public record ConfigEvent(Sort sort, String subject, byte[] json) {
    public static final CodecType<ConfigEvent> TYPE = new CodecType<>(ConfigEvent.class, new OwnCodec());

    /** What it is. */
    public enum Sort {
        /** The complete configuration of one division. */
        DOCUMENT,
        /** Which divisions there are. */
        MANIFEST,
        /** Open episodes, as the command centre holds them. */
        OPEN,
        /** Everything has come, or has been waited for long enough: judge. */
        READY
    }

    /** Field by field. */
    public static final class OwnCodec extends Codec<ConfigEvent> {
        private static final long serialVersionUID = 1L;

        @Override
        public void serialize(ConfigEvent event, DataOutputView target) throws IOException {
            target.writeByte(event.sort.ordinal());
            target.writeUTF(event.subject);
            target.writeInt(event.json.length);
            target.write(event.json);
        }

        @Override
        public ConfigEvent deserialize(DataInputView source) throws IOException {
            var sort = Sort.values()[source.readByte()];
            var subject = source.readUTF();
            var json = new byte[source.readInt()];
            source.readFully(json);
            return new ConfigEvent(sort, subject, json);
        }
    }
}

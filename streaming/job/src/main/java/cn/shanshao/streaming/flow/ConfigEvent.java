package cn.shanshao.streaming.flow;

import java.io.IOException;
import java.util.List;
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

    /**
     * @param isComplete everything has come
     */
    public static ConfigEvent ready(boolean isComplete) {
        return new ConfigEvent(Sort.READY, "", isComplete ? new byte[] {1} : new byte[0]);
    }

    /** What it is. */
    public enum Sort {
        /** The complete configuration of one division. */
        DOCUMENT,
        /** Which divisions there are. */
        MANIFEST,
        /** Open episodes, as the command centre holds them. */
        OPEN,
        /** Rain that somebody expects; the subject is the source. */
        FORECAST,
        /** Everything has come, or, without a document, has been waited for long enough: judge. */
        READY
    }

    /** Field by field. */
    public static final class OwnCodec extends Codec<ConfigEvent> {
        private static final long serialVersionUID = 1L;
        private static final List<Sort> SORTS =
                List.of(Sort.DOCUMENT, Sort.MANIFEST, Sort.OPEN, Sort.READY, Sort.FORECAST);

        @Override
        public void serialize(ConfigEvent event, DataOutputView target) throws IOException {
            target.writeByte(SORTS.indexOf(event.sort));
            target.writeUTF(event.subject);
            target.writeInt(event.json.length);
            target.write(event.json);
        }

        @Override
        public ConfigEvent deserialize(DataInputView source) throws IOException {
            var sort = SORTS.get(source.readByte());
            var subject = source.readUTF();
            var json = new byte[source.readInt()];
            source.readFully(json);
            return new ConfigEvent(sort, subject, json);
        }
    }
}

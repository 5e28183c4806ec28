package cn.shanshao.streaming.flow;

import cn.shanshao.ingest.history.Row;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Readings on their way to the store. */
public record Lot(List<Row> rows) {
    public static final CodecType<Lot> TYPE = new CodecType<>(Lot.class, new OwnCodec());

    public Lot {
        rows = List.copyOf(rows);
    }

    public void write(DataOutput out) throws IOException {
        out.writeInt(rows.size());
        for (var row : rows) {
            out.writeUTF(row.device());
            out.writeUTF(row.quantity());
            out.writeDouble(row.value());
            out.writeByte(row.flag());
            out.writeLong(row.at().toEpochMilli());
            out.writeLong(row.written().toEpochMilli());
            out.writeLong(row.received().toEpochMilli());
            out.writeBoolean(row.approximate());
        }
    }

    public static Lot read(DataInput in) throws IOException {
        var size = in.readInt();
        // a spoiled size must not take the memory of the whole process
        var rows = new ArrayList<Row>(Math.min(size, 10_000));
        for (var i = 0; i < size; i++) {
            rows.add(new Row(
                    in.readUTF(),
                    in.readUTF(),
                    in.readDouble(),
                    in.readByte(),
                    Instant.ofEpochMilli(in.readLong()),
                    Instant.ofEpochMilli(in.readLong()),
                    Instant.ofEpochMilli(in.readLong()),
                    in.readBoolean()));
        }
        return new Lot(rows);
    }

    /** Row by row. */
    public static final class OwnCodec extends Codec<Lot> {
        private static final long serialVersionUID = 1L;

        @Override
        public void serialize(Lot lot, DataOutputView target) throws IOException {
            lot.write(target);
        }

        @Override
        public Lot deserialize(DataInputView source) throws IOException {
            return Lot.read(source);
        }
    }
}

package cn.shanshao.streaming.store;

import cn.shanshao.ingest.history.Row;
import cn.shanshao.streaming.UnreadableState;
import cn.shanshao.streaming.flow.Lot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Rows as compressed bytes. */
final class Packed {
    private Packed() {}

    static byte[] pack(List<Row> rows) throws IOException {
        var bytes = new ByteArrayOutputStream(rows.size() * 16 + 64);
        try (var out = new DataOutputStream(new GZIPOutputStream(bytes))) {
            new Lot(rows).write(out);
        }
        return bytes.toByteArray();
    }

    static List<Row> unpack(byte[] bytes) throws UnreadableState {
        try (var in = new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(bytes)))) {
            return Lot.read(in).rows();
        } catch (IOException | RuntimeException e) {
            throw new UnreadableState("%d bytes that hold no lot".formatted(bytes.length), e);
        }
    }
}

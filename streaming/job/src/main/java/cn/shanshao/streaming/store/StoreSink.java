package cn.shanshao.streaming.store;

import cn.shanshao.streaming.Board;
import cn.shanshao.streaming.UnreadableState;
import cn.shanshao.streaming.flow.Lot;
import cn.shanshao.streaming.mqtt.Link;
import cn.shanshao.streaming.mqtt.Outbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Readings into the time-series store, never in the way of alerts. */
public final class StoreSink implements Sink<Lot>, SupportsWriterState<Lot, byte[]> {
    private static final long serialVersionUID = 1L;

    private final StoreAddress address;
    private final String backlog;
    private final long bound;
    private final Link link;
    private final Board board;

    /**
     * @param backlog the folder for lots that wait
     * @param bound of all that waits, bytes
     */
    public StoreSink(StoreAddress address, String backlog, long bound, Link link, Board board) {
        this.address = address;
        this.backlog = backlog;
        this.bound = bound;
        this.link = link;
        this.board = board;
    }

    @Override
    public SinkWriter<Lot> createWriter(WriterInitContext context) throws IOException {
        return restoreWriter(context, List.of());
    }

    @Override
    public StatefulSinkWriter<Lot, byte[]> restoreWriter(WriterInitContext context, Collection<byte[]> states)
            throws IOException {
        var task = context.getTaskInfo();
        var all = task.getNumberOfParallelSubtasks();
        var spill = new Spill(Path.of(backlog));
        spill.clear();
        var lots = new Backlog(spill, bound / all, board.tally());
        for (var file : spill.left(task.getIndexOfThisSubtask(), all)) {
            lots.found(file);
        }
        for (var state : states) {
            restore(state, spill, lots);
        }
        var login = link.login("store-" + task.getIndexOfThisSubtask());
        var rejections = new Outbox(login, Outbox.WhenFull.WAIT, List.of(), board.tally());
        rejections.start();
        var writer = new StoreWriter(lots, spill, address.open(), rejections, board.tally(), context.metricGroup());
        writer.start();
        return writer;
    }

    private static void restore(byte[] state, Spill spill, Backlog lots) throws IOException {
        try {
            lots.found(spill.keep(Packed.unpack(state)));
        } catch (UnreadableState e) {
            spill.keepSpoiled(state);
        }
    }

    @Override
    public SimpleVersionedSerializer<byte[]> getWriterStateSerializer() {
        return new Bytes();
    }

    private static final class Bytes implements SimpleVersionedSerializer<byte[]> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(byte[] bytes) {
            return bytes;
        }

        @Override
        public byte[] deserialize(int version, byte[] bytes) {
            return bytes;
        }
    }
}

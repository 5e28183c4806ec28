package cn.shanshao.streaming.mqtt;

import cn.shanshao.streaming.Board;
import cn.shanshao.streaming.UnreadableState;
import cn.shanshao.streaming.flow.Outgoing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Publishes; what the broker has not confirmed is in the checkpoint, and is published again after a restore. */
public final class MqttSink implements Sink<Outgoing>, SupportsWriterState<Outgoing, List<Outgoing>> {
    private static final long serialVersionUID = 1L;

    private final Link link;
    private final String name;
    private final Outbox.WhenFull whenFull;
    private final Board board;

    /**
     * @param name of the connection, behind the login
     */
    public MqttSink(Link link, String name, Outbox.WhenFull whenFull, Board board) {
        this.link = link;
        this.name = name;
        this.whenFull = whenFull;
        this.board = board;
    }

    @Override
    public SinkWriter<Outgoing> createWriter(WriterInitContext context) {
        return restoreWriter(context, List.of());
    }

    @Override
    public StatefulSinkWriter<Outgoing, List<Outgoing>> restoreWriter(
            WriterInitContext context, Collection<List<Outgoing>> states) {
        var left = new ArrayList<Outgoing>();
        states.forEach(left::addAll);
        var login = link.login(name + "-" + context.getTaskInfo().getIndexOfThisSubtask());
        var outbox = new Outbox(login, whenFull, left, board.tally());
        outbox.start();
        return new Writer(outbox);
    }

    @Override
    public SimpleVersionedSerializer<List<Outgoing>> getWriterStateSerializer() {
        return new Unconfirmed();
    }

    private record Writer(Outbox outbox) implements StatefulSinkWriter<Outgoing, List<Outgoing>> {
        @Override
        public void write(Outgoing outgoing, Context context) throws IOException, InterruptedException {
            outbox.put(outgoing);
        }

        /** There is nothing to wait for: what is not confirmed is in the state. */
        @Override
        public void flush(boolean endOfInput) throws IOException {
            outbox.check();
        }

        @Override
        public List<List<Outgoing>> snapshotState(long checkpoint) {
            var unconfirmed = outbox.unconfirmed();
            return unconfirmed.isEmpty() ? List.of() : List.of(unconfirmed);
        }

        @Override
        public void close() {
            outbox.close();
        }
    }

    private static final class Unconfirmed implements SimpleVersionedSerializer<List<Outgoing>> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(List<Outgoing> all) throws IOException {
            var bytes = new ByteArrayOutputStream();
            try (var out = new DataOutputStream(bytes)) {
                out.writeInt(all.size());
                for (var one : all) {
                    one.write(out);
                }
            }
            return bytes.toByteArray();
        }

        @Override
        public List<Outgoing> deserialize(int version, byte[] bytes) throws IOException {
            var all = new ArrayList<Outgoing>();
            if (version != getVersion()) {
                throw new UnreadableState("messages of version " + version, null);
            }
            try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
                for (var i = in.readInt(); i > 0; i--) {
                    all.add(Outgoing.read(in));
                }
            } catch (IOException | RuntimeException e) {
                throw new UnreadableState("messages that the broker had not confirmed", e);
            }
            return List.copyOf(all);
        }
    }
}

package cn.shanshao.streaming.flow;

import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Reading;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * What one message says of one device; or an open episode of that device which the command centre holds.
 *
 * @param publisher whose topic it came on: the device itself, or its gateway
 * @param received when the broker took it, Unix ms
 * @param open an episode to take over; then there are no readings
 */
public record DevicePack(
        String device,
        String publisher,
        long received,
        List<Reading> readings,
        @Nullable Alert open) {
    public static final CodecType<DevicePack> TYPE = new CodecType<>(DevicePack.class, new OwnCodec());

    /** No login is empty. */
    private static final String NOBODY = "";

    private static final int APPROXIMATE = 1;
    private static final int HAS_UNIT = 2;

    public DevicePack {
        readings = List.copyOf(readings);
    }

    public static DevicePack adoption(String device, Alert open) {
        return new DevicePack(device, device, 0, List.of(), open);
    }

    /** What another device of its point has measured, at placed times, for it to know. It is not its own word. */
    public static DevicePack aside(String device, long received, List<Reading> readings) {
        return new DevicePack(device, NOBODY, received, readings, null);
    }

    /** Nothing is said of the device; it may lack the past that new rules need. */
    public static DevicePack wake(String device) {
        return new DevicePack(device, NOBODY, 0, List.of(), null);
    }

    public boolean isWake() {
        return isAside() && readings.isEmpty();
    }

    public boolean isAside() {
        return publisher.equals(NOBODY) && open == null;
    }

    /** The same message with these of its readings. */
    public DevicePack with(List<Reading> some) {
        return new DevicePack(device, publisher, received, some, open);
    }

    public void write(DataOutput out) throws IOException {
        out.writeUTF(device);
        out.writeUTF(publisher);
        out.writeLong(received);
        out.writeInt(readings.size());
        for (var reading : readings) {
            out.writeUTF(reading.quantity());
            out.writeDouble(reading.value());
            out.writeLong(reading.at().toEpochMilli());
            writeMarks(reading, out);
        }
        var alert = open == null ? new byte[0] : Json.write(open);
        out.writeInt(alert.length);
        out.write(alert);
    }

    public static DevicePack read(DataInput in) throws IOException {
        var device = in.readUTF();
        var publisher = in.readUTF();
        var received = in.readLong();
        var size = in.readInt();
        var readings = new ArrayList<Reading>(size);
        for (var i = 0; i < size; i++) {
            readings.add(reading(device, in));
        }
        var alert = new byte[in.readInt()];
        in.readFully(alert);
        return new DevicePack(
                device, publisher, received, readings, alert.length == 0 ? null : Json.read(alert, Alert.class));
    }

    /** One byte of marks, so that what was written before there were units is read as before. */
    private static void writeMarks(Reading reading, DataOutput out) throws IOException {
        var unit = reading.unit();
        out.writeByte((reading.approximate() ? APPROXIMATE : 0) | (unit == null ? 0 : HAS_UNIT));
        if (unit != null) {
            out.writeUTF(unit);
        }
    }

    private static Reading reading(String device, DataInput in) throws IOException {
        var quantity = in.readUTF();
        var value = in.readDouble();
        var at = Instant.ofEpochMilli(in.readLong());
        var marks = in.readByte();
        var unit = (marks & HAS_UNIT) == 0 ? null : in.readUTF();
        return new Reading(device, quantity, value, unit, at, (marks & APPROXIMATE) != 0);
    }

    /** Field by field. */
    public static final class OwnCodec extends Codec<DevicePack> {
        private static final long serialVersionUID = 1L;

        @Override
        public void serialize(DevicePack pack, DataOutputView target) throws IOException {
            pack.write(target);
        }

        @Override
        public DevicePack deserialize(DataInputView source) throws IOException {
            return DevicePack.read(source);
        }
    }
}

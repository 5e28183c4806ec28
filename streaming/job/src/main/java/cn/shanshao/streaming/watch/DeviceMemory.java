package cn.shanshao.streaming.watch;

import cn.shanshao.detect.Channel;
import cn.shanshao.detect.Shifts;
import cn.shanshao.detect.instrument.Vectors;
import cn.shanshao.streaming.flow.Codec;
import cn.shanshao.streaming.flow.DevicePack;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** What is remembered of one device. Changes in place. */
final class DeviceMemory {
    /** Packs of an unknown device, and readings that wait to be judged: bounded, for they live in every checkpoint. */
    static final int MOST_PARKED = 2_000;

    /** An inclinometer has two hundred; one that has more is broken. */
    static final int MOST_CHANNELS = 1_000;

    Shifts shifts = new Shifts();

    @Nullable
    ClockFault fault;
    /** The highest placed time; a replaying device's now. */
    long newest = Long.MIN_VALUE;
    /** Of which quantities the parts have come together. */
    Vectors vectors = new Vectors();
    /** By quantity; the derived ones too. */
    final Map<String, Channel> channels = new TreeMap<>();
    /** By quantity, where readings are compared with their neighbours. */
    final Map<String, Checked> checked = new TreeMap<>();

    Air air = new Air();
    Battery battery = new Battery();
    /** Open equipment alerts, the clock's beside them. */
    final List<Fault> faults = new ArrayList<>(0);
    /** Channels that are told to have leapt, since when. */
    final Map<String, Long> leapt = new TreeMap<>();
    /** When each channel spoke last, by quantity. */
    final Map<String, Rhythm> rhythms = new TreeMap<>();
    /** Channels that are told to have fallen silent while others of the device speak. */
    final Set<String> mute = new TreeSet<>();
    /** Came before the configuration that must know their device. */
    final List<DevicePack> unknown = new ArrayList<>();
    /** Stored, and not judged yet. */
    final List<Placed> waiting = new ArrayList<>();

    Channel channel(String device, String quantity) {
        return channels.computeIfAbsent(quantity, name -> new Channel(device, name));
    }

    /** Its device is gone: whoever held its episodes open has ended them. A device that comes back begins anew. */
    void forgetEpisodes() {
        channels.values().forEach(channel -> channel.keepOnly(List.of()));
        fault = null;
        faults.clear();
        leapt.clear();
        rhythms.clear();
        mute.clear();
    }

    void write(DataOutput out) throws IOException {
        shifts.write(out);
        out.writeBoolean(fault != null);
        if (fault != null) {
            fault.write(out);
        }
        out.writeLong(newest);
        vectors.write(out);
        out.writeInt(channels.size());
        for (var entry : channels.entrySet()) {
            out.writeUTF(entry.getKey());
            entry.getValue().write(out);
        }
        out.writeInt(unknown.size());
        for (var pack : unknown) {
            pack.write(out);
        }
        out.writeInt(waiting.size());
        for (var placed : waiting) {
            placed.write(out);
        }
        air.write(out);
        battery.write(out);
        out.writeInt(checked.size());
        for (var entry : checked.entrySet()) {
            out.writeUTF(entry.getKey());
            entry.getValue().write(out);
        }
        out.writeInt(faults.size());
        for (var one : faults) {
            one.write(out);
        }
        out.writeInt(leapt.size());
        for (var entry : leapt.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeLong(entry.getValue());
        }
        out.writeInt(rhythms.size());
        for (var entry : rhythms.entrySet()) {
            out.writeUTF(entry.getKey());
            entry.getValue().write(out);
        }
        out.writeInt(mute.size());
        for (var quantity : mute) {
            out.writeUTF(quantity);
        }
        var fresh = rhythms.entrySet().stream()
                .filter(entry -> !entry.getValue().isLearnt())
                .toList();
        out.writeInt(fresh.size());
        for (var entry : fresh) {
            out.writeUTF(entry.getKey());
            out.writeInt(entry.getValue().times());
        }
    }

    static DeviceMemory read(DataInputDeserializer in) throws IOException {
        var memory = new DeviceMemory();
        memory.shifts = Shifts.read(in);
        memory.fault = in.readBoolean() ? ClockFault.read(in) : null;
        memory.newest = in.readLong();
        memory.vectors = Vectors.read(in);
        for (var i = in.readInt(); i > 0; i--) {
            memory.channels.put(in.readUTF(), Channel.read(in));
        }
        for (var i = in.readInt(); i > 0; i--) {
            memory.unknown.add(DevicePack.read(in));
        }
        for (var i = in.readInt(); i > 0; i--) {
            memory.waiting.add(Placed.read(in));
        }
        memory.air = Air.read(in);
        memory.battery = Battery.read(in);
        for (var i = in.readInt(); i > 0; i--) {
            var quantity = in.readUTF();
            memory.checked.put(quantity, Checked.read(quantity, in));
        }
        for (var i = in.readInt(); i > 0; i--) {
            memory.faults.add(Fault.read(in));
        }
        for (var i = in.readInt(); i > 0; i--) {
            memory.leapt.put(in.readUTF(), in.readLong());
        }
        if (in.available() > 0) { // a memory of before there were rhythms ends here
            for (var i = in.readInt(); i > 0; i--) {
                memory.rhythms.put(in.readUTF(), Rhythm.read(in));
            }
            for (var i = in.readInt(); i > 0; i--) {
                memory.mute.add(in.readUTF());
            }
        }
        if (in.available() > 0) { // a memory of before they were counted ends here: all are learnt
            for (var i = in.readInt(); i > 0; i--) {
                var quantity = in.readUTF();
                var times = in.readInt();
                memory.rhythms.computeIfPresent(quantity, (name, rhythm) -> rhythm.with(times));
            }
        }
        return memory;
    }

    /** A copy is what comes back from writing. */
    public static final class OwnCodec extends Codec<DeviceMemory> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean isImmutableType() {
            return false;
        }

        @Override
        public DeviceMemory copy(DeviceMemory from) {
            try {
                var out = new DataOutputSerializer(4_096);
                from.write(out);
                return read(new DataInputDeserializer(out.getSharedBuffer(), 0, out.length()));
            } catch (IOException e) {
                throw new IllegalStateException("memory is not to be copied", e);
            }
        }

        @Override
        public void serialize(DeviceMemory memory, DataOutputView target) throws IOException {
            // one write: a checkpoint's stream takes single bytes slowly
            var out = new DataOutputSerializer(4_096);
            memory.write(out);
            target.writeInt(out.length());
            target.write(out.getSharedBuffer(), 0, out.length());
        }

        @Override
        public DeviceMemory deserialize(DataInputView source) throws IOException {
            var bytes = new byte[source.readInt()];
            source.readFully(bytes);
            return read(new DataInputDeserializer(bytes));
        }
    }
}

package cn.shanshao.streaming.watch;

import cn.shanshao.detect.Identity;
import cn.shanshao.ingest.wire.Alert;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Set;

/**
 * A part of a device that has been found faulty.
 *
 * @param id of the episode
 * @param target the device, or {@code device~quantity}
 * @param floor a number that the next alert's {@code seq} must exceed
 * @param since Unix ms
 */
record Fault(String id, String rule, String target, long floor, long since) {
    static final String STUCK = "stuck";
    static final String BATTERY = "battery";
    /** Channels have fallen silent while others of the device speak. */
    static final String MUTE = "mute";

    static final Set<String> RULES = Set.of(STUCK, BATTERY, MUTE);

    static Fault found(String rule, String target, long since) {
        return new Fault(Identity.of(rule, target, since), rule, target, 0, since);
    }

    static Fault adopted(Alert open) {
        return new Fault(
                open.id(),
                open.ruleId(),
                open.target(),
                open.seq(),
                open.since().toEpochMilli());
    }

    /** Of the same part in the same way. */
    boolean isSame(Fault other) {
        return rule.equals(other.rule) && target.equals(other.target);
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(id);
        out.writeUTF(rule);
        out.writeUTF(target);
        out.writeLong(floor);
        out.writeLong(since);
    }

    static Fault read(DataInput in) throws IOException {
        return new Fault(in.readUTF(), in.readUTF(), in.readUTF(), in.readLong(), in.readLong());
    }
}

package cn.shanshao.detect;

import cn.shanshao.ingest.wire.Forecast;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a lens has made of the samples of one channel: of those that are final, and of all that the ring holds. A late
 * sample makes the lens look at the ring again from the final ones on.
 */
final class Sight {
    /** Has seen the final samples only. */
    private final Lens base;

    /** Has seen all. Not written down. */
    private @Nullable Lens head;

    Sight(Lens base) {
        this.base = base;
    }

    /** Whether {@link #next} may be asked; else {@link #again} comes first. */
    boolean isReady() {
        return head != null;
    }

    /** The newest sample of all. */
    @Nullable
    Sample next(Sample sample) {
        if (head == null) {
            throw new IllegalStateException("a lens must see the ring before it sees the newest");
        }
        return head.look(sample);
    }

    @Nullable
    Forecast forecast() {
        return head == null ? null : head.forecast();
    }

    /** All that the ring holds, from the beginning. */
    List<Sample> again(List<Sample> ring) {
        var fresh = base.copy();
        var seen = new ArrayList<Sample>(ring.size());
        for (var sample : ring) {
            var made = fresh.look(sample);
            if (made != null) {
                seen.add(made);
            }
        }
        head = fresh;
        return seen;
    }

    /** A sample becomes final. */
    @Nullable
    Sample settle(Sample leaving) {
        return base.look(leaving);
    }

    void write(DataOutput out) throws IOException {
        var bytes = new ByteArrayOutputStream();
        base.write(new DataOutputStream(bytes));
        write(bytes.toByteArray(), out);
    }

    static void write(byte[] written, DataOutput out) throws IOException {
        out.writeInt(written.length);
        out.write(written);
    }

    /** What {@link #write} wrote, to be understood once the rule is there. */
    static byte[] read(DataInput in) throws IOException {
        var bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }

    static Sight of(Rule rule, byte @Nullable [] written) {
        try {
            return new Sight(
                    written == null
                            ? rule.method().fresh(rule.config().params())
                            : rule.method()
                                    .read(
                                            rule.config().params(),
                                            new DataInputStream(new ByteArrayInputStream(written))));
        } catch (IOException e) {
            throw new UncheckedIOException("the memory of rule " + rule.id() + " cannot be read", e);
        }
    }
}

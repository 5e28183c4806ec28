package cn.shanshao.detect.instrument;

import cn.shanshao.detect.Sample;
import cn.shanshao.ingest.quality.Flag;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What several quantities of one device say together: its {@code tilt} of two axes, its {@code displacement} and {@code
 * vibration} of three. A derived value is the length √(x²+y²+z²) of those of one time; it is judged and never stored. What
 * the device sends under such a name itself is not derived.
 */
public final class Vectors {
    /** A derived quantity. */
    private record Kind(String name, List<String> parts) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("tilt", List.of("tilt.x", "tilt.y")),
            new Kind("displacement", List.of("displacement.e", "displacement.n", "displacement.u")),
            new Kind("vibration", List.of("vibration.x", "vibration.y", "vibration.z")));

    private static final String TEMPERATURE = "temperature";
    private static final long TEMPERATURE_HOLDS = 3_600_000;

    /** Times of which a part is missing: a device that sends each axis in a message of its own is waited for so long. */
    private static final int MOST_WAITING = 4;

    /** Parts of each kind by time. */
    private final List<TreeMap<Long, Sample[]>> waiting = new ArrayList<>();

    private final TreeMap<Long, Double> temperatures = new TreeMap<>();
    private final TreeSet<String> own = new TreeSet<>();

    public Vectors() {
        KINDS.forEach(kind -> waiting.add(new TreeMap<>()));
    }

    /** A derived sample and its quantity. */
    public record Derived(String quantity, Sample sample) {}

    /** Takes a reading of the device. */
    public void take(String quantity, Sample sample) {
        if (quantity.equals(TEMPERATURE)) {
            temperatures.put(sample.at(), sample.value());
        }
        for (var i = 0; i < KINDS.size(); i++) {
            var kind = KINDS.get(i);
            if (kind.name.equals(quantity)) {
                own.add(quantity);
            }
            var place = kind.parts.indexOf(quantity);
            if (place >= 0) {
                waiting.get(i).computeIfAbsent(sample.at(), at -> new Sample[kind.parts.size()])[place] = sample;
            }
        }
    }

    /** What has come together, in the order of its times. */
    public List<Derived> derive() {
        var derived = new ArrayList<Derived>();
        for (var i = 0; i < KINDS.size(); i++) {
            var kind = KINDS.get(i);
            waiting.get(i).entrySet().removeIf(entry -> {
                var parts = complete(entry.getValue());
                if (parts != null && !own.contains(kind.name)) {
                    derived.add(new Derived(kind.name, length(entry.getKey(), parts)));
                }
                return parts != null;
            });
            while (waiting.get(i).size() > MOST_WAITING) {
                waiting.get(i).pollFirstEntry();
            }
        }
        while (temperatures.size() > 1) {
            temperatures.pollFirstEntry();
        }
        return derived;
    }

    private static @Nullable List<Sample> complete(@Nullable Sample[] parts) {
        var all = new ArrayList<Sample>();
        for (var part : parts) {
            if (part == null) {
                return null;
            }
            all.add(part);
        }
        return all;
    }

    private Sample length(long at, List<Sample> parts) {
        var square = 0.0;
        var flag = Flag.PASS;
        var mayOpen = true;
        for (var part : parts) {
            square += part.value() * part.value();
            flag = Flag.worse(flag, part.flag());
            mayOpen &= part.mayOpen();
        }
        var plane = parts.size() == 2
                ? new Sample.Plane(parts.get(0).value(), parts.get(1).value(), temperature(at))
                : null;
        return new Sample(at, Math.sqrt(square), mayOpen, flag, 0, plane);
    }

    /** That of the time, or the newest before it, if that is not too long ago. */
    private double temperature(long at) {
        Map.Entry<Long, Double> newest = temperatures.floorEntry(at);
        return newest == null || at - newest.getKey() > TEMPERATURE_HOLDS ? Double.NaN : newest.getValue();
    }

    public void write(DataOutput out) throws IOException {
        out.writeByte(own.size());
        for (var name : own) {
            out.writeUTF(name);
        }
        out.writeByte(temperatures.size());
        for (var entry : temperatures.entrySet()) {
            out.writeLong(entry.getKey());
            out.writeDouble(entry.getValue());
        }
        for (var times : waiting) {
            out.writeByte(times.size());
            for (var entry : times.entrySet()) {
                out.writeLong(entry.getKey());
                for (var part : entry.getValue()) {
                    out.writeBoolean(part != null);
                    if (part != null) {
                        out.writeDouble(part.value());
                        out.writeBoolean(part.mayOpen());
                        out.writeByte(part.flag());
                    }
                }
            }
        }
    }

    public static Vectors read(DataInput in) throws IOException {
        var vectors = new Vectors();
        for (var i = in.readByte(); i > 0; i--) {
            vectors.own.add(in.readUTF());
        }
        for (var i = in.readByte(); i > 0; i--) {
            vectors.temperatures.put(in.readLong(), in.readDouble());
        }
        for (var kind = 0; kind < KINDS.size(); kind++) {
            for (var i = in.readByte(); i > 0; i--) {
                var at = in.readLong();
                var parts = new Sample[KINDS.get(kind).parts.size()];
                for (var place = 0; place < parts.length; place++) {
                    parts[place] =
                            in.readBoolean() ? new Sample(at, in.readDouble(), in.readBoolean(), in.readByte()) : null;
                }
                vectors.waiting.get(kind).put(at, parts);
            }
        }
        return vectors;
    }
}

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

    /** The quantity that is laid beside the two axes of a tilt. */
    public static final String TEMPERATURE = "temperature";

    /** It is taken for that of a later time for so long, ms. */
    public static final long TEMPERATURE_HOLDS = 3_600_000;

    /** What a device sends itself is not derived for so long after, ms. Our default. */
    private static final long OWN_HOLDS = 86_400_000;

    /** Times that are held: for a device that sends each axis in a message of its own, and for flags that are amended. */
    private static final int MOST = 8;

    /** The parts of one time. */
    private static final class Parts {
        final @Nullable Sample[] samples;
        boolean isNews;
        boolean isTold;

        Parts(int many) {
            samples = new Sample[many];
        }
    }

    /** Of each kind by time. */
    private final List<TreeMap<Long, Parts>> times = new ArrayList<>();

    private final TreeMap<Long, Double> temperatures = new TreeMap<>();
    private final TreeMap<String, Long> own = new TreeMap<>();

    public Vectors() {
        KINDS.forEach(kind -> times.add(new TreeMap<>()));
    }

    /** Which quantities are derived of that one. */
    public static List<String> derivedOf(String part) {
        return KINDS.stream()
                .filter(kind -> kind.parts.contains(part))
                .map(Kind::name)
                .toList();
    }

    /** Of which quantities that one is derived; none where it is measured alone. */
    public static List<String> partsOf(String quantity) {
        return KINDS.stream()
                .filter(kind -> kind.name.equals(quantity))
                .flatMap(kind -> kind.parts.stream())
                .toList();
    }

    /**
     * A derived sample.
     *
     * @param amended it has been derived before, and a part of it is another now
     */
    public record Derived(String quantity, Sample sample, boolean amended) {}

    /** Takes a reading of the device; a second one of the same time amends the first. */
    public void take(String quantity, Sample sample) {
        if (quantity.equals(TEMPERATURE)) {
            temperatures.put(sample.at(), sample.value());
        }
        for (var i = 0; i < KINDS.size(); i++) {
            var kind = KINDS.get(i);
            if (kind.name.equals(quantity)) {
                own.put(quantity, sample.at());
            }
            var place = kind.parts.indexOf(quantity);
            if (place >= 0) {
                var parts = times.get(i).computeIfAbsent(sample.at(), at -> new Parts(kind.parts.size()));
                parts.samples[place] = sample;
                parts.isNews = true;
            }
        }
    }

    /** What has come together, in the order of its times. */
    public List<Derived> derive() {
        var derived = new ArrayList<Derived>();
        for (var i = 0; i < KINDS.size(); i++) {
            var kind = KINDS.get(i);
            times.get(i).forEach((at, parts) -> {
                var all = parts.isNews && !sendsItself(kind.name, at) ? complete(parts.samples) : null;
                if (all != null) {
                    derived.add(new Derived(kind.name, length(at, all), parts.isTold));
                    parts.isTold = true;
                }
                parts.isNews = false;
            });
            while (times.get(i).size() > MOST) {
                times.get(i).pollFirstEntry();
            }
        }
        while (temperatures.size() > 1) {
            temperatures.pollFirstEntry();
        }
        return derived;
    }

    /** Of late, that is: another sensor, or other firmware, may stand there by now. */
    private boolean sendsItself(String quantity, long at) {
        var newest = own.get(quantity);
        return newest != null && at - newest <= OWN_HOLDS;
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
        return length(at, parts, parts.size() == 2 ? temperature(at) : Double.NaN);
    }

    /**
     * The length of what was measured at one time.
     *
     * @param temperature °C; NaN where it is not known
     */
    public static Sample length(long at, List<Sample> parts, double temperature) {
        var square = 0.0;
        var flag = Flag.PASS;
        var mayOpen = true;
        for (var part : parts) {
            square += part.value() * part.value();
            flag = Flag.worse(flag, part.flag());
            mayOpen &= part.mayOpen();
        }
        var plane = parts.size() == 2
                ? new Sample.Plane(parts.get(0).value(), parts.get(1).value(), temperature)
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
        for (var entry : own.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeLong(entry.getValue());
        }
        out.writeByte(temperatures.size());
        for (var entry : temperatures.entrySet()) {
            out.writeLong(entry.getKey());
            out.writeDouble(entry.getValue());
        }
        for (var kind : times) {
            out.writeByte(kind.size());
            for (var entry : kind.entrySet()) {
                out.writeLong(entry.getKey());
                out.writeBoolean(entry.getValue().isTold);
                for (var part : entry.getValue().samples) {
                    out.writeByte(part == null ? 0 : part.flag() << 1 | (part.mayOpen() ? 1 : 0));
                    if (part != null) {
                        out.writeDouble(part.value());
                    }
                }
            }
        }
    }

    public static Vectors read(DataInput in) throws IOException {
        var vectors = new Vectors();
        for (var i = in.readByte(); i > 0; i--) {
            vectors.own.put(in.readUTF(), in.readLong());
        }
        for (var i = in.readByte(); i > 0; i--) {
            vectors.temperatures.put(in.readLong(), in.readDouble());
        }
        for (var kind = 0; kind < KINDS.size(); kind++) {
            for (var i = in.readByte(); i > 0; i--) {
                var at = in.readLong();
                var parts = new Parts(KINDS.get(kind).parts.size());
                parts.isTold = in.readBoolean();
                for (var place = 0; place < parts.samples.length; place++) {
                    var bits = in.readByte();
                    // no flag is 0
                    parts.samples[place] =
                            bits == 0 ? null : new Sample(at, in.readDouble(), (bits & 1) != 0, bits >> 1);
                }
                vectors.times.get(kind).put(at, parts);
            }
        }
        return vectors;
    }
}

package cn.shanshao.ingest.wire.gb;

import cn.shanshao.ingest.wire.Channels;
import cn.shanshao.ingest.wire.Pack;
import cn.shanshao.ingest.wire.Quantity;
import cn.shanshao.ingest.wire.Reading;
import cn.shanshao.ingest.wire.Shown;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.ingest.wire.Units;
import cn.shanshao.ingest.wire.WireException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns the values of one message into readings of our quantities, sensor by sensor. */
final class GbMapper {
    private static final Set<String> ENVELOPE = Set.of("header", "headers", "body", "bodies");

    /** A value that stands alone under its code. */
    private static final String ALONE = "value";

    private final String topicId;
    private final Instant received;
    private final GbNotes notes;
    private final List<Reading> readings = new ArrayList<>();
    private final List<Pack.Bad> bad = new ArrayList<>();
    private final List<GbStatus> statuses = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    GbMapper(String topicId, Instant received, GbNotes notes) {
        this.topicId = topicId;
        this.received = received;
        this.notes = notes;
    }

    /** One sensor's place in the message, its device and time, once they are known. */
    private record Place(int index, GbSensor sensor, String device, Instant at, boolean isApproximate) {}

    Pack pack() {
        return new Pack(readings, bad);
    }

    List<GbStatus> statuses() {
        return List.copyOf(statuses);
    }

    /**
     * @throws WireException when the message as a whole is none of this protocol
     */
    void take(List<GbLeaf> leaves) {
        var bySensor = new LinkedHashMap<GbSensor, Map<String, List<Object>>>();
        for (var leaf : leaves) {
            if (ENVELOPE.contains(leaf.path().get(0))) {
                throw new WireException(
                        "pack", "expected {device:{code:…}}, was an envelope (header, bodies) of a vendor's own");
            }
            sort(leaf, bySensor);
        }
        var index = 0;
        for (var sensor : bySensor.entrySet()) {
            take(index++, sensor.getKey(), sensor.getValue());
        }
        if (readings.isEmpty() && bad.isEmpty() && notes.isEmpty()) {
            throw new WireException("pack", "expected {device:{code:value}}, was without any value");
        }
    }

    private void sort(GbLeaf leaf, Map<GbSensor, Map<String, List<Object>>> bySensor) {
        var path = leaf.path();
        var isWithoutDevice = GbSensor.isCode(path.get(0));
        var at = isWithoutDevice ? 0 : 1;
        var code = path.size() > at ? path.get(at) : "";
        var rest = path.subList(Math.min(at + 1, path.size()), path.size());
        var time = !rest.isEmpty() && GbTime.isMeant(rest.get(0)) ? rest.get(0) : null;
        var keys = time == null ? rest : rest.subList(1, rest.size());
        var sensor = GbSensor.of(isWithoutDevice ? topicId : path.get(0), code, time);
        bySensor.computeIfAbsent(sensor, one -> new LinkedHashMap<>())
                .computeIfAbsent(String.join(".", keys), key -> new ArrayList<>())
                .add(leaf.value());
    }

    private void take(int index, GbSensor sensor, Map<String, List<Object>> written) {
        try {
            var place = place(index, sensor);
            var code = sensor.row().orElse(null);
            var values = once(place, written);
            var alone = values.remove("");
            if (alone != null) {
                code = spread(code, alone, values);
            }
            if (code == null) {
                notes.add("code " + sensor.code() + " is not in the table, its values are kept");
            }
            emit(place, code, values);
        } catch (WireException e) {
            refuse(index, e);
        }
    }

    private void refuse(int index, WireException e) {
        bad.add(new Pack.Bad(index, e.reason(), String.valueOf(e.getMessage())));
    }

    private Place place(int index, GbSensor sensor) {
        if (sensor.code().isEmpty()) {
            throw new WireException(
                    "pack", "%s: expected a code below the device, was a value".formatted(Shown.of(sensor.station())));
        }
        var device = sensor.device();
        if (!Topics.isId(device)) {
            throw new WireException(
                    "name", "device: expected 1 to 64 of A-Z a-z 0-9 _ -, was %s".formatted(Shown.of(device)));
        }
        var at = sensor.time() == null ? Optional.<Instant>empty() : GbTime.read(sensor.time());
        if (sensor.time() != null && at.isEmpty()) {
            notes.add("a clock was never set, the time of arrival is taken");
        }
        return new Place(index, sensor, device, at.orElse(received), at.isEmpty());
    }

    /** The values under their keys; of a key that stands twice, the first, and the others are told. */
    private Map<String, Object> once(Place place, Map<String, List<Object>> written) {
        var values = new LinkedHashMap<String, Object>();
        written.forEach((key, all) -> {
            values.put(key, all.get(0));
            if (all.size() > 1) {
                var name = place.sensor().code() + (key.isEmpty() ? "" : "." + key);
                refuse(
                        place.index(),
                        new WireException(
                                "record",
                                "%s stands %d times, expected once, the first is taken"
                                        .formatted(Shown.of(name), all.size())));
            }
        });
        return values;
    }

    /**
     * A comma list becomes its parts under the keys of the code, an unknown code's under 1, 2, …; anything else stands
     * alone.
     *
     * @return the code that the values are of
     */
    private static @Nullable GbCode spread(@Nullable GbCode code, Object alone, Map<String, Object> values) {
        var parts = alone instanceof String text && text.indexOf(',') >= 0 ? text.split(",", -1) : null;
        if (parts == null) {
            put(values, ALONE, alone);
            return code;
        }
        var row = code == null ? null : code.ofList(parts.length);
        if (row != null && row.leaves().size() != parts.length) {
            throw new WireException(
                    "value",
                    "%s: expected %d values with commas between, was %s"
                            .formatted(row.code(), row.leaves().size(), Shown.of(alone)));
        }
        for (var i = 0; i < parts.length; i++) {
            if (!parts[i].isBlank()) {
                put(
                        values,
                        row == null
                                ? Integer.toString(i + 1)
                                : row.leaves().get(i).key(),
                        parts[i]);
            }
        }
        return row;
    }

    private static void put(Map<String, Object> values, String key, Object value) {
        if (values.putIfAbsent(key, value) != null) {
            throw new WireException("record", "%s stands alone and under a key, expected once".formatted(key));
        }
    }

    private void emit(Place place, @Nullable GbCode code, Map<String, Object> values) {
        var name = code == null ? place.sensor().code() : code.code();
        var leaves = code == null ? values : respelt(code, values);
        for (var one : leaves.entrySet()) {
            try {
                emit(place, code, name, one.getKey(), one.getValue(), leaves);
            } catch (WireException e) {
                refuse(place.index(), e);
            }
        }
        if (code != null && code.isStatus()) {
            status(place, leaves);
        }
    }

    /** Keys as the table has them; of two that mean the same, the second gets a name of its own. */
    private static Map<String, Object> respelt(GbCode code, Map<String, Object> values) {
        var all = new LinkedHashMap<String, Object>();
        values.forEach((key, value) -> {
            var meant = code.leaf(key).map(GbCode.Leaf::key).orElse(key);
            var name = all.containsKey(meant) ? key : meant;
            while (all.containsKey(name)) {
                name += "_2";
            }
            all.put(name, value);
        });
        return all;
    }

    private void emit(
            Place place, @Nullable GbCode code, String name, String key, Object value, Map<String, Object> values) {
        var leaf = code == null ? Optional.<GbCode.Leaf>empty() : code.leaf(key);
        var number = GbValue.number(value);
        if (number.isEmpty() && isText(code, key, leaf, value)) {
            notes.add("%s.%s is a text, of which there is no reading".formatted(name, key));
            return;
        }
        var exact = number.isPresent() ? number.getAsDouble() : GbValue.number(name + "." + key, value);
        var unit = leaf.map(GbCode.Leaf::unit)
                .map(said -> GbUnits.meant(name, said, values))
                .orElse(null);
        if (code != null && leaf.isEmpty() && !isState(code, key)) {
            notes.add("%s.%s is not in the table, it is kept".formatted(name, key));
        }
        emit(place, leaf.map(GbCode.Leaf::quantity).orElse(null), "x." + name + "." + key, exact, unit);
    }

    private static boolean isText(@Nullable GbCode code, String key, Optional<GbCode.Leaf> leaf, Object value) {
        return value instanceof String && (leaf.isPresent() ? leaf.get().isText() : code != null && isState(code, key));
    }

    private static boolean isState(GbCode code, String key) {
        return code.isStatus() && (key.equals(GbStatus.STATES) || key.startsWith(GbStatus.STATES + "."));
    }

    /** Two codes of one quantity in one message would overwrite each other: the second is kept under its own name. */
    private void emit(Place place, @Nullable String quantity, String extra, double value, @Nullable String unit) {
        if (quantity != null && take(place, quantity)) {
            var row = Quantity.of(quantity).orElseThrow();
            var converted = unit == null
                    ? value
                    : Units.convert(value, unit, row.unit()).orElseThrow();
            add(place, quantity, converted, null);
            return;
        }
        if (quantity != null) {
            notes.add("%s is there from another code, this one is kept as %s".formatted(quantity, extra));
        }
        if (Channels.normal(extra).isEmpty()) {
            throw new WireException(
                    "quantity", "key: expected 1 to 63 of A-Z a-z 0-9 _ . -, was %s".formatted(Shown.of(extra)));
        }
        if (!take(place, extra)) {
            throw new WireException("record", "%s stands twice at one time, expected once".formatted(extra));
        }
        add(place, extra, value, unit);
    }

    private boolean take(Place place, String quantity) {
        return taken.add(place.device() + " " + quantity + " " + place.at());
    }

    private void add(Place place, String quantity, double value, @Nullable String unit) {
        if (!Double.isFinite(value)) {
            throw new WireException("value", "%s: expected a finite number, was %s".formatted(quantity, value));
        }
        readings.add(new Reading(place.device(), quantity, value, unit, place.at(), place.isApproximate()));
    }

    private void status(Place place, Map<String, Object> leaves) {
        var status = GbStatus.of(place.device(), place.isApproximate() ? null : place.at(), leaves);
        statuses.add(status);
        if (status.status().battery() != null) {
            emit(place, "battery", "x.S1_ZT.battery", status.status().battery(), "V");
        }
        if (status.status().signal() != null) {
            emit(place, "signal", "x.S1_ZT.signal", status.status().signal(), "dBm");
        }
    }
}

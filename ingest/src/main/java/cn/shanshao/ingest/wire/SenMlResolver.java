package cn.shanshao.ingest.wire;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Resolves the records of one pack, in their order, by RFC 8428, § 4.6: base fields, sums, relative times. */
final class SenMlResolver {
    private static final int VERSION = 10;

    /** Times nearer to zero than this are relative to now (RFC 8428, § 4.5.3): 2^28 s. */
    static final double RELATIVE = 1 << 28;

    /** The first time that can be said absolutely. */
    static final Instant FIRST = Instant.ofEpochSecond(1 << 28);

    static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    /** Goes into the registry and onto screens: no control characters, nor halves of any. */
    private static final Pattern UNIT = Pattern.compile("[\\P{C}&&\\S]{1,32}");

    private final String topicId;
    private final Instant received;
    private final Map<Label, Object> base = new EnumMap<>(Label.class);
    private final Map<Label, String> broken = new EnumMap<>(Label.class);

    SenMlResolver(String topicId, Instant received) {
        this.topicId = topicId;
        this.received = received;
    }

    /**
     * @throws WireException when the pack asks for a newer SenML than this one
     */
    static void checkVersion(Iterable<SenMlRecord> records) {
        for (var record : records) {
            var version = record.fields.get(Label.BVER);
            if (version != null && !(version instanceof Double number && number <= VERSION)) {
                throw new WireException(
                        "version", "bver: expected at most %d, was %s".formatted(VERSION, Shown.of(version)));
            }
        }
    }

    /**
     * The reading of a record; empty for a record of base fields alone.
     *
     * @throws WireException when the record cannot be taken. A base field that cannot be read spoils the records after
     *     it too, until it is set anew: they would land under a wrong name or time.
     */
    Optional<Reading> resolve(SenMlRecord record) {
        takeBase(record);
        if (record.fault() != null) {
            throw new WireException("record", record.fault());
        }
        if (!broken.isEmpty()) {
            throw new WireException("base", broken.values().iterator().next());
        }
        if (!record.fields.isEmpty() && record.fields.keySet().stream().allMatch(Label::isBase)) {
            return Optional.empty();
        }
        var name = text(record, Label.BN) + text(record, Label.N);
        var colon = name.indexOf(':');
        var device = device(name, colon);
        var quantity = quantity(name.substring(colon + 1));
        var value = value(record, quantity);
        var seconds = total(record, Label.BT, Label.T);
        return Optional.of(new Reading(
                device, quantity, value, ownUnit(record, quantity), at(seconds), Math.abs(seconds) < RELATIVE));
    }

    private void takeBase(SenMlRecord record) {
        for (var label : Label.values()) {
            var value = record.fields.get(label);
            if (value == null || !label.isBase()) {
                continue;
            }
            if (record.twice.contains(label)) {
                broken.put(label, "%s stands twice in one record, expected once".formatted(label.text));
            } else if (isGood(label, value)) {
                base.put(label, value);
                broken.remove(label);
            } else {
                broken.put(label, expected(label, value));
            }
        }
    }

    private static boolean isGood(Label label, Object value) {
        return label.isText() ? value instanceof String : value instanceof Double number && Double.isFinite(number);
    }

    private static String expected(Label label, Object value) {
        return "%s: expected %s, was %s"
                .formatted(label.text, label.isText() ? "a text" : "a finite number", Shown.of(value));
    }

    /** The field of the record, or the base field of the pack; of the right type. */
    private @Nullable Object field(SenMlRecord record, Label label) {
        var value = label.isBase() ? base.get(label) : record.fields.get(label);
        if (value != null && !isGood(label, value)) {
            throw new WireException(reason(label), expected(label, value));
        }
        return value;
    }

    private static String reason(Label label) {
        return switch (label) {
            case N -> "name";
            case U -> "unit";
            case T -> "time";
            default -> "value";
        };
    }

    private String text(SenMlRecord record, Label label) {
        return field(record, label) instanceof String text ? text : "";
    }

    /** The base field and the field of the record added; what is missing counts as zero. */
    private double total(SenMlRecord record, Label baseLabel, Label label) {
        var base = (Double) field(record, baseLabel);
        var own = (Double) field(record, label);
        if (base == null || own == null) {
            return own != null ? own : base != null ? base : 0;
        }
        return base + own;
    }

    private String device(String name, int colon) {
        var device = colon < 0 ? topicId : name.substring(0, colon);
        if (!Topics.isId(device)) {
            throw new WireException(
                    "name", "device: expected 1 to 64 of A-Z a-z 0-9 _ -, was %s".formatted(Shown.of(device)));
        }
        return device;
    }

    private static String quantity(String written) {
        if (written.isEmpty()) {
            throw new WireException("name", "n: expected a quantity, was nothing");
        }
        return Channels.normal(written).orElseThrow(() -> new WireException("quantity", Channels.fault(written)));
    }

    private double value(SenMlRecord record, String quantity) {
        for (var label : new Label[] {Label.VS, Label.VB, Label.VD}) {
            if (record.fields.containsKey(label)) {
                throw new WireException("value", "%s: expected v, a number".formatted(label.text));
            }
        }
        var isSum = isSum(record);
        var value = isSum ? total(record, Label.BS, Label.S) : total(record, Label.BV, Label.V);
        var written = unit(record);
        var converted = written == null ? value : convert(value, isSum ? integrated(written) : written, quantity);
        if (!Double.isFinite(converted)) {
            throw new WireException("value", "v: expected a finite number, was %s".formatted(converted));
        }
        if (isSum && !quantity.equals("rain.total")) {
            throw new WireException("value", "s: expected v; only rain.total is a sum, was " + quantity);
        }
        return converted;
    }

    /** A record with a value is that value; a sum beside it is not a reading of any quantity and is passed over. */
    private boolean isSum(SenMlRecord record) {
        if (field(record, Label.V) != null) {
            return false;
        }
        if (field(record, Label.S) != null) {
            return true;
        }
        if (base.containsKey(Label.BV)) {
            return false;
        }
        if (base.containsKey(Label.BS)) {
            return true;
        }
        throw new WireException("value", "v: expected a number, was missing");
    }

    private @Nullable String unit(SenMlRecord record) {
        var own = field(record, Label.U);
        return (String) (own == null ? field(record, Label.BU) : own);
    }

    /** Of a quantity that is not in the catalogue; the registry has the last word on it. An empty one says nothing. */
    private @Nullable String ownUnit(SenMlRecord record, String quantity) {
        var written = Channels.isExtra(quantity) ? unit(record) : null;
        if (written == null || written.isEmpty()) {
            return null;
        }
        if (!UNIT.matcher(written).matches()) {
            throw new WireException(
                    "unit",
                    "u of %s: expected 1 to 32 printable characters and no space, was %s"
                            .formatted(quantity, Shown.of(written)));
        }
        return written;
    }

    /** A sum is in the unit × s (RFC 8428, § 4.5.2); gauges that write the plain unit beside it mean that. */
    private static String integrated(String unit) {
        return unit.endsWith("/s") && unit.length() > 2 ? unit.substring(0, unit.length() - 2) : unit;
    }

    private static double convert(double value, String from, String quantity) {
        var row = Quantity.of(quantity).orElse(null);
        if (row == null) {
            return value;
        }
        return Units.convert(value, from, row.unit())
                .orElseThrow(() -> new WireException(
                        "unit",
                        "u of %s: expected %s, was %s"
                                .formatted(quantity, String.join(", ", Units.accepted(row.unit())), Shown.of(from))));
    }

    private Instant at(double seconds) {
        var isRelative = Math.abs(seconds) < RELATIVE;
        var ms = Math.rint(seconds * 1e3) + (isRelative ? received.toEpochMilli() : 0);
        if (!(ms >= 0 && ms <= LAST.toEpochMilli())) {
            throw new WireException(
                    "time", "t: expected a time from 1970 to 9999 in Unix seconds, was %s".formatted(seconds));
        }
        return Instant.ofEpochMilli((long) ms);
    }
}

package cn.shanshao.ingest.wire;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.cbor.CBORFactory;
import tools.jackson.dataformat.cbor.CBORGenerator;

/** SenML (RFC 8428), JSON or CBOR, told by the first byte. */
public final class SenMl {
    private static final TokenStreamFactory JSON = new JsonFactory();
    private static final TokenStreamFactory CBOR = new CBORFactory();

    private SenMl() {}

    /**
     * Reads one payload. Never throws: what cannot be taken is in {@link Pack#bad()}. Time and memory are bounded,
     * whatever the payload: more than 1 MiB, 10 000 records or 16 levels of nesting are refused.
     *
     * @param topicId the publisher's id; a record without a device in its name is this device's
     * @param received when it arrived; relative and missing times resolve against it
     */
    public static Pack decode(byte[] payload, String topicId, Instant received) {
        List<SenMlRecord> records;
        try {
            records = SenMlReader.read(payload);
            SenMlResolver.checkVersion(records);
        } catch (WireException e) {
            return new Pack(List.of(), List.of(new Pack.Bad(null, e.reason(), String.valueOf(e.getMessage()))));
        }
        var resolver = new SenMlResolver(topicId, received);
        var readings = new ArrayList<Reading>(records.size());
        var bad = new ArrayList<Pack.Bad>();
        for (var i = 0; i < records.size(); i++) {
            try {
                resolver.resolve(records.get(i)).ifPresent(readings::add);
            } catch (WireException e) {
                bad.add(new Pack.Bad(i, e.reason(), String.valueOf(e.getMessage())));
            }
        }
        return new Pack(readings, bad);
    }

    /**
     * The readings of one device as a SenML JSON array: base name, and unit, value and time of each. A reading whose
     * time is approximate is written without one, as a device without a clock would.
     *
     * @throws IllegalArgumentException for a reading of another device, or from before July 1978: SenML takes such
     *     times for relative ones
     */
    public static byte[] encode(String device, List<Reading> readings) {
        return encode(JSON, device, readings);
    }

    /** As {@link #encode}, in CBOR with the integer keys of RFC 8428, § 6. */
    public static byte[] encodeCbor(String device, List<Reading> readings) {
        return encode(CBOR, device, readings);
    }

    private static byte[] encode(TokenStreamFactory factory, String device, List<Reading> readings) {
        var bytes = new ByteArrayOutputStream(64 * readings.size() + 64);
        try (var out = factory.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartArray(readings, readings.size());
            var first = true;
            for (var reading : readings) {
                out.writeStartObject();
                if (first) {
                    key(out, Label.BN).writeString(device + ":");
                    first = false;
                }
                write(out, device, reading);
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator out, String device, Reading reading) {
        if (!reading.device().equals(device)) {
            throw new IllegalArgumentException("expected readings of %s, was %s".formatted(device, reading));
        }
        key(out, Label.N).writeString(reading.quantity());
        var unit = Quantity.of(reading.quantity()).map(Quantity::unit).orElse(reading.unit());
        if (unit != null) {
            key(out, Label.U).writeString(unit);
        }
        key(out, Label.V).writeNumber(reading.value());
        if (!reading.approximate()) {
            time(key(out, Label.T), reading);
        }
    }

    private static void time(JsonGenerator out, Reading reading) {
        var ms = reading.at().toEpochMilli();
        if (reading.at().isBefore(SenMlResolver.FIRST)) {
            throw new IllegalArgumentException("SenML cannot say a time before July 1978, was " + reading);
        }
        if (out instanceof CBORGenerator) {
            out.writeNumber(ms / 1e3);
        } else {
            out.writeNumber(BigDecimal.valueOf(ms, 3).toPlainString());
        }
    }

    private static JsonGenerator key(JsonGenerator out, Label label) {
        return out instanceof CBORGenerator ? out.writePropertyId(label.number) : out.writeName(label.text);
    }
}

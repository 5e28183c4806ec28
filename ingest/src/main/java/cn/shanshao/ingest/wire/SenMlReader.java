package cn.shanshao.ingest.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.cbor.CBORFactory;

/**
 * Turns the tokens of a payload into records, without judging what they say. Works token by token within fixed limits,
 * so that time and memory stay proportional to a payload of at most {@link #MAX_BYTES}.
 */
final class SenMlReader {
    static final int MAX_BYTES = 1 << 20;
    static final int MAX_RECORDS = 10_000;
    private static final int MAX_DEPTH = 16;

    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxDocumentLength(MAX_BYTES)
            .maxNumberLength(400)
            .maxNameLength(1_000)
            .maxStringLength(MAX_BYTES)
            .build();
    private static final TokenStreamFactory JSON = JsonFactory.builder()
            .streamReadConstraints(LIMITS)
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build();
    private static final TokenStreamFactory CBOR = CBORFactory.builder()
            .streamReadConstraints(LIMITS)
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build();

    private final JsonParser parser;
    private final boolean cbor;

    private SenMlReader(JsonParser parser, boolean cbor) {
        this.parser = parser;
        this.cbor = cbor;
    }

    /**
     * @throws WireException when the payload as a whole is not a SenML pack
     */
    static List<SenMlRecord> read(byte[] payload) {
        if (payload.length > MAX_BYTES) {
            throw new WireException(
                    "size", "payload has %d bytes, expected at most %d".formatted(payload.length, MAX_BYTES));
        }
        if (payload.length == 0) {
            throw new WireException("json", "payload is empty, expected a SenML array");
        }
        var cbor = isCbor(payload[0]);
        if (cbor) {
            CborHeads.check(payload);
        }
        var factory = cbor ? CBOR : JSON;
        try (var parser = factory.createParser(ObjectReadContext.empty(), payload)) {
            return new SenMlReader(parser, cbor).records();
        } catch (WireException e) {
            throw e;
        } catch (JacksonException e) {
            throw new WireException(cbor ? "cbor" : "json", Shown.clip(String.valueOf(e.getOriginalMessage()), 300));
        } catch (RuntimeException e) {
            // A parser fed with hostile bytes may stumble over its own arrays; that too is only a bad payload.
            throw new WireException(
                    cbor ? "cbor" : "json",
                    "payload cannot be read: " + e.getClass().getSimpleName());
        }
    }

    /** An array (major type 4) or a tag (6); no JSON text starts with either. A UTF-8 byte order mark is 0xEF. */
    private static boolean isCbor(byte first) {
        var b = first & 0xFF;
        return b >= 0x80 && b <= 0x9F || b >= 0xC0 && b <= 0xDB;
    }

    private List<SenMlRecord> records() {
        var start = parser.nextToken();
        if (start != JsonToken.START_ARRAY) {
            throw new WireException("pack", "expected an array of records, was %s".formatted(shown(start)));
        }
        var records = new ArrayList<SenMlRecord>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (records.size() == MAX_RECORDS) {
                throw new WireException("size", "expected at most %d records".formatted(MAX_RECORDS));
            }
            records.add(record());
        }
        var after = parser.nextToken();
        if (after != null) {
            throw new WireException("pack", "expected nothing after the array, was %s".formatted(shown(after)));
        }
        return records;
    }

    private SenMlRecord record() {
        var token = token();
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return SenMlRecord.faulty("expected an object, was %s".formatted(shown(token)));
        }
        var record = new SenMlRecord();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            token();
            var key = Objects.requireNonNull(parser.currentName());
            parser.nextToken();
            field(record, key);
        }
        return record;
    }

    private void field(SenMlRecord record, String key) {
        var label = cbor ? Label.ofCbor(key) : Label.ofJson(key);
        if (label != null) {
            record.put(label, value());
            return;
        }
        if (key.endsWith("_")) {
            throw new WireException(
                    "pack", "key %s must be understood (RFC 8428, 4.4) and is not".formatted(Shown.of(key)));
        }
        token();
        parser.skipChildren();
        record.putOther(key);
    }

    private Object value() {
        var token = token();
        return switch (token) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_STRING -> parser.getString();
            case START_OBJECT, START_ARRAY -> {
                parser.skipChildren();
                yield token;
            }
            default -> token;
        };
    }

    private JsonToken token() {
        var token = parser.currentToken();
        if (token == null) {
            throw new WireException(cbor ? "cbor" : "json", "payload ends in the middle");
        }
        return token;
    }

    private static String shown(Object token) {
        return token == null ? "nothing" : Shown.clip(token.toString().toLowerCase(java.util.Locale.ROOT), 40);
    }
}

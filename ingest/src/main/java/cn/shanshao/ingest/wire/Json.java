package cn.shanshao.ingest.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** The records of the contract as JSON: all keys present, unknown keys passed over, times in RFC 3339. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    private static final ObjectWriter WRITER = MAPPER.writer();
    private static final ObjectWriter SORTED = WRITER.with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    /** The most that a small document of a device, such as its status, may weigh. */
    private static final int MAX_UPLINK_BYTES = 64 * 1024;

    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(16)
                            .maxNumberLength(400)
                            .maxNameLength(1_000)
                            .build())
                    .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                    .build())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .addModule(new SimpleModule().addDeserializer(Instant.class, new Rfc3339()))
            .build();

    private Json() {}

    public static byte[] write(Object value) {
        return WRITER.writeValueAsBytes(value);
    }

    /** The same, the entries of maps in the order of their keys: for documents that are compared. */
    public static byte[] sorted(Object value) {
        return SORTED.writeValueAsBytes(value);
    }

    public static String text(Object value) {
        return new String(write(value), StandardCharsets.UTF_8);
    }

    /**
     * @throws WireException when the bytes are not JSON of that shape; its message says where
     */
    public static <T> T read(byte[] json, Class<T> type) {
        return read(MAPPER, json, type);
    }

    /**
     * Reads what a device wrote, and trusts nothing: at most 64 KiB, no key twice, no text for a number, nothing after
     * the document.
     *
     * @throws WireException whatever the bytes are, when they are not JSON of that shape
     */
    static <T> T readUplink(byte[] json, Class<T> type) {
        if (json.length > MAX_UPLINK_BYTES) {
            throw new WireException(
                    "size", "payload has %d bytes, expected at most %d".formatted(json.length, MAX_UPLINK_BYTES));
        }
        return read(STRICT, json, type);
    }

    private static <T> T read(JsonMapper mapper, byte[] json, Class<T> type) {
        try {
            var value = mapper.readValue(json, type);
            if (value == null) {
                throw new WireException("json", "expected %s, was null".formatted(type.getSimpleName()));
            }
            return value;
        } catch (DatabindException e) {
            throw new WireException("json", "expected %s: %s".formatted(type.getSimpleName(), message(e, path(e))));
        } catch (JacksonException e) {
            throw new WireException("json", "expected %s: %s".formatted(type.getSimpleName(), message(e, "")));
        } catch (WireException e) {
            throw e;
        } catch (RuntimeException e) {
            // A parser fed with hostile bytes may stumble over its own arrays; that too is only a bad payload.
            throw new WireException(
                    "json",
                    "expected %s: %s"
                            .formatted(type.getSimpleName(), e.getClass().getSimpleName()));
        }
    }

    private static String path(DatabindException e) {
        return e.getPath().isEmpty() ? "" : " (at " + e.getPathReference() + ")";
    }

    private static String message(JacksonException e, String where) {
        return Shown.clip(e.getOriginalMessage() + where, 300);
    }
}

package cn.shanshao.ingest.wire;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** The records of the contract as JSON: all keys present, unknown keys passed over, times in RFC 3339. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    private static final ObjectWriter WRITER = MAPPER.writer();

    private Json() {}

    public static byte[] write(Object value) {
        return WRITER.writeValueAsBytes(value);
    }

    public static String text(Object value) {
        return new String(write(value), StandardCharsets.UTF_8);
    }

    /**
     * @throws WireException when the bytes are not JSON of that shape; its message says where
     */
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            var value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new WireException("json", "expected %s, was null".formatted(type.getSimpleName()));
            }
            return value;
        } catch (JacksonException e) {
            throw new WireException("json", "expected %s: %s".formatted(type.getSimpleName(), e.getOriginalMessage()));
        }
    }
}

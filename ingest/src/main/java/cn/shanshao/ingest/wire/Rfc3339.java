package cn.shanshao.ingest.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Reads a time that is written as RFC 3339 says, and nothing else: a bare number has been seen to wrap around. */
final class Rfc3339 extends StdDeserializer<Instant> {
    Rfc3339() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw context.wrongTokenException(
                    parser, Instant.class, JsonToken.VALUE_STRING, "expected an RFC 3339 time");
        }
        var text = parser.getString();
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw context.weirdStringException(Shown.clip(text, 40), Instant.class, "expected an RFC 3339 time");
        }
    }
}

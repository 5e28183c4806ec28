package cn.shanshao.ingest.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A device's answer to the {@link Command} with the same id.
 *
 * @param id 1 to 200 characters
 * @param detail at most 1 000 characters are kept
 */
public record CommandAck(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) boolean ok,
        @Nullable String detail) {

    public CommandAck {
        if (id == null || id.isBlank() || !id.equals(Shown.clip(id, 200))) {
            throw new IllegalArgumentException("id: expected 1 to 200 plain characters");
        }
        detail = detail == null ? null : Shown.clip(detail, 1_000);
    }

    public byte[] encode() {
        return Json.write(this);
    }

    /**
     * @throws WireException whatever the bytes are, when they are not an answer
     */
    public static CommandAck decode(byte[] json) {
        return Json.readUplink(json, CommandAck.class);
    }
}

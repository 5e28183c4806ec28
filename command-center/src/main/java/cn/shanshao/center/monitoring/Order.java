package cn.shanshao.center.monitoring;

import cn.shanshao.ingest.wire.Realm;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command to a device, and what became of it.
 *
 * @param by who gave it
 * @param answeredAt when the device's answer came, also when that was after {@code expires}
 * @param detail what the device said beyond yes or no; or why the command is not out
 */
record Order(
        String id,
        String deviceId,
        @JsonProperty("do") String action,
        Map<String, String> args,
        String by,
        Realm realm,
        Instant sentAt,
        Instant expires,
        State state,
        @Nullable Instant answeredAt,
        @Nullable String detail) {
    Order {
        args = Map.copyOf(args);
    }

    enum State {
        /** The broker has it; the device has not answered, and still may. */
        @JsonProperty("sent")
        SENT,
        @JsonProperty("acknowledged")
        ACKNOWLEDGED,
        @JsonProperty("refused")
        REFUSED,
        /** Nobody answered in time, and the broker delivers it no more. */
        @JsonProperty("expired")
        EXPIRED,
        /** The broker did not confirm it. It is not sent again. */
        @JsonProperty("unsent")
        UNSENT
    }
}

package cn.shanshao.ingest.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order to a device.
 *
 * @param action on the wire {@code do}, e.g. {@code siren}, {@code stop}
 * @param expires after this the device must not act on it
 * @param by {@code job} when the streaming job itself commands a siren; {@code null} when the command centre does
 * @param fence the command centre's fencing number; {@code null} from the job
 */
public record Command(
        String id,
        @JsonProperty("do") String action,
        Map<String, String> args,
        Instant expires,
        @Nullable String by,
        @Nullable Long fence) {
    public Command {
        args = Map.copyOf(args);
    }
}

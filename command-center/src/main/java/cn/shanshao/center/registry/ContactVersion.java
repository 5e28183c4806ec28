package cn.shanshao.center.registry;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A responsible person as they stood on the card, and when.
 *
 * @param until {@code null} while it holds
 * @param by username; {@code migration} for what stood there when versions began
 * @param endedBy username of who ended it; {@code null} while it holds
 * @param contact empty once the personal data were erased
 */
public record ContactVersion(
        String id,
        long version,
        Instant since,
        @Nullable Instant until,
        String by,
        @Nullable String endedBy,
        Optional<Contact> contact) {}

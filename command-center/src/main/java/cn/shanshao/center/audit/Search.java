package cn.shanshao.center.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which entries somebody asks for; what is {@code null} does not matter.
 *
 * @param who any of these user names
 * @param without what these have done, unless it says that the trail itself was bent
 * @param action its beginning: {@code device.} means all that was done to devices
 * @param divisions that the asker sees
 * @param from inclusive
 * @param to exclusive
 * @param before only entries with a smaller number
 * @param limit of a page
 */
public record Search(
        @Nullable List<String> who,
        List<String> without,
        @Nullable String object,
        @Nullable String action,
        @Nullable List<String> divisions,
        @Nullable Instant from,
        @Nullable Instant to,
        long before,
        int limit) {}

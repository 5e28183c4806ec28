package cn.shanshao.center.screen;

import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hazard point on the map.
 *
 * @param version to be said when the point is changed
 * @param county name
 * @param prefecture name
 * @param level the worst of its open alerts; {@code null} when it is normal
 * @param since when that level began
 * @param warned what people were told there, or what was reported by hand, whatever its instruments say; {@code null} where
 *     neither
 * @param blind none of its instruments can be heard; a siren is none
 * @param unguarded why no alert can come of it: {@code no-device} in service, or {@code no-rule} for anything that its
 *     devices measure; {@code null} when one can
 * @param watched it has a monitor: somebody who can be asked to look
 * @param devices their ids
 */
record PointView(
        String id,
        long version,
        @Nullable String unifiedNumber,
        String name,
        String kind,
        String division,
        @Nullable String county,
        @Nullable String prefecture,
        Realm realm,
        double lon,
        double lat,
        int people,
        List<String> villages,
        @Nullable Level level,
        @Nullable Instant since,
        @Nullable Level warned,
        boolean blind,
        @Nullable String unguarded,
        boolean watched,
        List<String> devices) {}

package cn.shanshao.center.warning;

import cn.shanshao.center.warning.Basis.Verified;
import cn.shanshao.ingest.wire.Level;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who holds a red for real that nobody has signed yet. What was verified before the red began was verified of something less,
 * and does not count.
 */
@Component
class Verifications {
    /** With a signer, or back with its author, who still holds it for real. */
    private static final Set<NoticeState> PROPOSED = Set.of(NoticeState.SIGNING, NoticeState.SENT_BACK);

    private final WarningStore warnings;
    private final NoticeStore notices;
    private final OnTheSpot spot;
    private final WarningSettings settings;

    Verifications(WarningStore warnings, NoticeStore notices, OnTheSpot spot, WarningSettings settings) {
        this.warnings = warnings;
        this.notices = notices;
        this.spot = spot;
        this.settings = settings;
    }

    /**
     * Whoever has seen the slope comes first.
     *
     * @param warning whose red still waits to go out unsigned
     * @return {@code null} where nobody has verified it
     */
    @Nullable
    Verified of(Warning warning) {
        var goesOut = warning.unverifiedAt();
        if (goesOut == null) {
            return null;
        }
        var began = goesOut.minus(settings.unverified());
        if (spot.isReal(warning.pointId(), warning.realm(), began)) {
            return Verified.SPOT;
        }
        return isVerified(warning, began) || isProposed(warning) ? Verified.OFFICER : null;
    }

    private boolean isVerified(Warning warning, Instant began) {
        return warning.state() != WarningState.DETECTED
                && warnings.log(warning.id()).stream()
                        .anyMatch(entry ->
                                entry.act().equals("verify") && !entry.at().isBefore(began));
    }

    private boolean isProposed(Warning warning) {
        return notices.of(warning.id()).stream()
                .anyMatch(notice -> notice.level() == Level.RED
                        && PROPOSED.contains(notice.state())
                        && (notice.purpose() == Purpose.ISSUE || notice.purpose() == Purpose.UPGRADE));
    }
}

package cn.shanshao.center.notification;

import cn.shanshao.center.notification.Letter.Cause;
import cn.shanshao.center.warning.Notice;
import cn.shanshao.ingest.wire.Level;
import java.util.List;
import java.util.stream.Stream;

/**
 * A notice in the order in which people hear of its warning: its own number, unless one that was drafted later was signed
 * before it; then the next one that is free. Messages, ladders and the roll go by it, so that the newest word counts.
 */
record Turn(Notice notice, int number) {
    /** Of whatever is written because of it. */
    Cause cause() {
        var issued = notice.issuedAt();
        return Cause.of(Cause.warning(notice.warningId()), number, issued == null ? notice.madeAt() : issued);
    }

    /** Levels of earlier words that this one takes the place of: not a graver one, unless it is to say that things are better. */
    List<Level> outdone() {
        var level = notice.level();
        return Stream.of(Level.values())
                .filter(other -> notice.eases() || level == null || level.atLeast(other))
                .toList();
    }
}

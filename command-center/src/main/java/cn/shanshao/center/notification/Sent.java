package cn.shanshao.center.notification;

import cn.shanshao.center.notification.LadderRows.Standing;
import cn.shanshao.center.notification.Letter.Cause;
import cn.shanshao.center.notification.Letter.Reader;
import cn.shanshao.ingest.wire.Level;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that was written before, as far as it can be repeated by another way.
 *
 * @param isLost it has failed for good
 */
record Sent(
        String phoneIndex,
        Channel channel,
        boolean isLost,
        Errand errand,
        @Nullable Level level,
        @Nullable String template,
        String task,
        Reader reader,
        String text,
        boolean isPersonal) {
    Letter again(Standing one, Channel another, Instant now) {
        return new Letter(
                errand,
                another,
                one.realm(),
                level,
                one.division(),
                one.pointId(),
                new Cause(null, one.about(), one.number(), task, now, template),
                reader,
                text,
                isPersonal,
                null);
    }

    /** Without the text, so that it does not end in a log. */
    @Override
    public String toString() {
        return "Sent[%s by %s]".formatted(errand, channel);
    }
}

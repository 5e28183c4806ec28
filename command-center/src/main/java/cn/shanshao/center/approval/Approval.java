package cn.shanshao.center.approval;

import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A paper on its way through the hands of those who sign it.
 *
 * @param round rises whenever the author hands it in again
 * @param by username of the author
 * @param steps where it waits; empty when it waits for nobody
 * @param dueAt when the present step climbs; {@code null} when nobody is waited for
 * @param stage how often the present step has climbed
 * @param signatures those that hold
 */
public record Approval(
        String id,
        Process process,
        String subject,
        String title,
        String division,
        Realm realm,
        @Nullable Level level,
        String hash,
        int round,
        State state,
        Carrier carrier,
        String by,
        Instant submittedAt,
        Set<Step> steps,
        @Nullable Instant dueAt,
        int stage,
        List<Seat> seats,
        List<Seat> cosigners,
        List<Signature> signatures,
        List<Remark> remarks) {
    public Approval {
        steps = Set.copyOf(steps);
        seats = List.copyOf(seats);
        cosigners = List.copyOf(cosigners);
        signatures = List.copyOf(signatures);
        remarks = List.copyOf(remarks);
    }

    /** Where a paper stands. */
    public enum State {
        @JsonProperty("signing")
        SIGNING,
        /** With its author again. */
        @JsonProperty("sent-back")
        SENT_BACK,
        @JsonProperty("approved")
        APPROVED,
        @JsonProperty("withdrawn")
        WITHDRAWN
    }
}

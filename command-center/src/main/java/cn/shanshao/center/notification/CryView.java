package cn.shanshao.center.notification;

import cn.shanshao.ingest.wire.Realm;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cry for help, as screens show it.
 *
 * @param division {@code null} where the number is nobody's
 * @param householdId as on a roll call; {@code null} where the number is nobody's
 * @param number of the household's card; empty of a villager who is on none, and where the number is nobody's
 * @param name {@code null} once it was erased, where nobody knows, and for those who see nobody
 * @param phone masked; {@code null} where an officer heard of it, and for those who see nobody
 * @param text what was typed last; {@code null} where nothing was, once it was erased, and for those who see nobody
 * @param warningId the newest that they were told of, closed or not; {@code null} where none was
 * @param rollCall the warning on whose open roll call the household stands as in need of help: it is settled there;
 *     {@code null} where it is settled here
 * @param times how often it was cried, from {@code at} to {@code heardAt}
 * @param takenBy who has it; {@code null} while nobody has
 * @param isWaiting nobody has taken it on, or it was cried again since
 * @param dueAt when the next officer is called; {@code null} once somebody has taken it
 * @param stage how many times officers were called
 * @param note who did what; {@code null} while it is open, once it was erased, and for those who see nobody
 */
public record CryView(
        String id,
        Realm realm,
        @Nullable String division,
        @Nullable String pointId,
        @Nullable String pointName,
        @Nullable String householdId,
        String number,
        @Nullable String name,
        @Nullable String address,
        @Nullable String phone,
        @Nullable String text,
        @Nullable String warningId,
        @Nullable String rollCall,
        int times,
        Instant at,
        Instant heardAt,
        @Nullable String takenBy,
        @Nullable String takenByName,
        @Nullable Instant takenAt,
        boolean isWaiting,
        @Nullable Instant dueAt,
        int stage,
        @Nullable String settledBy,
        @Nullable String settledByName,
        @Nullable Instant settledAt,
        @Nullable String note) {

    /** Who needs help, in full: for those who ring. */
    public record Numbers(List<Line> lines) {
        public Numbers {
            lines = List.copyOf(lines);
        }

        /** Without anybody. */
        @Override
        public String toString() {
            return "Numbers[%d]".formatted(lines.size());
        }
    }

    /** @param name {@code null} where nobody knows whose it is */
    public record Line(@Nullable String name, String phone) {
        /** Without the number, so that it does not end in a log. */
        @Override
        public String toString() {
            return "Line[]";
        }
    }

    /** For those who see nobody. */
    CryView unnamed() {
        return new CryView(
                id,
                realm,
                division,
                pointId,
                pointName,
                householdId,
                number,
                null,
                null,
                null,
                null,
                warningId,
                rollCall,
                times,
                at,
                heardAt,
                takenBy == null ? null : "",
                null,
                takenAt,
                isWaiting,
                dueAt,
                stage,
                settledBy == null ? null : "",
                null,
                settledAt,
                null);
    }

    /** Nobody's name. */
    @Override
    public String toString() {
        return "CryView[%s]".formatted(id);
    }
}

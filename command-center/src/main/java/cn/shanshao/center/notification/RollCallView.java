package cn.shanshao.center.notification;

import cn.shanshao.center.notification.Ladder.Ending;
import cn.shanshao.center.notification.Ladder.Rung;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The roll call of a warning (点名), as screens show it.
 *
 * @param notice id of the newest
 * @param noticeNumber of that within the warning, from 1
 * @param level that people were told; {@code null} once it was taken back
 * @param liftedAt when they were told that it is over; {@code null} while it holds
 * @param movedWhenLifted who had left when they were told that it is over; {@code null} while it holds
 * @param grows households are still being written into it, of a notice to many: it is not whole yet
 * @param counts of those below, in each state
 * @param households those who have not moved first, and of these those whom nobody reaches
 */
public record RollCallView(
        String warningId,
        String pointId,
        Realm realm,
        String notice,
        int noticeNumber,
        @Nullable Level level,
        Instant since,
        @Nullable Instant liftedAt,
        @Nullable Moved movedWhenLifted,
        boolean grows,
        Counts counts,
        List<Siren> sirens,
        @Nullable Broadcast broadcast,
        List<Home> households) {
    public RollCallView {
        sirens = List.copyOf(sirens);
        households = List.copyOf(households);
    }

    /** Who had left at a time: everybody, and the households with a card to which they belong. */
    public record Moved(int households, int people) {}

    /**
     * How many stand in each state: households, and villagers who are on no household's card.
     *
     * @param unanswered those of which the calling ladder has ended and nobody was reached, whatever their state
     */
    public record Counts(
            int unreached,
            int reached,
            int confirmed,
            int refused,
            int moved,
            int help,
            int returned,
            int unanswered) {}

    /**
     * A household, or a villager who is on no household's card.
     *
     * @param number of the card; empty of a villager
     * @param name {@code null} once it was erased, and for those who see nobody
     * @param runners who goes there, or was asked to: those who have accepted first, of these and of the others the newest; who
     *     cannot is among them where nobody else was asked
     * @param ladder {@code null} when nobody is called there
     * @param note of the officer who wrote the state down; {@code null} where none did
     * @param hand what was written down by hand last, and may be taken back; {@code null} where something else is newer
     */
    public record Home(
            String id,
            String number,
            @Nullable String name,
            @Nullable String address,
            int people,
            RollState state,
            Instant since,
            @Nullable String shelter,
            List<Runner> runners,
            @Nullable Steps ladder,
            @Nullable String note,
            @Nullable Hand hand,
            List<Line> lines) {
        public Home {
            runners = List.copyOf(runners);
            lines = List.copyOf(lines);
        }

        /** Nobody's name. */
        @Override
        public String toString() {
            return "Home[%s %s]".formatted(id, state);
        }
    }

    /**
     * What somebody wrote down of a household.
     *
     * @param change by which it can be taken back
     * @param before as it stood before
     * @param by {@code null} for those who see nobody
     * @param byName how they are called
     */
    public record Hand(
            String change,
            RollState before,
            @Nullable String by,
            @Nullable String byName,
            Instant at) {}

    /** What somebody who was asked to go there has said. */
    public enum Going {
        @JsonProperty("asked")
        ASKED,
        @JsonProperty("accepted")
        ACCEPTED,
        /** Has been there, and told that they have left. */
        @JsonProperty("reported")
        REPORTED,
        @JsonProperty("declined")
        DECLINED,
        /** Nobody need go there any more. */
        @JsonProperty("recalled")
        RECALLED
    }

    /**
     * Who goes there.
     *
     * @param id by which it is said that they have accepted
     * @param phone masked
     */
    public record Runner(
            String id,
            @Nullable String name,
            @Nullable String phone,
            Going state,
            Instant askedAt,
            @Nullable Instant answeredAt) {
        private Runner unnamed() {
            return new Runner(id, null, null, state, askedAt, answeredAt);
        }

        /** Without the person. */
        @Override
        public String toString() {
            return "Runner[%s]".formatted(state);
        }
    }

    /**
     * How far the calling has come.
     *
     * @param dueAt when the next rung is tried, or where none is left nobody is waited for any more; {@code null} once it
     *     has ended
     * @param next what is tried then, by what is known now; {@code null}: nothing, or it has ended
     * @param following how many rungs are still above that
     * @param ending {@code null} while it goes on
     */
    public record Steps(
            Rung rung,
            Instant since,
            @Nullable Instant dueAt,
            Instant deadline,
            @Nullable Ending ending,
            @Nullable Rung next,
            int following,
            List<Step> steps) {
        public Steps {
            steps = List.copyOf(steps);
        }
    }

    /** @param skipped why it was not tried; {@code null} when it was */
    public record Step(Rung rung, Instant at, @Nullable String skipped) {}

    /**
     * One number of a household, and the newest message to it.
     *
     * @param phone masked
     * @param channel {@code sms}, {@code flash} or {@code voice}; {@code null} when nothing was written to it
     * @param reply what the newest answer says; {@code null} when there is none
     * @param said its words, where they say more than that, or else those that came on the same notice before it;
     *     {@code null} once they were erased, and for those who see nobody
     * @param wrong whoever answers there is somebody else
     */
    public record Line(
            @Nullable String name,
            @Nullable String phone,
            @Nullable String channel,
            @Nullable MessageState state,
            @Nullable String reason,
            @Nullable Instant at,
            @Nullable Meaning reply,
            @Nullable String said,
            @Nullable Instant repliedAt,
            boolean wrong) {
        /** Without the person. */
        @Override
        public String toString() {
            return "Line[%s]".formatted(state);
        }
    }

    /**
     * A siren or loudspeaker that was commanded because of the newest notice.
     *
     * @param action {@code siren}, {@code broadcast} or {@code stop}
     * @param state of the command: {@code queued}, {@code sent}, {@code acknowledged}, {@code refused}, {@code expired} or
     *     {@code unsent}
     * @param detail what the device said, or why it was not commanded
     */
    public record Siren(
            String deviceId,
            String name,
            String action,
            String state,
            Instant at,
            @Nullable Instant answeredAt,
            @Nullable String detail) {}

    /** What became of the area broadcast: {@code queued}, {@code accepted} or {@code failed}. */
    public record Broadcast(
            String state, Instant at, @Nullable String detail) {}

    /** For those who see nobody: how many, and which card numbers. */
    public RollCallView unnamed() {
        var hidden = households.stream()
                .map(h -> new Home(
                        h.id(),
                        h.number(),
                        null,
                        null,
                        h.people(),
                        h.state(),
                        h.since(),
                        h.shelter(),
                        h.runners().stream().map(Runner::unnamed).toList(),
                        h.ladder(),
                        null,
                        h.hand() == null
                                ? null
                                : new Hand(
                                        h.hand().change(),
                                        h.hand().before(),
                                        null,
                                        null,
                                        h.hand().at()),
                        h.lines().stream()
                                .map(l -> new Line(
                                        null,
                                        null,
                                        l.channel(),
                                        l.state(),
                                        l.reason(),
                                        l.at(),
                                        l.reply(),
                                        null,
                                        l.repliedAt(),
                                        l.wrong()))
                                .toList()))
                .toList();
        return new RollCallView(
                warningId,
                pointId,
                realm,
                notice,
                noticeNumber,
                level,
                since,
                liftedAt,
                movedWhenLifted,
                grows,
                counts,
                sirens,
                broadcast,
                hidden);
    }
}

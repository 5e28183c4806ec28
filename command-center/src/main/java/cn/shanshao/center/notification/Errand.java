package cn.shanshao.center.notification;

import cn.shanshao.center.warning.Notice;
import cn.shanshao.ingest.wire.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a message is for: what it asks, and how long it may still leave. A call to flee that comes late does harm, for it
 * may send people back into danger; an all-clear or a correction is better late than never.
 */
enum Errand {
    CHECK(Asked.CHECK, Duration.ofMinutes(30)),
    SECOND_ASK(Asked.NOTHING, Duration.ofMinutes(30)),
    ISSUE(Asked.MOVE, Duration.ofMinutes(30)),
    UPGRADE(Asked.MOVE, Duration.ofMinutes(30)),
    DOWNGRADE(Asked.MOVE, Duration.ofHours(6)),
    LIFT(Asked.RETURN, Duration.ofHours(24)),
    CORRECT(Asked.MOVE, Duration.ofHours(24)),
    /** A red that nobody has signed or dismissed (未核实). */
    UNVERIFIED(Asked.MOVE, Duration.ofMinutes(30)),
    /** What the divisions above are told. */
    UPWARD(Asked.NOTHING, Duration.ofHours(24)),
    /** Somebody is asked to go to a household that does not answer. */
    RUNNER(Asked.GO, Duration.ofMinutes(30)),
    /** Somebody is asked to go to a household that cried for help. */
    RUNNER_HELP(Asked.GO, Duration.ofMinutes(30)),
    /** Who has accepted that is told how to report. */
    RUNNER_REPORT(Asked.REPORT, Duration.ofHours(6)),
    /** Who has reported is told what was noted because of it; what it says of a 4 is asked by {@link #RUNNER_REPORT}. */
    RUNNER_DONE(Asked.NOTHING, Duration.ofHours(6)),
    /** Who was asked to go to households is told that nobody need go there any more. */
    RUNNER_RECALL(Asked.NOTHING, Duration.ofHours(24)),
    /** An officer is woken, for a clock of a warning or of a signature has run out. */
    WAKE(Asked.WAKE, Duration.ofMinutes(15)),
    /** Who cried for help is told that it was heard. */
    HELP_HEARD(Asked.NOTHING, Duration.ofMinutes(30));

    private static final Set<Errand> TO_RESIDENTS = Set.of(ISSUE, UPGRADE, DOWNGRADE, LIFT, CORRECT);
    private static final int LEAST = 6;

    private final Asked asked;
    private final Duration life;

    Errand(Asked asked, Duration life) {
        this.asked = asked;
        this.life = life;
    }

    /** @param level that the message told; a correction without one takes everything back */
    Asked asked(@Nullable Level level) {
        return this == CORRECT ? level == null ? Asked.RETURN : Asked.MOVE : asked;
    }

    /** The ids under which its words are registered with carriers; none where they are those of a notice. */
    List<String> templates() {
        return switch (this) {
            case ISSUE, UPGRADE, DOWNGRADE, LIFT, CORRECT, UNVERIFIED -> List.of();
            case RUNNER_HELP, SECOND_ASK -> inEachLanguage(wire());
            case HELP_HEARD ->
                Stream.of("help-heard", "support-heard")
                        .flatMap(id -> inEachLanguage(id).stream())
                        .toList();
            default -> List.of(wire());
        };
    }

    private static List<String> inEachLanguage(String id) {
        return Stream.of("zh", "ko", "en").map(language -> id + "-" + language).toList();
    }

    Duration life() {
        return life;
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** That of what people are told by a notice. */
    static Errand of(Notice notice) {
        return valueOf(notice.purpose().name());
    }

    static Errand of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Those that carry the words of a notice to the people below the slope. */
    boolean isToResidents() {
        return TO_RESIDENTS.contains(this);
    }

    /** Whose text names a household. */
    boolean tellsOfSomebody() {
        return this == RUNNER || this == RUNNER_HELP || this == RUNNER_REPORT || this == RUNNER_DONE;
    }

    /** Wire names of those that ask something. */
    static String[] asking() {
        return Arrays.stream(values())
                .filter(errand -> errand.asked != Asked.NOTHING)
                .map(Errand::wire)
                .toArray(String[]::new);
    }

    /** Wire names of those that ask one of these. */
    static String[] asking(Asked... asked) {
        return Arrays.stream(values())
                .filter(errand -> List.of(asked).contains(errand.asked))
                .map(Errand::wire)
                .toArray(String[]::new);
    }

    /**
     * The lower, the sooner it leaves: corrections and the call to flee from a red one first, whatever else is red, and who is
     * sent to somebody in need, second,
     * the all-clear before everything that is not.
     */
    int urgency(@Nullable Level level) {
        if (this == CORRECT) {
            return 0;
        }
        if (this == RUNNER_HELP) {
            return 1;
        }
        if (level == Level.RED) {
            return this == ISSUE || this == UPGRADE ? 0 : this == LIFT ? 2 : 1;
        }
        if (this == LIFT || this == RUNNER_RECALL) {
            return 2;
        }
        return level == null ? LEAST : 3 + Level.ORANGE.ordinal() - level.ordinal();
    }
}

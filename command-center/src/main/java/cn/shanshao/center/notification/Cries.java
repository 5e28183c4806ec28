package cn.shanshao.center.notification;

import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.notification.CryRows.Cry;
import cn.shanshao.center.notification.CryRows.Deed;
import cn.shanshao.center.notification.CryRows.Row;
import cn.shanshao.center.notification.Envelopes.Inside;
import cn.shanshao.center.notification.Envelopes.Kind;
import cn.shanshao.center.notification.Letter.Cause;
import cn.shanshao.center.notification.Letter.Reader;
import cn.shanshao.center.notification.RollCall.Called;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Cries for help. Each is a matter of its own, whatever has become of the warning: it alarms, somebody has it or the next
 * officer is called, whoever cried is answered, and it ends when it is written down who did what. Needs a transaction.
 */
@Component
class Cries {
    /** In front of the id of one, for what is written because of it. */
    static final String ABOUT = "cry/";

    private static final String NOBODYS = "phone:";
    /** Whoever goes on crying is not answered each time. */
    private static final Duration BETWEEN_ANSWERS = Duration.ofMinutes(5);

    private static final Set<Role> TAKES = Set.of(Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY);

    private final CryRows rows;
    private final Homes homes;
    private final Registry registry;
    private final Divisions divisions;
    private final Letters letters;
    private final Envelopes envelopes;
    private final Marks marks;
    private final NotificationSettings settings;
    private final Clock clock;

    Cries(
            CryRows rows,
            Homes homes,
            Registry registry,
            Divisions divisions,
            Letters letters,
            Envelopes envelopes,
            Marks marks,
            NotificationSettings settings,
            Clock clock) {
        this.rows = rows;
        this.homes = homes;
        this.registry = registry;
        this.divisions = divisions;
        this.letters = letters;
        this.envelopes = envelopes;
        this.marks = marks;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A text that cries.
     *
     * @param name {@code null} when the number is nobody's
     * @param warningId that it answers; {@code null} when it answers none
     * @param pointId that the question was about; {@code null} when it answers none, as the division
     * @param runnerReads language, BCP 47, of whoever cries for others; {@code null} of who cries for their own household
     * @param isReport by whoever has gone to others
     */
    record Word(
            long replyId,
            Realm realm,
            @Nullable String name,
            String phone,
            String phoneIndex,
            @Nullable String warningId,
            @Nullable String pointId,
            @Nullable String division,
            @Nullable String runnerReads,
            boolean isReport) {
        /** Without the person, so that it does not end in a log. */
        @Override
        public String toString() {
            return "Word[%d]".formatted(replyId);
        }
    }

    /** @param households who needs help; empty where nobody knows */
    void heard(Collection<String> households, Word word) {
        var opened = households.isEmpty()
                ? List.of(open(new Cry(
                        word.realm(),
                        NOBODYS + word.phoneIndex(),
                        null,
                        word.pointId(),
                        word.division(),
                        word.warningId(),
                        word.phoneIndex(),
                        word.replyId())))
                : new TreeSet<>(households)
                        .stream()
                                .map(home -> open(
                                        of(home, word.realm(), word.warningId(), word.phoneIndex(), word.replyId())))
                                .toList();
        answer(opened.get(0), word);
    }

    /** An officer, or a crew, has written down that a household needs help; whoever sits at the desk has taken it with that. */
    void noted(Called called, String household, CurrentUser user) {
        var cry = open(of(household, called.realm(), called.warningId(), null, null));
        if (TAKES.contains(user.role())) {
            take(cry, user);
        }
    }

    private Cry of(
            String household,
            Realm realm,
            @Nullable String warning,
            @Nullable String phoneIndex,
            @Nullable Long reply) {
        var point = homes.pointOf(household).orElse(null);
        return new Cry(
                realm,
                household,
                household,
                point,
                divisionOf(point),
                rows.warningOf(household, realm).orElse(warning),
                phoneIndex,
                reply);
    }

    private @Nullable String divisionOf(@Nullable String point) {
        return point == null
                ? null
                : registry.findPoint(point).map(HazardPoint::division).orElse(null);
    }

    private Row open(Cry cry) {
        var now = clock.instant();
        var row = rows.hear(cry, now, now.plus(settings.help()));
        rows.log(row.id(), Deed.CRY, null, List.of(), now);
        return row;
    }

    private void answer(Row cry, Word word) {
        if (rows.isAnswered(word.phoneIndex(), word.realm(), clock.instant().minus(BETWEEN_ANSWERS))) {
            return;
        }
        var runnerReads = word.runnerReads();
        var household = runnerReads == null ? cry.householdId() : null;
        var ofHome = household == null ? Optional.<Homes.Card>empty() : homes.today(household);
        var language = Prompts.worded(
                runnerReads == null ? ofHome.map(Homes.Card::language).orElse("zh") : runnerReads);
        var mark = marks.of(word.realm());
        var letter = Letter.sms(
                Errand.HELP_HEARD,
                word.realm(),
                Level.RED,
                divisionOf(cry),
                cry.pointId(),
                Cause.of(cry.about(), cry.times(), clock.instant())
                        .template((word.isReport() ? "support-heard-" : "help-heard-") + language),
                new Reader(
                        word.name() == null ? "" : word.name(),
                        word.phone(),
                        runnerReads != null
                                ? HouseholdSight.RUNNER
                                : household == null ? "unknown" : Recipients.HOUSEHOLD,
                        language,
                        null,
                        household),
                word.isReport() ? Prompts.supportHeard(language, mark) : Prompts.helpHeard(language, mark),
                null);
        letters.add(letter);
    }

    /** Who answers for it: of a number that is nobody's, the top of the tree. */
    String divisionOf(Row cry) {
        return cry.division() == null ? divisions.root() : cry.division();
    }

    void take(Row cry, CurrentUser user) {
        var now = clock.instant();
        rows.take(cry.id(), user.username(), now);
        rows.log(cry.id(), Deed.TAKE, user.username(), List.of(), now);
        rows.endCalls(cry.id(), now);
    }

    /** @param note who did what */
    void settle(Row cry, @Nullable Long change, String note, String by) {
        var now = clock.instant();
        rows.settle(cry.id(), by, change, envelopes.seal(Kind.CRY, cry.id(), new Inside(null, "", note)), now);
        rows.log(cry.id(), Deed.SETTLE, by, List.of(), now);
        rows.endCalls(cry.id(), now);
    }

    /** The roll call says where they are now, and who did what for it. */
    void settled(Called called, String household, long change, String note, String by) {
        rows.lockOpen(called.realm(), household).forEach(cry -> settle(cry, change, note, by));
    }

    /** What was written down on the roll call was not so. */
    void reopen(long change, String by) {
        var now = clock.instant();
        rows.reopen(change, now.plus(settings.help())).forEach(id -> {
            envelopes.forget(Kind.CRY, List.of(id));
            rows.log(id, Deed.REOPEN, by, List.of(), now);
        });
    }

    /**
     * An officer has found out whose a text is, that came from nobody's number.
     *
     * @param cries what it says is a cry for help
     */
    void attributed(long reply, Realm realm, String household, boolean cries, CurrentUser user) {
        var before = rows.lockOpenOf(reply);
        if (before.isEmpty()) {
            if (cries) {
                open(of(household, realm, null, null, reply));
            }
            return;
        }
        var cry = before.get();
        var to = of(household, realm, null, cry.phoneIndex(), reply);
        var division = to.division() == null ? divisions.root() : to.division();
        var point = to.pointId();
        if (point == null || !rows.attribute(cry.id(), household, household, point, division, to.warningId())) {
            // cries before ladders, as their clock locks them
            open(to);
            settle(cry, null, "归到已有的求助", user.username());
        }
    }

    /** Nothing follows from a text, and so from the cry that it was; one that was cried anew by another text goes on. */
    void dropped(long reply, String note, String by) {
        rows.lockOpenOf(reply)
                .filter(cry -> Objects.equals(cry.replyId(), reply))
                .ifPresent(cry -> settle(cry, null, note, by));
    }
}

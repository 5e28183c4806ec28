package cn.shanshao.center.notification;

import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.Officers;
import cn.shanshao.center.notification.Letter.Cause;
import cn.shanshao.center.notification.Letter.Reader;
import cn.shanshao.center.notification.Recipients.Home;
import cn.shanshao.center.notification.Recipients.Recipient;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.residents.Household;
import cn.shanshao.center.warning.Notice;
import cn.shanshao.center.warning.NoticeIssued;
import cn.shanshao.center.warning.Purpose;
import cn.shanshao.center.warning.Warning;
import cn.shanshao.center.warning.WarningChanged;
import cn.shanshao.center.warning.WarningState;
import cn.shanshao.center.warning.Warnings;
import cn.shanshao.center.warning.Words;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Writes what a notice makes necessary: the messages, the roll call, the calling ladders. It runs inside the transaction
 * that issues the notice: all of it is stored, or nothing. Real people are told of what is real alone.
 */
@Component
class NoticeDispatch {
    static final String NOBODY = "名册为空，无人可通知";
    static final String NOBODY_ABOVE = "上级无值班人员或未登记其电话";

    private final Warnings warnings;
    private final Registry registry;
    private final Officers officers;
    private final Letters letters;
    private final Told told;
    private final RollCall rollCall;
    private final LadderRows ladders;
    private final SirenDesk sirens;
    private final AreaDesk areas;
    private final Carrier carrier;
    private final Envelopes envelopes;
    private final NotificationSettings settings;
    private final Audit audit;
    private final Clock clock;

    NoticeDispatch(
            Warnings warnings,
            Registry registry,
            Officers officers,
            Letters letters,
            Told told,
            RollCall rollCall,
            LadderRows ladders,
            SirenDesk sirens,
            AreaDesk areas,
            Carrier carrier,
            Envelopes envelopes,
            NotificationSettings settings,
            Audit audit,
            Clock clock) {
        this.warnings = warnings;
        this.registry = registry;
        this.officers = officers;
        this.letters = letters;
        this.told = told;
        this.rollCall = rollCall;
        this.ladders = ladders;
        this.sirens = sirens;
        this.areas = areas;
        this.carrier = carrier;
        this.envelopes = envelopes;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    @EventListener
    void on(NoticeIssued event) {
        var warning = event.warning();
        var notice = event.notice();
        var turn = rollCall.turn(notice);
        var written = new ArrayList<Letter>();
        if (notice.purpose() == Purpose.UNVERIFIED) {
            rollCall.beginIfNew(warning, turn);
            written.addAll(tell(turn, recipients(notice)));
        } else {
            written.addAll(replace(warning, turn));
        }
        if (written.isEmpty()) {
            written.add(nobody(turn, Errand.of(wire(notice)), cause(turn), NOBODY));
        }
        written.addAll(upward(turn, written));
        var many = letters.add(written);
        audit.record(Act.of("system", "notice.send", notice.id())
                .in(notice.division())
                .telling(Map.of("warning", warning.id(), "number", notice.number(), "messages", many)));
    }

    /**
     * Takes the place of what the same people were told before, and of nothing else: whoever lives outside of a narrower
     * notice is told, called and looked for because of the wider one as before. An interim word to those on the spot takes
     * no place.
     */
    private List<Letter> replace(Warning warning, Turn turn) {
        var notice = turn.notice();
        if (notice.endsAll()) {
            letters.supersedeAll(turn);
            rollCall.begin(warning, turn, true);
            sirens.plan(turn, warning.issued());
            areas.plan(turn);
            ladders.endAll(Cause.warning(notice.warningId()), false, clock.instant());
            return tellAgain(turn, Set.of());
        }
        var recipients = recipients(notice).without(toldMore(notice));
        letters.supersede(turn, recipients);
        var lifted = rollCall.begin(warning, turn, false);
        sirens.plan(turn, warning.issued());
        areas.plan(turn);
        var written = new ArrayList<Letter>();
        if (notice.purpose() == Purpose.CORRECT) {
            written.addAll(tellAgain(turn, notToldSo(notice, recipients)));
        }
        // households before ladders, as an answer locks them: else the two may wait for each other
        rollCall.enroll(turn, recipients.homes(), notice.purpose() != Purpose.DOWNGRADE, lifted);
        ladders.endOf(
                Cause.warning(notice.warningId()),
                recipients.homes().stream().map(Home::id).toList(),
                Ladder.Ending.OVER,
                clock.instant());
        call(turn);
        // first, as each is written once: in the words of their household, where they have one now
        written.addAll(0, tell(turn, recipients));
        return written;
    }

    /**
     * Households that another act has told a higher level, which holds: a public orange to a whole valley is no word that
     * the forty who were called out at red may go back.
     */
    private Set<String> toldMore(Notice notice) {
        var level = notice.level();
        if (level == null || notice.eases() && notice.purpose() != Purpose.CORRECT) {
            return Set.of();
        }
        var higher = warnings.heard(notice.warningId()).stream()
                .filter(before -> !before.id().equals(notice.id()))
                .filter(before -> before.purpose() != Purpose.UNVERIFIED)
                .filter(before -> notice.purpose() != Purpose.CORRECT || before.act() != notice.act())
                .filter(before -> before.level() != null && before.level().compareTo(level) > 0)
                .map(Notice::id)
                .collect(Collectors.toUnmodifiableSet());
        return higher.isEmpty() ? Set.of() : told.newestIs(notice.warningId(), higher);
    }

    /** Households that know of it by the other act alone, or know more by it: what they heard is not what is set right. */
    private Set<String> notToldSo(Notice notice, Recipients recipients) {
        var others = warnings.heard(notice.warningId()).stream()
                .filter(before -> before.act() != notice.act())
                .filter(before -> before.purpose() != Purpose.UNVERIFIED)
                .map(Notice::id)
                .collect(Collectors.toUnmodifiableSet());
        if (others.isEmpty()) {
            return Set.of();
        }
        var not = new HashSet<>(told.newestIs(notice.warningId(), others));
        recipients.homes().forEach(home -> not.remove(home.id()));
        return not;
    }

    @EventListener
    void on(WarningChanged event) {
        var warning = event.warning();
        if (warning.state() == WarningState.CLOSED) {
            rollCall.close(warning.id());
            ladders.endAll(Cause.warning(warning.id()), false, clock.instant());
        }
    }

    /** Last of all: messages and households are locked before ladders, or this waits for receipts that wait for it. */
    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT, fallbackExecution = true)
    void stopRinging(WarningChanged event) {
        if (event.warning().clock() == null) {
            ladders.endAll(Cause.warning(event.warning().id()), true, clock.instant());
        }
    }

    private Recipients recipients(Notice notice) {
        return Recipients.of(notice, warnings.audience(notice), registry.contactsOf(notice.pointId()));
    }

    private List<Letter> tell(Turn turn, Recipients recipients) {
        var wrong = wrong(turn.notice());
        var all = new ArrayList<Letter>();
        for (var recipient : recipients.people()) {
            if (!wrong.contains(envelopes.index(recipient.reader().phone()))) {
                all.add(letter(turn, recipient, Channel.SMS));
            }
        }
        return all;
    }

    /** Those who have neither left nor answered are called until they have. */
    private void call(Turn turn) {
        var notice = turn.notice();
        var level = notice.level();
        if (level == null) {
            return;
        }
        var about = Cause.warning(notice.warningId());
        var starts = told.toBeCalled(turn).stream()
                .map(home -> new LadderRows.Start(
                        about, turn.number(), home, false, notice.realm(), level, notice.division(), notice.pointId()))
                .toList();
        ladders.begin(starts, clock.instant(), settings);
    }

    /** The same people over the same ways, whatever has become of the messages: who was told anything is told this too. */
    private List<Letter> tellAgain(Turn turn, Set<String> notToldSo) {
        var notice = turn.notice();
        var households = new HashMap<String, Household>();
        warnings.audience(notice).forEach(household -> households.put(household.id(), household));
        var wrong = wrong(notice);
        var all = new ArrayList<Letter>();
        for (var one : told.everybody(turn)) {
            if (wrong.contains(one.phoneIndex())
                    || notToldSo.contains(String.valueOf(one.reader().householdId()))) {
                continue;
            }
            var recipient = new Recipient(one.reader(), words(notice, households, one.reader()));
            var ways = notice.purpose() == Purpose.CORRECT ? one.channels() : Set.of(Channel.SMS);
            ways.forEach(way -> all.add(letter(turn, recipient, way)));
        }
        return all;
    }

    private static Words words(Notice notice, Map<String, Household> households, Reader reader) {
        var household = reader.householdId() == null ? null : households.get(reader.householdId());
        return household == null ? notice.wordsFor(reader.language()) : notice.wordsFor(household);
    }

    /** City and province learn of it at once, and may stop it; who gets it already does not get it twice. */
    private List<Letter> upward(Turn turn, List<Letter> before) {
        var notice = turn.notice();
        var all = new ArrayList<Letter>();
        var known = before.stream()
                .map(Letter::to)
                .filter(Objects::nonNull)
                .map(Reader::phone)
                .collect(Collectors.toCollection(HashSet::new));
        for (var division : notice.informed()) {
            var reached = officers.onDuty(division).stream()
                    .filter(officer -> WakeDesk.number(officer).isPresent())
                    .toList();
            if (reached.isEmpty()) {
                // its division as task, or the one row would stand in the way of the other
                var cause = cause(turn).task(division);
                all.add(nobody(turn, Errand.UPWARD, cause, NOBODY_ABOVE + "（" + division + "）"));
            }
            for (var officer : reached) {
                var phone = WakeDesk.number(officer).orElseThrow();
                if (known.add(phone)) {
                    var words = notice.wordsFor("zh");
                    var reader = new Reader(officer.displayName(), phone, WakeDesk.OFFICER, "zh", null, null);
                    all.add(letter(turn, new Recipient(reader, words), Channel.SMS, Errand.UPWARD));
                }
            }
        }
        return all;
    }

    private Letter letter(Turn turn, Recipient recipient, Channel channel) {
        return letter(turn, recipient, channel, Errand.of(wire(turn.notice())));
    }

    private Letter letter(Turn turn, Recipient recipient, Channel channel, Errand errand) {
        var notice = turn.notice();
        var obstacle = carrier.serves(notice.realm()) ? null : CheckDesk.NO_CARRIER;
        return new Letter(
                errand,
                channel,
                notice.realm(),
                notice.level(),
                notice.division(),
                notice.pointId(),
                cause(turn).template(recipient.words().templateId()),
                recipient.reader(),
                recipient.words().text(),
                false,
                obstacle);
    }

    /** The row that says why nobody was told. */
    private Letter nobody(Turn turn, Errand errand, Cause cause, String why) {
        var notice = turn.notice();
        return Letter.sms(
                errand,
                notice.realm(),
                notice.level(),
                notice.division(),
                notice.pointId(),
                cause,
                null,
                notice.wordsFor("zh").text(),
                why);
    }

    private Cause cause(Turn turn) {
        return Cause.of(Cause.warning(turn.notice().warningId()), turn.number(), clock.instant());
    }

    private Set<String> wrong(Notice notice) {
        return Set.copyOf(rollCall.wrongOf(notice.warningId()));
    }

    private static String wire(Notice notice) {
        return notice.purpose().name().toLowerCase(Locale.ROOT);
    }
}

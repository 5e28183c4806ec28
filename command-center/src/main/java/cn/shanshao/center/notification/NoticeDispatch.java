package cn.shanshao.center.notification;

import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.Officers;
import cn.shanshao.center.notification.Letter.Cause;
import cn.shanshao.center.notification.Letter.Reader;
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
        var written = new ArrayList<Letter>();
        if (notice.purpose() == Purpose.UNVERIFIED) {
            rollCall.beginIfNew(warning, notice);
            written.addAll(tell(notice, recipients(notice)));
        } else {
            written.addAll(replace(warning, notice));
        }
        if (written.isEmpty()) {
            written.add(nobody(notice, Errand.of(wire(notice)), cause(notice), NOBODY));
        }
        if (notice.purpose() != Purpose.UNVERIFIED) {
            written.addAll(upward(notice, written));
        }
        var many = letters.add(written);
        audit.record(Act.of("system", "notice.send", notice.id())
                .in(notice.division())
                .telling(Map.of("warning", warning.id(), "number", notice.number(), "messages", many)));
    }

    /** Takes the place of what was said before; an interim word to those on the spot never does. */
    private List<Letter> replace(Warning warning, Notice notice) {
        var isOver = notice.endsAll();
        letters.supersede(warning.id(), notice.number());
        var lifted = rollCall.begin(warning, notice, isOver);
        sirens.plan(notice);
        areas.plan(notice);
        var written = new ArrayList<Letter>();
        if (notice.purpose() == Purpose.LIFT || notice.purpose() == Purpose.CORRECT) {
            written.addAll(tellAgain(notice));
        }
        if (isOver) {
            rest(notice);
        } else {
            var recipients = recipients(notice);
            // households before ladders, as an answer locks them: else the two may wait for each other
            rollCall.enroll(notice, recipients.homes(), notice.purpose() != Purpose.DOWNGRADE, lifted);
            rest(notice);
            call(notice);
            // first, as each is written once: in the words of their household, where they have one now
            written.addAll(0, tell(notice, recipients));
        }
        return written;
    }

    private void rest(Notice notice) {
        ladders.endAll(Cause.warning(notice.warningId()), false, clock.instant());
    }

    @EventListener
    void on(WarningChanged event) {
        var warning = event.warning();
        if (warning.state() == WarningState.CLOSED) {
            rollCall.close(warning.id());
            ladders.endAll(Cause.warning(warning.id()), false, clock.instant());
        }
        if (warning.clock() == null) {
            ladders.endAll(Cause.warning(warning.id()), true, clock.instant());
        }
    }

    private Recipients recipients(Notice notice) {
        return Recipients.of(notice, warnings.audience(notice), registry.contactsOf(notice.pointId()));
    }

    private List<Letter> tell(Notice notice, Recipients recipients) {
        var wrong = wrong(notice);
        var all = new ArrayList<Letter>();
        for (var recipient : recipients.people()) {
            if (!wrong.contains(envelopes.index(recipient.reader().phone()))) {
                all.add(letter(notice, recipient, Channel.SMS));
            }
        }
        return all;
    }

    /** Those who have neither left nor answered are called until they have. */
    private void call(Notice notice) {
        var level = notice.level();
        if (level == null) {
            return;
        }
        var about = Cause.warning(notice.warningId());
        var starts = told.toBeCalled(notice).stream()
                .map(home -> new LadderRows.Start(
                        about,
                        notice.number(),
                        home,
                        false,
                        notice.realm(),
                        level,
                        notice.division(),
                        notice.pointId()))
                .toList();
        ladders.begin(starts, clock.instant(), settings);
    }

    /** The same people over the same ways, whatever has become of the messages: who was told anything is told this too. */
    private List<Letter> tellAgain(Notice notice) {
        var households = new HashMap<String, Household>();
        warnings.audience(notice).forEach(household -> households.put(household.id(), household));
        var wrong = wrong(notice);
        var all = new ArrayList<Letter>();
        for (var one : told.everybody(notice)) {
            if (wrong.contains(one.phoneIndex())) {
                continue;
            }
            var recipient = new Recipient(one.reader(), words(notice, households, one.reader()));
            var ways = notice.purpose() == Purpose.CORRECT ? one.channels() : Set.of(Channel.SMS);
            ways.forEach(way -> all.add(letter(notice, recipient, way)));
        }
        return all;
    }

    private static Words words(Notice notice, Map<String, Household> households, Reader reader) {
        var household = reader.householdId() == null ? null : households.get(reader.householdId());
        return household == null ? notice.wordsFor(reader.language()) : notice.wordsFor(household);
    }

    /** City and province learn of it at once, and may stop it; who gets it already does not get it twice. */
    private List<Letter> upward(Notice notice, List<Letter> before) {
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
                var cause = cause(notice).task(division);
                all.add(nobody(notice, Errand.UPWARD, cause, NOBODY_ABOVE + "（" + division + "）"));
            }
            for (var officer : reached) {
                var phone = WakeDesk.number(officer).orElseThrow();
                if (known.add(phone)) {
                    var words = notice.wordsFor("zh");
                    var reader = new Reader(officer.displayName(), phone, WakeDesk.OFFICER, "zh", null, null);
                    all.add(letter(notice, new Recipient(reader, words), Channel.SMS, Errand.UPWARD));
                }
            }
        }
        return all;
    }

    private Letter letter(Notice notice, Recipient recipient, Channel channel) {
        return letter(notice, recipient, channel, Errand.of(wire(notice)));
    }

    private Letter letter(Notice notice, Recipient recipient, Channel channel, Errand errand) {
        var obstacle = carrier.serves(notice.realm()) ? null : CheckDesk.NO_CARRIER;
        return new Letter(
                errand,
                channel,
                notice.realm(),
                notice.level(),
                notice.division(),
                notice.pointId(),
                cause(notice).template(recipient.words().templateId()),
                recipient.reader(),
                recipient.words().text(),
                false,
                obstacle);
    }

    /** The row that says why nobody was told. */
    private Letter nobody(Notice notice, Errand errand, Cause cause, String why) {
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

    private Cause cause(Notice notice) {
        return Cause.of(Cause.warning(notice.warningId()), notice.number(), clock.instant());
    }

    private Set<String> wrong(Notice notice) {
        return Set.copyOf(rollCall.wrongOf(notice.warningId()));
    }

    private static String wire(Notice notice) {
        return notice.purpose().name().toLowerCase(Locale.ROOT);
    }
}

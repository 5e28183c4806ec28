package cn.shanshao.center.notification;

import cn.shanshao.center.notification.Letter.Cause;
import cn.shanshao.center.notification.Letter.Reader;
import cn.shanshao.center.notification.Mailing.Lot;
import cn.shanshao.center.notification.Recipients.Recipient;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.residents.Household;
import cn.shanshao.center.warning.Notice;
import cn.shanshao.center.warning.Purpose;
import cn.shanshao.center.warning.Warnings;
import cn.shanshao.center.warning.Words;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Who is told by a notice, and in which words: asked again before all of it is written, it says the same of who is left. */
@Component
class Addressing {
    private final Warnings warnings;
    private final Registry registry;
    private final Told told;
    private final RollCall rollCall;
    private final Carrier carrier;
    private final Envelopes envelopes;
    private final Marks marks;
    private final Clock clock;

    Addressing(
            Warnings warnings,
            Registry registry,
            Told told,
            RollCall rollCall,
            Carrier carrier,
            Envelopes envelopes,
            Marks marks,
            Clock clock) {
        this.marks = marks;
        this.clock = clock;
        this.warnings = warnings;
        this.registry = registry;
        this.told = told;
        this.rollCall = rollCall;
        this.carrier = carrier;
        this.envelopes = envelopes;
    }

    /**
     * Those whom it is for, and those who are to hear it because they heard something else.
     *
     * @param again to whom it takes the place of what they were told, though it is not for them
     * @param at when the roster was read
     */
    record Addressed(Recipients recipients, List<Letter> letters, List<Letter> again, Instant at) {
        Addressed {
            letters = List.copyOf(letters);
            again = List.copyOf(again);
        }

        boolean isEmpty() {
            return letters.isEmpty() && again.isEmpty();
        }
    }

    /** Of an end nobody is on the roll: it goes to whoever was told anything. */
    Addressed of(Turn turn) {
        var notice = turn.notice();
        var at = clock.instant();
        // a large roster is opened once
        var audience = warnings.audience(notice);
        if (notice.endsAll()) {
            return new Addressed(Recipients.NOBODY, List.of(), tellAgain(turn, audience, Set.of()), at);
        }
        var recipients = Recipients.of(notice, audience, registry.contactsOf(notice.pointId()))
                .without(toldMore(notice));
        var again = notice.purpose() == Purpose.CORRECT
                ? tellAgain(turn, audience, notToldSo(notice, recipients))
                : List.<Letter>of();
        return new Addressed(recipients, tell(turn, recipients), again, at);
    }

    /** What a notice says to one number. */
    List<Letter> to(String phoneIndex, Turn turn) {
        var all = of(turn);
        return Stream.concat(all.letters().stream(), all.again().stream())
                .filter(letter -> letter.to() != null
                        && envelopes.index(letter.to().phone()).equals(phoneIndex))
                .toList();
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

    private List<Letter> tell(Turn turn, Recipients recipients) {
        var wrong = wrong(turn.notice());
        var all = new ArrayList<Letter>();
        for (var recipient : recipients.people()) {
            if (wrong.isEmpty()
                    || !wrong.contains(envelopes.index(recipient.reader().phone()))) {
                all.add(letter(turn, recipient, Channel.SMS, Errand.of(turn.notice())));
            }
        }
        return all;
    }

    /** The same people over the same ways, whatever has become of the messages: who was told anything is told this too. */
    private List<Letter> tellAgain(Turn turn, List<Household> audience, Set<String> notToldSo) {
        var notice = turn.notice();
        var households = new HashMap<String, Household>();
        audience.forEach(household -> households.put(household.id(), household));
        var wrong = wrong(notice);
        var all = new ArrayList<Letter>();
        for (var one : told.everybody(turn)) {
            // who was only asked to go somewhere is called back in other words
            if (notice.endsAll() && one.reader().role().equals(HouseholdSight.RUNNER)
                    || wrong.contains(one.phoneIndex())
                    || notToldSo.contains(String.valueOf(one.reader().householdId()))) {
                continue;
            }
            if (one.reader().role().equals(WakeDesk.OFFICER)) {
                all.add(upward(turn, one.reader(), true));
                continue;
            }
            var recipient = new Recipient(one.reader(), words(notice, households, one.reader()));
            var ways = notice.purpose() == Purpose.CORRECT ? one.channels() : Set.of(Channel.SMS);
            ways.forEach(way -> all.add(letter(turn, recipient, way, Errand.of(notice))));
        }
        return all;
    }

    private static Words words(Notice notice, Map<String, Household> households, Reader reader) {
        var household = reader.householdId() == null ? null : households.get(reader.householdId());
        return household == null ? notice.wordsFor(reader.language()) : notice.wordsFor(household);
    }

    /** The lot without messages to numbers that turned out to be somebody else's since it was made. */
    Lot withoutStrangers(Notice notice, Lot lot) {
        var wrong = wrong(notice);
        return wrong.isEmpty()
                ? lot
                : new Lot(
                        lot.homes(),
                        lot.letters().stream()
                                .filter(letter -> letter.to() == null
                                        || !wrong.contains(
                                                envelopes.index(letter.to().phone())))
                                .toList());
    }

    private Set<String> wrong(Notice notice) {
        return Set.copyOf(rollCall.wrongOf(notice.warningId()));
    }

    /** To one of them. */
    Letter letter(Turn turn, Recipient recipient, Channel channel, Errand errand) {
        var notice = turn.notice();
        var obstacle = carrier.serves(notice.realm()) ? null : CheckDesk.NO_CARRIER;
        return new Letter(
                errand,
                channel,
                notice.realm(),
                notice.level(),
                notice.division(),
                notice.pointId(),
                turn.cause().template(recipient.words().templateId()),
                recipient.reader(),
                recipient.words().text(),
                false,
                obstacle);
    }

    /**
     * To an officer of a division above, who goes nowhere: what was told, and to how many.
     *
     * @param isHeard anybody on the spot is told
     */
    Letter upward(Turn turn, Reader reader, boolean isHeard) {
        var notice = turn.notice();
        return Letter.sms(
                Errand.UPWARD,
                notice.realm(),
                notice.level(),
                notice.division(),
                notice.pointId(),
                turn.cause(),
                reader,
                Prompts.upward(notice, isHeard, marks.of(notice.realm())),
                carrier.serves(notice.realm()) ? null : CheckDesk.NO_CARRIER);
    }

    /** The row that says why nobody was told. */
    static Letter nobody(Turn turn, Errand errand, Cause cause, String why) {
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
}

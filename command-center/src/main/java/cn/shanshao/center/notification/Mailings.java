package cn.shanshao.center.notification;

import cn.shanshao.center.ClockFaults;
import cn.shanshao.center.Loop;
import cn.shanshao.center.Loops;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.notification.Addressing.Addressed;
import cn.shanshao.center.notification.Letter.Cause;
import cn.shanshao.center.notification.Letter.Reader;
import cn.shanshao.center.notification.Mailing.Lot;
import cn.shanshao.center.notification.Recipients.Home;
import cn.shanshao.center.residents.Residents;
import cn.shanshao.center.warning.Notice;
import cn.shanshao.center.warning.Purpose;
import cn.shanshao.center.warning.Warnings;
import cn.shanshao.ingest.mqtt.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes what a notice tells people. The first lots are written with the notice, so that a village has it or the notice does
 * not stand; of a notice to many the rest follows, lot by lot, while the first are being sent. A crash takes nothing of it:
 * the roll says who is left.
 */
@Component
class Mailings implements SmartLifecycle {
    static final String REFUSED = "系统内部出错，未能写入，请另行通知";

    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Backoff REST = Backoff.between(Duration.ofMillis(500), Duration.ofSeconds(2));
    private static final long PATIENCE_MS = 1_000;
    private static final int MOST_IN_MEMORY = 4;

    private static final Logger log = LoggerFactory.getLogger(Mailings.class);

    private final MailingRows rows;
    private final Addressing addressing;
    private final Warnings warnings;
    private final Letters letters;
    private final Told told;
    private final Residents residents;
    private final RollCall rollCall;
    private final LadderRows ladders;
    private final NotificationSettings settings;
    private final ClockFaults faults;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Audit audit;
    private final Clock clock;
    private final Loop loop;
    private final Semaphore wake = new Semaphore(0);
    /** The lots of those that were looked at last; of others they are made again. */
    private final Map<String, Mailing> inMemory = Collections.synchronizedMap(new LinkedHashMap<>(8, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Mailing> eldest) {
            return size() > MOST_IN_MEMORY;
        }
    });

    Mailings(
            MailingRows rows,
            Addressing addressing,
            Warnings warnings,
            Letters letters,
            Told told,
            Residents residents,
            RollCall rollCall,
            LadderRows ladders,
            NotificationSettings settings,
            ClockFaults faults,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Audit audit,
            Clock clock,
            Loops loops) {
        this.rows = rows;
        this.addressing = addressing;
        this.warnings = warnings;
        this.letters = letters;
        this.told = told;
        this.residents = residents;
        this.rollCall = rollCall;
        this.ladders = ladders;
        this.settings = settings;
        this.faults = faults;
        this.events = events;
        // where there is a transaction already, a lot that cannot be written takes nothing else with it
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.audit = audit;
        this.clock = clock;
        this.loop = loops.loop("mailings", REST, this::step);
    }

    /** Of a notice to many a part is written, and the rest is to follow. Published inside the transaction that issues it. */
    private record Begun(Mailing mailing) {}

    /**
     * Writes those who come first. Needs the transaction of the notice, in which households are locked before ladders.
     *
     * @return how many messages
     */
    int begin(Turn turn, @Nullable Instant lifted, Addressed addressed) {
        var mailing = Mailing.of(turn, lifted, addressed, Set.of());
        var written = 0;
        for (var homes = 0; homes + written < Mailing.LOT && !mailing.lots().isEmpty(); ) {
            var lot = mailing.lots().remove();
            homes += lot.homes().size();
            written += write(mailing, lot);
        }
        if (!mailing.lots().isEmpty()) {
            if (takesAPlace(turn)) {
                // nobody is called in the old words any more, also where the new ones are still to be written
                ladders.endOf(about(turn), mailing.ids(), Ladder.Ending.OVER, clock.instant());
            }
            rows.add(turn, lifted, clock.instant());
            events.publishEvent(new Begun(mailing));
        }
        return written;
    }

    @TransactionalEventListener
    void on(Begun event) {
        // the loop may have been quicker, and made it itself: what it has written is not left any more
        inMemory.putIfAbsent(event.mailing().turn().notice().id(), event.mailing());
        wake.release();
    }

    /**
     * What earlier notices of a warning still have to say is written before a new one takes its place: it holds for whoever does
     * not hear the new one. As one lot: households are locked in one order. Needs a transaction.
     *
     * @param instead who hears the new one
     */
    void finish(String warningId, Recipients instead) {
        for (var row : rows.lockAll(warningId)) {
            var mailing = again(row).whole(instead);
            while (!mailing.lots().isEmpty()) {
                next(mailing);
            }
            whileLeft(mailing, now -> end(now, mailing.turn().notice(), now.written()));
        }
    }

    private void step() throws InterruptedException {
        if (wake.tryAcquire(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
        }
        for (var next = rows.due(clock.instant()); next != null && loop.isRunning(); next = rows.due(clock.instant())) {
            var row = next;
            faults.guard("mailing", row.noticeId(), () -> goOn(row), () -> putOff(row));
        }
    }

    private void putOff(MailingRows.Row row) {
        transaction.executeWithoutResult(
                status -> rows.putOff(row.noticeId(), clock.instant().plus(ClockFaults.PAUSE)));
    }

    private void goOn(MailingRows.Row row) {
        var known = inMemory.get(row.noticeId());
        var mailing = known == null || hasAged(known) ? again(row) : known;
        inMemory.put(row.noticeId(), mailing);
        try {
            if (mailing.lots().isEmpty()) {
                whileLeft(mailing, now -> end(now, mailing.turn().notice(), now.written()));
            } else {
                next(mailing);
            }
        } catch (RuntimeException | Error e) {
            // what is left is seen on the roll
            inMemory.remove(row.noticeId());
            throw e;
        }
    }

    /** Somebody of the next lot was changed or erased since it was read: it does not go there as it is. */
    private boolean hasAged(Mailing mailing) {
        var lot = mailing.lots().peek();
        if (lot == null) {
            return false;
        }
        var households = lot.ids().stream()
                .filter(id -> !id.startsWith(Recipients.CONTACT))
                .toList();
        return !residents.areAsTheyWere(households, mailing.at());
    }

    private void next(Mailing mailing) {
        var lot = mailing.lots().remove();
        if (!isWritten(mailing, lot)) {
            goAround(mailing, lot);
        }
    }

    /** @return {@code false} where it is the lot itself that cannot be written */
    private boolean isWritten(Mailing mailing, Lot lot) {
        try {
            whileLeft(mailing, now -> goOn(mailing, lot));
            return true;
        } catch (TransientDataAccessException | DataAccessResourceFailureException | TransactionException e) {
            throw e;
        } catch (RuntimeException e) {
            log.warn("a lot of {} cannot be written", mailing.turn().notice().id(), e);
            return false;
        }
    }

    /** In a transaction that locks it; nothing where another has written all of it meanwhile, before a newer notice. */
    private void whileLeft(Mailing mailing, Consumer<MailingRows.Row> act) {
        var id = mailing.turn().notice().id();
        transaction.executeWithoutResult(status -> {
            var row = rows.lock(id);
            if (row == null) {
                inMemory.remove(id);
            } else {
                act.accept(row);
            }
        });
    }

    private void goOn(Mailing mailing, Lot all) {
        var turn = mailing.turn();
        var notice = turn.notice();
        // what was written twice would end the ladders that it began
        var lot = addressing.withoutStrangers(notice, all.without(told.enrolled(turn, all.ids())));
        if (takesAPlace(turn)) {
            // what was written while it waited, and before what it locks
            letters.supersede(turn, lot);
        }
        rows.written(notice.id(), write(mailing, lot));
        rollCall.changed(notice.warningId(), notice.division());
    }

    /** An interim word to those on the spot takes no place, and an end has taken all of them at once. */
    private static boolean takesAPlace(Turn turn) {
        return turn.notice().purpose() != Purpose.UNVERIFIED && !turn.notice().endsAll();
    }

    /** One that cannot be written bars nobody else: whose it is stands in the log of messages, or all is tried again. */
    private void goAround(Mailing mailing, Lot lot) {
        if (!lot.isApart()) {
            var apart = new ArrayList<>(lot.apart());
            Collections.reverse(apart);
            apart.forEach(mailing.lots()::addFirst);
            return;
        }
        var turn = mailing.turn();
        var whose = whose(lot);
        log.error("nothing can be written to {} about {}", whose, turn.notice().id());
        var nobody =
                Addressing.nobody(turn, Errand.of(turn.notice()), turn.cause().task(whose), REFUSED);
        transaction.executeWithoutResult(status -> letters.add(nobody));
    }

    private static String whose(Lot lot) {
        return Stream.concat(
                        lot.homes().stream().map(Home::id),
                        lot.letters().stream()
                                .map(Letter::to)
                                .filter(Objects::nonNull)
                                .map(Mailings::whose))
                .findFirst()
                .orElse("");
    }

    private static String whose(Reader reader) {
        var household = reader.householdId();
        return household == null ? String.valueOf(reader.contactId()) : household;
    }

    private void end(MailingRows.Row row, Notice notice, int written) {
        rows.remove(row.noticeId());
        inMemory.remove(row.noticeId());
        note(notice, written);
    }

    /** How many messages were written of a notice, with it or afterwards, stands in the trail. */
    void note(Notice notice, int written) {
        audit.record(Act.of("system", "notice.send", notice.id())
                .in(notice.division())
                .telling(Map.of("warning", notice.warningId(), "number", notice.number(), "messages", written)));
    }

    /** What is left of it, by the roll and the log of messages. */
    private Mailing again(MailingRows.Row row) {
        var notice = warnings.findNotice(row.noticeId())
                .orElseThrow(() ->
                        new IllegalStateException("notice %s has a mailing and is gone".formatted(row.noticeId())));
        var turn = new Turn(notice, row.number());
        return Mailing.of(turn, row.liftedAt(), addressing.of(turn), told.enrolled(turn));
    }

    /** Needs a transaction. How many messages. */
    private int write(Mailing mailing, Lot lot) {
        var turn = mailing.turn();
        var notice = turn.notice();
        if (!lot.homes().isEmpty()) {
            // households before ladders, as an answer locks them: else the two may wait for each other
            rollCall.enroll(turn, lot.homes(), mailing.at(), notice.purpose() != Purpose.DOWNGRADE, mailing.lifted());
            var homes = lot.ids();
            ladders.endOf(about(turn), homes, Ladder.Ending.OVER, clock.instant());
            call(turn, homes);
        }
        return letters.add(lot.letters());
    }

    private static String about(Turn turn) {
        return Cause.warning(turn.notice().warningId());
    }

    /** Those who have neither left nor answered are called until they have. */
    private void call(Turn turn, List<String> homes) {
        var notice = turn.notice();
        var level = notice.level();
        if (level == null) {
            return;
        }
        var about = about(turn);
        var starts = told.toBeCalled(turn, homes).stream()
                .map(home -> new LadderRows.Start(
                        about, turn.number(), home, false, notice.realm(), level, notice.division(), notice.pointId()))
                .toList();
        ladders.begin(starts, clock.instant(), settings);
    }

    /** Whatever the last run had in memory is forgotten, as after a crash. */
    @Override
    public void start() {
        inMemory.clear();
        loop.start();
    }

    @Override
    public void stop() {
        loop.stop(GRACE);
    }

    @Override
    public boolean isRunning() {
        return loop.isRunning();
    }
}

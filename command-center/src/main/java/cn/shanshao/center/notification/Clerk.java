package cn.shanshao.center.notification;

import cn.shanshao.center.Loop;
import cn.shanshao.center.Loops;
import cn.shanshao.center.OneLine;
import cn.shanshao.center.notification.Outbox.Claimed;
import cn.shanshao.ingest.mqtt.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes what became of messages: whatever has come up since the last time goes into one transaction. What the carrier said
 * must not be forgotten because the database is away: it is written again and again until it is there, or the clerk is
 * stopped; then the claim stays, and the next run says that the outcome is unknown. So does this one when the words
 * themselves cannot be written, and they hold up nobody else's.
 */
final class Clerk {
    private static final int MOST_AT_ONCE = 256;
    private static final int TRIES = 40;
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);
    private static final Duration LAST_LOT = Duration.ofSeconds(15);
    private static final Backoff REST = Backoff.between(Duration.ofMillis(500), Duration.ofSeconds(2));
    private static final Logger log = LoggerFactory.getLogger(Clerk.class);

    private final Outbox outbox;
    private final Receipts receipts;
    private final TransactionTemplate transaction;
    private final Consumer<Claimed> written;
    private final Loop loop;
    /** No longer than there are places for claimed messages. */
    private final BlockingQueue<Word> words = new LinkedBlockingQueue<>();

    private final List<Tried> refused = new ArrayList<>();
    private long triedAt = System.nanoTime() - PAUSE;

    /** @param written told of each message whose word is stored */
    Clerk(Outbox outbox, Receipts receipts, TransactionTemplate transaction, Loops loops, Consumer<Claimed> written) {
        this.outbox = outbox;
        this.receipts = receipts;
        this.transaction = transaction;
        this.written = written;
        this.loop = loops.loop("sms-clerk", REST, this::step);
    }

    /** One that could not be written with the others. */
    private record Tried(Word word, int times) {}

    void start() {
        words.clear();
        refused.clear();
        loop.start();
    }

    /** Returns at once. */
    void take(Word word) {
        words.add(word);
    }

    private void step() throws InterruptedException {
        var first = words.poll(PAUSE, TimeUnit.NANOSECONDS);
        if (first != null) {
            writeLot(lot(first));
        }
        if (System.nanoTime() - triedAt >= PAUSE) {
            tryRefused();
        }
    }

    private List<Word> lot(Word first) {
        var lot = new ArrayList<Word>();
        lot.add(first);
        words.drainTo(lot, MOST_AT_ONCE - 1);
        return lot;
    }

    private void writeLot(List<Word> lot) {
        try {
            transaction.executeWithoutResult(status -> write(lot));
            lot.forEach(word -> written.accept(word.message()));
        } catch (RuntimeException e) {
            log.warn("what became of {} messages cannot be written yet: {}", lot.size(), OneLine.of(e));
            lot.forEach(word -> refused.add(new Tried(word, 0)));
        }
    }

    private void tryRefused() {
        var all = List.copyOf(refused);
        refused.clear();
        for (var one : all) {
            if (!loop.isRunning() || !writeAlone(one)) {
                refused.add(new Tried(one.word(), one.times() + 1));
            }
        }
        triedAt = System.nanoTime();
    }

    private boolean writeAlone(Tried tried) {
        var message = tried.word().message();
        var word = tried.times() < TRIES ? tried.word() : unwritable(message);
        try {
            transaction.executeWithoutResult(status -> write(List.of(word)));
            written.accept(message);
            return true;
        } catch (RuntimeException e) {
            log.warn("what became of message {} cannot be written yet: {}", message.id(), OneLine.of(e));
            return false;
        }
    }

    private void write(List<Word> lot) {
        var taken = new ArrayList<Word.Taken>();
        var untouched = new ArrayList<Long>();
        var others = new ArrayList<Word.Other>();
        for (var word : lot) {
            if (word instanceof Word.Taken one) {
                taken.add(one);
            } else if (word instanceof Word.Untouched one) {
                untouched.add(one.message().id());
            } else if (word instanceof Word.Other one) {
                others.add(one);
            }
        }
        if (taken.size() < lot.size()) {
            // all at once in the order of the ids, as a new notice locks them: not in the three passes below
            outbox.lock(lot.stream().map(word -> word.message().id()).toList());
        }
        if (!taken.isEmpty()) {
            receipts.taken(taken);
        }
        if (!untouched.isEmpty()) {
            outbox.putBack(untouched);
        }
        others.forEach(one -> one.writing().run());
    }

    /** What must be stored before its message goes on: waits for it. Whether it is. */
    boolean writeNow(Claimed message, Runnable writing) {
        for (var tries = 1; ; tries++) {
            try {
                var word = tries <= TRIES ? new Word.Other(message, writing) : unwritable(message);
                transaction.executeWithoutResult(status -> word.writing().run());
                return tries <= TRIES;
            } catch (RuntimeException e) {
                log.warn("what became of message {} cannot be written yet: {}", message.id(), OneLine.of(e));
                if (!loop.isRunning() || interrupted()) {
                    return false;
                }
            }
        }
    }

    private Word.Other unwritable(Claimed message) {
        return new Word.Other(message, () -> outbox.unknown(message.id(), "发送结果无法记录"));
    }

    private static boolean interrupted() {
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Writes what has come up, if it can be written now. */
    void stop() {
        loop.stop(LAST_LOT);
        for (var first = words.poll(); first != null; first = words.poll()) {
            writeLot(lot(first));
        }
        refused.forEach(this::writeAlone);
    }
}

package cn.shanshao.center.table;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.CurrentUser;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/** Tables on their way in: looked at first, then taken by whoever sent them. They are held in memory, and not for long. */
@Component
class Imports {
    /** Rows of all tables that wait; an older one makes room. */
    private static final int MOST_HELD = 120_000;

    private static final Duration HELD = Duration.ofMinutes(30);
    private static final Logger log = LoggerFactory.getLogger(Imports.class);

    private final Audit audit;
    private final TaskScheduler tasks;
    private final Clock clock;
    private final Semaphore looking = new Semaphore(1);
    private final Map<String, Import> held = new LinkedHashMap<>();

    Imports(Audit audit, TaskScheduler taskScheduler, Clock clock) {
        this.audit = audit;
        this.tasks = taskScheduler;
        this.clock = clock;
    }

    enum State {
        PREVIEW,
        RUNNING,
        DONE,
        FAILED
    }

    /**
     * @param done rows written so far
     * @param reason why it failed; {@code null} unless it has
     */
    record Import(
            String id,
            Table table,
            String name,
            CurrentUser by,
            Instant at,
            Preview preview,
            State state,
            int done,
            @Nullable String reason) {
        Import with(State next, int written, @Nullable String why) {
            return new Import(id, table, name, by, at, preview, next, written, why);
        }
    }

    /**
     * Looks at a table, and stores nothing. One at a time: the same machine judges the live readings.
     *
     * @param file reads it, once it is its turn
     * @throws Problem 429 when another one is being looked at
     */
    Import preview(CurrentUser user, Table table, String name, Callable<byte[]> file) throws Exception {
        if (!looking.tryAcquire()) {
            throw Problem.tooMany("another table is being looked at", 10);
        }
        try {
            return look(user, table, name, file.call());
        } finally {
            looking.release();
        }
    }

    private Import look(CurrentUser user, Table table, String name, byte[] file) {
        makeRoom(MOST_HELD);
        var preview = table.look(user, file);
        makeRoom(MOST_HELD - preview.size());
        var one = new Import(
                UUID.randomUUID().toString(), table, name, user, clock.instant(), preview, State.PREVIEW, 0, null);
        synchronized (held) {
            held.put(one.id(), one);
        }
        return one;
    }

    /** Drops what is old, and then the oldest, until no more than that many wait. */
    private void makeRoom(int most) {
        var old = clock.instant().minus(HELD);
        synchronized (held) {
            var waiting = held.values().stream()
                    .filter(one -> one.state() != State.RUNNING)
                    .toList();
            var size = waiting.stream().mapToInt(one -> one.preview().size()).sum();
            for (var one : waiting) {
                if (size > most || one.at().isBefore(old)) {
                    held.remove(one.id());
                    size -= one.preview().size();
                }
            }
        }
    }

    /** @throws Problem 404 when it is another's, or is held no more */
    Import get(CurrentUser user, String id) {
        synchronized (held) {
            var one = held.get(id);
            if (one == null || !one.by().username().equals(user.username())) {
                throw Problem.notFound("import", id);
            }
            return one;
        }
    }

    /**
     * Takes it, in the background; one table at a time.
     *
     * @throws Problem 409 when cells are wrong, or it is taken already
     */
    Import commit(CurrentUser user, String id) {
        Import begun;
        synchronized (held) {
            var one = get(user, id);
            if (one.state() != State.PREVIEW) {
                throw Problem.conflict("this table is %s already".formatted(one.state()));
            }
            if (!one.preview().faults().isEmpty()) {
                throw Problem.conflict("%d cells are wrong: mend them and send the file again"
                        .formatted(one.preview().faults().size()));
            }
            if (held.values().stream().anyMatch(other -> other.state() == State.RUNNING)) {
                throw Problem.tooMany("another table is being taken in", 10);
            }
            begun = one.with(State.RUNNING, 0, null);
            held.put(id, begun);
        }
        audit.record(user.username(), begun.table().noun() + ".import-begin", id, Map.of("file", begun.name()));
        tasks.schedule(() -> take(begun), clock.instant());
        return begun;
    }

    private void take(Import one) {
        try {
            one.preview().take(one.id(), one.name(), one.by(), done -> put(one.with(State.RUNNING, done, null)));
            put(one.with(State.DONE, one.preview().size(), null));
        } catch (Problem e) {
            put(one.with(State.FAILED, 0, e.getBody().getDetail()));
        } catch (DuplicateKeyException e) {
            put(one.with(
                    State.FAILED, 0, "somebody else has added one of these numbers meanwhile: load the file again"));
        } catch (RuntimeException e) {
            log.error("a table could not be taken in; nothing of it is stored", e);
            put(one.with(State.FAILED, 0, "an error of the command centre; nothing is stored"));
        }
    }

    private void put(Import one) {
        synchronized (held) {
            held.put(one.id(), one);
        }
    }
}

package cn.shanshao.streaming.watch;

import cn.shanshao.ingest.history.HistoryUnavailable;
import cn.shanshao.ingest.history.Sample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the store for the newest readings of devices whose state knows none, beside the operator. */
final class Newest {
    private static final Logger LOG = LoggerFactory.getLogger(Newest.class);

    /** Whether an answer is there is looked at as often as this, ms. */
    private static final long LOOK = 400;

    /** What was not answered is asked again after this, ms. */
    private static final long AGAIN = 15_000;

    private final Function<String, List<Sample>> store;
    private final Function<Callable<List<Sample>>, @Nullable Future<List<Sample>>> threads;
    private final Map<String, Seeking> seekings = new HashMap<>();

    private static final class Seeking {
        private long next;
        private @Nullable Future<List<Sample>> answer;

        Seeking(long now) {
            next = now;
        }
    }

    /**
     * @param store answers with the newest readings of a device
     * @param threads where it is asked; {@code null} when they have too much to do
     */
    Newest(
            Function<String, List<Sample>> store,
            Function<Callable<List<Sample>>, @Nullable Future<List<Sample>>> threads) {
        this.store = store;
        this.threads = threads;
    }

    void seek(String device, long now) {
        seekings.computeIfAbsent(device, id -> new Seeking(now));
    }

    /** The answer, once, when it is there; asks when that is due. */
    List<Sample> found(String device, long now) {
        var seeking = seekings.get(device);
        if (seeking == null) {
            return List.of();
        }
        var answer = seeking.answer;
        if (answer != null && answer.isDone()) {
            seeking.answer = null;
            try {
                var found = answer.get();
                seekings.remove(device);
                return found;
            } catch (ExecutionException e) {
                seeking.next = now + AGAIN;
                if (!(e.getCause() instanceof HistoryUnavailable)) {
                    LOG.error("the newest readings of {} cannot be used", device, e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        } else if (answer == null && now >= seeking.next) {
            seeking.answer = threads.apply(() -> store.apply(device));
            seeking.next = now + (seeking.answer == null ? AGAIN : LOOK);
        } else if (now >= seeking.next) {
            seeking.next = now + LOOK;
        }
        return List.of();
    }

    void forget(String device) {
        var seeking = seekings.remove(device);
        if (seeking != null && seeking.answer != null) {
            seeking.answer.cancel(false);
        }
    }

    /** When {@link #found} is worth while; {@link Long#MAX_VALUE} for never. */
    long due(String device) {
        var seeking = seekings.get(device);
        return seeking == null ? Long.MAX_VALUE : seeking.next;
    }
}

package cn.shanshao.streaming.watch;

import cn.shanshao.detect.Channel;
import cn.shanshao.detect.Rule;
import cn.shanshao.detect.Warmth;
import cn.shanshao.detect.Warmth.Wanted;
import cn.shanshao.ingest.history.HistoryUnavailable;
import cn.shanshao.ingest.history.ReadingHistory;
import cn.shanshao.ingest.history.Sample;
import cn.shanshao.streaming.Tally;
import cn.shanshao.streaming.config.Assigned;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the store for the history that rules lack, on threads beside the operator; the operator fetches the answers when it
 * judges the device, or by its timer. Nothing of it is kept over a restart: what is still lacking is asked for again.
 */
final class Warming implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Warming.class);

    /** A rule waits for its history this long, and goes on without: ms. */
    static final long PATIENCE = 30_000;

    private static final int THREADS = 2;
    /** More than these wait in their channels. */
    private static final int MOST_ASKED = 256;

    /** Whether an answer is there is looked at as often as this, ms. */
    private static final long LOOK = 400;

    /** What was not answered is asked again after this, ms. */
    private static final long AGAIN = 1_000;

    /** The same, where the rule goes on without, ms. */
    private static final long AGAIN_LATER = 15_000;

    private final ReadingHistory history;
    private final Tally tally;
    private final ThreadPoolExecutor threads;
    /** By device, then by quantity. */
    private final Map<String, Map<String, Asking>> askings = new HashMap<>();

    private final Newest newest;

    private int warming;
    private int cold;

    /** What is going on about one channel. */
    private static final class Asking {
        private final long since;
        private long next;
        private boolean isCold;
        private @Nullable Wanted wanted;
        private @Nullable Future<Warmth> answer;

        Asking(long now) {
            since = now;
            next = now;
        }
    }

    Warming(Histories histories, Tally tally) {
        this.history = histories.history();
        this.tally = tally;
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_ASKED), work -> {
                    var thread = new Thread(work, "history");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        newest = new Newest(device -> history.latest(List.of(device)), this::ask);
    }

    private <T> @Nullable Future<T> ask(Callable<T> question) {
        try {
            return threads.submit(question);
        } catch (RejectedExecutionException e) {
            return null;
        }
    }

    /** The device knows none of its readings. */
    void seek(String device, long now) {
        newest.seek(device, now);
    }

    /** The newest readings of the device, once, when they are there. */
    List<Sample> found(String device, long now) {
        return newest.found(device, now);
    }

    /** The channel lacks history. */
    void add(String device, String quantity, long now) {
        var ofDevice = askings.computeIfAbsent(device, id -> new HashMap<>());
        if (!ofDevice.containsKey(quantity)) {
            ofDevice.put(quantity, new Asking(now));
            count(1, 0);
        }
    }

    /** The quantities of a device that lack history. */
    List<String> of(String device) {
        var ofDevice = askings.get(device);
        return ofDevice == null ? List.of() : List.copyOf(ofDevice.keySet());
    }

    void done(String device, String quantity) {
        var ofDevice = askings.get(device);
        var asking = ofDevice == null ? null : ofDevice.remove(quantity);
        if (asking != null) {
            count(asking.isCold ? 0 : -1, asking.isCold ? -1 : 0);
            cancel(asking);
            askings.computeIfPresent(device, (id, left) -> left.isEmpty() ? null : left);
        }
    }

    void forget(String device) {
        newest.forget(device);
        of(device).forEach(quantity -> done(device, quantity));
    }

    private static void cancel(Asking asking) {
        if (asking.answer != null) {
            asking.answer.cancel(false);
        }
    }

    private void count(int moreWarming, int moreCold) {
        warming += moreWarming;
        cold += moreCold;
        tally.history(this, warming, cold);
    }

    /** Looks whether the answer is there, and asks when that is due. */
    List<Channel.Word> look(Assigned device, String quantity, Channel channel, List<Rule> rules, long now) {
        var ofDevice = askings.get(device.id());
        var asking = ofDevice == null ? null : ofDevice.get(quantity);
        if (asking == null) {
            return List.of();
        }
        if (!channel.lacksHistory() || channel.wanted(rules) == null) {
            done(device.id(), quantity);
            return List.of();
        }
        var warmth = fetch(asking, channel, rules, now);
        if (warmth != null) {
            done(device.id(), quantity);
            return channel.warm(warmth, rules);
        }
        if (asking.answer == null && now >= asking.next) {
            ask(asking, device, quantity, channel, rules, now);
        }
        if (asking.answer != null) {
            asking.next = now + LOOK;
        }
        return goOnWithout(asking, device, quantity, channel, rules, now);
    }

    private @Nullable Warmth fetch(Asking asking, Channel channel, List<Rule> rules, long now) {
        var answer = asking.answer;
        var wanted = asking.wanted;
        if (answer == null || wanted == null || !answer.isDone()) {
            return null;
        }
        asking.answer = null;
        try {
            var warmth = answer.get();
            return channel.isStill(wanted, rules) ? warmth : null;
        } catch (ExecutionException e) {
            asking.next = now + (asking.isCold ? AGAIN_LATER : AGAIN);
            if (!(e.getCause() instanceof HistoryUnavailable)) {
                LOG.error("history up to {} cannot be used", wanted.to(), e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    private void ask(Asking asking, Assigned device, String quantity, Channel channel, List<Rule> rules, long now) {
        channel.collect();
        var wanted = channel.wanted(rules);
        if (wanted == null) {
            return;
        }
        asking.wanted = wanted;
        asking.answer = ask(() -> new Recall(history, device.id(), quantity, device::channel).warmth(wanted));
        if (asking.answer == null) {
            asking.next = now + AGAIN;
        }
    }

    private List<Channel.Word> goOnWithout(
            Asking asking, Assigned device, String quantity, Channel channel, List<Rule> rules, long now) {
        if (!asking.isCold && (now - asking.since >= PATIENCE || !channel.isWarming())) {
            asking.isCold = true;
            count(-1, 1);
        }
        if (!channel.isWarming() || !asking.isCold) {
            return List.of();
        }
        LOG.warn("history of {} {} has not come: its rules go on without", device.id(), quantity);
        return channel.goCold(rules);
    }

    /** When {@link #look} is worth while; {@link Long#MAX_VALUE} for never. */
    long due(String device) {
        var due = newest.due(device);
        for (var asking : askings.getOrDefault(device, Map.of()).values()) {
            due = Math.min(due, asking.next);
        }
        return due;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        tally.historyGone(this);
    }
}

package cn.shanshao.ingest.broker;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes what dead connections left behind, once it was found in two looks in a row. Each is looked for and closed on
 * its own, so that one that fails hides no other; one that cannot be closed is tried again at every look.
 */
final class Watchdog {
    private static final Logger log = LoggerFactory.getLogger(Watchdog.class);

    /** A place to look. */
    interface Search {
        List<Orphan> find() throws Exception;
    }

    /**
     * Something that outlived its connection.
     *
     * @param what the same at every look
     * @param shown for people
     */
    record Orphan(Object what, String shown, Closing closing) {}

    interface Closing {
        void close() throws Exception;
    }

    private final List<Search> searches;
    private final Set<Search> blind = new HashSet<>();
    private final AtomicLong cleared = new AtomicLong();
    private final Map<Object, Orphan> stuck = new ConcurrentHashMap<>();
    private Set<Object> suspects = Set.of();

    Watchdog(List<Search> searches) {
        this.searches = List.copyOf(searches);
    }

    /** How many were closed. */
    long cleared() {
        return cleared.get();
    }

    /** How many could not be closed so far. */
    int stuck() {
        return stuck.size();
    }

    /** One look. Never throws, so that a schedule goes on. */
    synchronized void look() {
        // half closed, one may be found no more: it is not forgotten for that
        var due = new LinkedHashMap<>(stuck);
        var found = new HashSet<>();
        for (var search : searches) {
            for (var orphan : find(search)) {
                found.add(orphan.what());
                if (suspects.contains(orphan.what())) {
                    due.put(orphan.what(), orphan);
                }
            }
        }
        suspects = found;
        due.values().forEach(this::close);
    }

    private List<Orphan> find(Search search) {
        try {
            var found = search.find();
            blind.remove(search);
            return found;
        } catch (Exception | Error e) {
            if (blind.add(search)) {
                log.error("the watchdog cannot look after dead connections; trying again at every look", e);
            }
            return List.of();
        }
    }

    private void close(Orphan orphan) {
        try {
            orphan.closing().close();
            stuck.remove(orphan.what());
            cleared.incrementAndGet();
            log.warn("{} outlived its connection and was closed", orphan.shown());
        } catch (Exception | Error e) {
            if (stuck.put(orphan.what(), orphan) == null) {
                log.error(
                        "{} outlived its connection and cannot be closed; trying again at every look",
                        orphan.shown(),
                        e);
            }
        }
    }
}

package cn.shanshao.streaming;

import java.io.Serializable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Names the tally of one run; travels with the job and finds the tally again where its operators run. On a cluster every
 * process has its own, and Flink's metrics put them together.
 */
public record Board(String run) implements Serializable {
    private static final ConcurrentMap<String, Tally> TALLIES = new ConcurrentHashMap<>();

    public Tally tally() {
        return TALLIES.computeIfAbsent(run, id -> new Tally());
    }

    void forget() {
        TALLIES.remove(run);
    }
}

package cn.shanshao.streaming;

import cn.shanshao.streaming.Tally.ConfigState;

/**
 * How the job is.
 *
 * @param status Flink's word, e.g. {@code RUNNING}, {@code RESTARTING}
 * @param arrived messages taken from the broker since the start
 * @param readings in those messages
 * @param repeats readings that had been seen before
 * @param rejected records that could not be taken
 * @param stored rows that the time-series store has taken
 * @param alerts published
 * @param backlogBytes readings that wait for the store, compressed
 * @param backlogBound at which the job takes no more from the broker
 * @param storeUp the store took the last lot
 * @param lastCheckpoint when a checkpoint was last complete and on disk, Unix ms; 0 for never
 * @param connections to the broker for readings that are up
 * @param lagMs between the broker's stamp and the job, at the newest message
 */
public record JobHealth(
        String status,
        long arrived,
        long readings,
        long repeats,
        long rejected,
        long stored,
        long alerts,
        long backlogBytes,
        long backlogBound,
        boolean storeUp,
        long lastCheckpoint,
        ConfigState config,
        int connections,
        int connectionsWanted,
        long lagMs) {

    /** The backlog has reached four fifths of its bound: readings will soon wait in the broker, and alerts with them. */
    public boolean isBacklogNearBound() {
        return backlogBytes > backlogBound * 0.8;
    }

    /** Everything works. */
    public boolean isWell() {
        return status.equals("RUNNING")
                && storeUp
                && config == ConfigState.READY
                && connections >= connectionsWanted
                && !isBacklogNearBound();
    }
}

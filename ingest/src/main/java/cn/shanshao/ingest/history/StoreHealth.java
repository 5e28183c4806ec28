package cn.shanshao.ingest.history;

import java.util.List;

/**
 * How the embedded store is.
 *
 * @param answers it answered the last look
 * @param synced an acknowledged write is on disk
 * @param suspended tables that take writes and do not show them (after a full disk); their application is resumed
 * @param behind acknowledged transactions that cannot be read yet
 * @param resumed how often a table had to be resumed since the start
 * @param freeBytes on the disk
 */
public record StoreHealth(
        boolean answers, boolean synced, List<String> suspended, long behind, long resumed, long freeBytes) {
    public StoreHealth {
        suspended = List.copyOf(suspended);
    }

    public boolean isOk() {
        return answers && synced && suspended.isEmpty();
    }
}

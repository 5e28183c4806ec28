package cn.shanshao.ingest.history;

/** The store cannot be read now; ask again later. */
public final class HistoryUnavailable extends RuntimeException {
    public HistoryUnavailable(String message) {
        super(message);
    }

    public HistoryUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}

package cn.shanshao.ingest.history;

/** The store did not take a lot, for reasons that are not in the lot; write the same lot again later. */
public final class StoreUnavailable extends Exception {
    public StoreUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}

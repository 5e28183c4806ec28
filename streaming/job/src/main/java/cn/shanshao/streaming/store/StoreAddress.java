package cn.shanshao.streaming.store;

import cn.shanshao.ingest.history.ReadingStore;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;

/** The time-series store, in a form that travels with the job. */
public record StoreAddress(URI url, String user, String password, Duration retention) implements Serializable {
    ReadingStore open() {
        return new ReadingStore(url, user, password, retention);
    }

    @Override
    public String toString() {
        return "StoreAddress[" + user + " at " + url + "]";
    }
}

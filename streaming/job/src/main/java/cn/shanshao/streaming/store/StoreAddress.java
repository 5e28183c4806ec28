package cn.shanshao.streaming.store;

import cn.shanshao.ingest.history.QuestDbHistory;
import cn.shanshao.ingest.history.ReadingHistory;
import cn.shanshao.ingest.history.ReadingStore;
import cn.shanshao.streaming.watch.Histories;
import java.net.URI;
import java.time.Duration;

/** The time-series store, in a form that travels with the job. */
public record StoreAddress(URI url, String user, String password, Duration retention) implements Histories {
    ReadingStore open() {
        return new ReadingStore(url, user, password, retention);
    }

    @Override
    public ReadingHistory history() {
        return new QuestDbHistory(url, user, password);
    }

    @Override
    public String toString() {
        return "StoreAddress[" + user + " at " + url + "]";
    }
}

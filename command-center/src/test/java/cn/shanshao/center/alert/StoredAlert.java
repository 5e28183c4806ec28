package cn.shanshao.center.alert;

import cn.shanshao.ingest.wire.Alert;

/** Puts an alert among the open ones, without the messages that it would send. */
public final class StoredAlert {
    private final Episodes episodes;

    StoredAlert(Episodes episodes) {
        this.episodes = episodes;
    }

    public void save(Alert alert) {
        episodes.save(new Episode(alert, false, alert.since(), null, null));
    }
}

package cn.shanshao.allinone;

import cn.shanshao.ingest.history.EmbeddedQuestDb;
import java.net.URI;
import java.util.Optional;

/**
 * The time-series store, as its users find it.
 *
 * @param embedded empty when it is a server of the operator's own, whose durability is then the operator's
 */
record Store(URI url, String user, String password, Optional<EmbeddedQuestDb> embedded) {
    @Override
    public String toString() {
        return "Store[" + url + "]";
    }
}

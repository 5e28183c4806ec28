package cn.shanshao.center.notification;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** Remembers what carriers called back with, so that the same call a second time is seen to be one. */
@Repository
class CarrierCallbacks {
    private static final int DAYS_KEPT = 7;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    CarrierCallbacks(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Whether it came for the first time: then it is taken, and remembered with what that stores or not at all. */
    boolean takeFirst(String gateway, String event, Runnable taking) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var isFirst = isFirst(gateway, event);
            if (isFirst) {
                taking.run();
            }
            return isFirst;
        }));
    }

    private boolean isFirst(String gateway, String event) {
        return jdbc.sql(
                                "insert into carrier_callback (gateway, event) values (:gateway, :event) on conflict do nothing")
                        .param("gateway", gateway)
                        .param("event", event)
                        .update()
                == 1;
    }

    /** Needs a transaction. */
    void forget() {
        jdbc.sql("delete from carrier_callback where at < now() - :days * interval '1 day'")
                .param("days", DAYS_KEPT)
                .update();
    }
}

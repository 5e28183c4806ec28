package cn.shanshao.center.notification;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Remembers what carriers called back with, so that the same call a second time is seen to be one. Calls need a transaction. */
@Repository
class CarrierCallbacks {
    private static final int DAYS_KEPT = 7;

    private final JdbcClient jdbc;

    CarrierCallbacks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether it came for the first time. */
    boolean isFirst(String gateway, String event) {
        return jdbc.sql(
                                "insert into carrier_callback (gateway, event) values (:gateway, :event) on conflict do nothing")
                        .param("gateway", gateway)
                        .param("event", event)
                        .update()
                == 1;
    }

    void forget() {
        jdbc.sql("delete from carrier_callback where at < now() - :days * interval '1 day'")
                .param("days", DAYS_KEPT)
                .update();
    }
}

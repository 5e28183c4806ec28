package cn.shanshao.center.alert;

import cn.shanshao.center.registry.Dependants;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Alerts rest on the points and devices that they were raised at. */
@Component
record AlertDependants(JdbcClient jdbc) implements Dependants {
    @Override
    public List<String> onPoint(String id) {
        return found("point_id = ?", id);
    }

    @Override
    public List<String> onDevice(String id) {
        return found("alert ->> 'deviceId' = ?", id);
    }

    private List<String> found(String where, String id) {
        return jdbc.sql("select 'alerts' from episode where " + where + " limit 1")
                .param(id)
                .query(String.class)
                .list();
    }
}

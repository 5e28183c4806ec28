package cn.shanshao.center.warning;

import cn.shanshao.center.registry.Dependants;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people were told of a point stays with it. */
@Component
record WarningDependants(JdbcClient jdbc) implements Dependants {
    @Override
    public List<String> onPoint(String id) {
        return jdbc.sql("select 'warnings' from warning where point_id = ? limit 1")
                .param(id)
                .query(String.class)
                .list();
    }

    @Override
    public List<String> onDevice(String id) {
        return List.of();
    }
}

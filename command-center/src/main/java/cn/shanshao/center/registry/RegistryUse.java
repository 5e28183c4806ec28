package cn.shanshao.center.registry;

import cn.shanshao.center.identity.DivisionUse;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The points and devices of a division. */
@Component
record RegistryUse(JdbcClient jdbc) implements DivisionUse {
    @Override
    public Map<String, Long> in(String division) {
        var found = new TreeMap<String, Long>();
        jdbc.sql(
                        "select 'points', count(*) from hazard_point where division = :code having count(*) > 0"
                                + " union all select 'devices', count(*) from device where division = :code having count(*) > 0")
                .param("code", division)
                .query(row -> {
                    found.put(row.getString(1), row.getLong(2));
                });
        return found;
    }
}

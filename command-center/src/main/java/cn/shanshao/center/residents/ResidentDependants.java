package cn.shanshao.center.residents;

import cn.shanshao.center.registry.Dependants;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Households and cards rest on their point, also those that have ended. */
@Component
record ResidentDependants(JdbcClient jdbc) implements Dependants {
    @Override
    public List<String> onPoint(String id) {
        return jdbc.sql("select distinct 'households' from household_version where point_id = :id"
                        + " union select distinct 'cards' from point_card_version where point_id = :id order by 1")
                .param("id", id)
                .query(String.class)
                .list();
    }

    @Override
    public List<String> onDevice(String id) {
        return List.of();
    }
}

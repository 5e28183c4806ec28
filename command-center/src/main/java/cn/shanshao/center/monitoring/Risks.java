package cn.shanshao.center.monitoring;

import cn.shanshao.ingest.wire.DivisionRisk;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The rain risk of the divisions, as the job said it last. */
@Component
class Risks {
    private final Map<String, DivisionRisk> newest = new ConcurrentHashMap<>();

    void put(DivisionRisk risk) {
        newest.put(risk.division(), risk);
    }

    /** By division. */
    List<DivisionRisk> all() {
        return newest.values().stream()
                .sorted(Comparator.comparing(DivisionRisk::division))
                .toList();
    }
}

package cn.shanshao.center.monitoring;

import cn.shanshao.center.registry.Dependants;
import java.util.List;
import org.springframework.stereotype.Component;

/** Readings rest on the device that has sent them. */
@Component
record ReadingDependants(LiveValues live) implements Dependants {
    @Override
    public List<String> onPoint(String id) {
        return List.of();
    }

    @Override
    public List<String> onDevice(String id) {
        return live.lastSeen(id).isPresent() ? List.of("readings") : List.of();
    }
}

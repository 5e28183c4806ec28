package cn.shanshao.center.monitoring;

import cn.shanshao.ingest.wire.PointState;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Which points are blind, as the job says: its newest document of each division. */
@Component
class PointStates {
    private final Map<String, Set<String>> blind = new ConcurrentHashMap<>();

    /** Returns the points whose blindness changed. */
    Set<String> put(PointState.OfDivision state) {
        var now = state.points().stream()
                .filter(PointState::blind)
                .map(PointState::pointId)
                .collect(Collectors.toUnmodifiableSet());
        var before = blind.put(state.division(), now);
        var changed = new HashSet<>(now);
        if (before != null) {
            before.stream().filter(p -> !now.contains(p)).forEach(changed::add);
            changed.removeIf(p -> before.contains(p) && now.contains(p));
        }
        return changed;
    }

    Set<String> blind() {
        return blind.values().stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }

    boolean isBlind(String pointId) {
        return blind.values().stream().anyMatch(points -> points.contains(pointId));
    }
}

package cn.shanshao.sim.network;

import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.PointConfig.Station;
import cn.shanshao.ingest.wire.Reading;
import cn.shanshao.ingest.wire.RuleConfig;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * When what the stations of the gullies sent showed a front: with the second reading in a row that is at the yellow of the
 * network's own rules. From the second station's on the siren is waited for.
 */
final class Fronts {
    private record Watch(String pointId, double chainage, double limit) {}

    /** By device and quantity. */
    private final Map<String, Watch> watches = new HashMap<>();

    private final Set<String> above = new HashSet<>();
    /** By point and chainage, {@link System#nanoTime()}. */
    private final Map<String, Map<Double, Long>> fronts = new HashMap<>();

    Fronts(Network network) {
        for (var point : network.points()) {
            if (Gullies.isOne(point)) {
                for (var station : Gullies.flow(point).stations()) {
                    network.rules().stream()
                            .filter(rule -> point.id().equals(rule.appliesTo().pointId()))
                            .forEach(rule -> watch(point.id(), station, rule));
                }
            }
        }
    }

    private void watch(String point, Station station, RuleConfig rule) {
        var yellow = rule.levels().get(Level.YELLOW);
        if (yellow != null) {
            watches.put(
                    key(station.deviceId(), rule.appliesTo().quantity()), new Watch(point, station.chainage(), yellow));
        }
    }

    /** @param nanos {@link System#nanoTime()} when it was handed to MQTT */
    synchronized void sent(Reading reading, long nanos) {
        var key = key(reading.device(), reading.quantity());
        var watch = watches.get(key);
        if (watch == null) {
            return;
        }
        if (reading.value() < watch.limit()) {
            above.remove(key);
        } else if (!above.add(key)) {
            fronts.computeIfAbsent(watch.pointId(), first -> new TreeMap<>()).putIfAbsent(watch.chainage(), nanos);
        }
    }

    /** When the second station of a point showed its front, by {@link System#nanoTime()}; empty when it did not. */
    synchronized OptionalLong second(String pointId) {
        return fronts.getOrDefault(pointId, Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sorted()
                .skip(1)
                .findFirst();
    }

    private static String key(String device, String quantity) {
        return device + "~" + quantity;
    }
}

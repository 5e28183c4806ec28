package cn.shanshao.center.monitoring;

import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.registry.Device;
import cn.shanshao.center.registry.DeviceChanged;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.PointChanged;
import cn.shanshao.center.registry.Registry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Points and devices as the registry has them, kept in memory, so that live values need no query. */
@Component
public class Inventory {
    private static final long SHORTEST_LIFE = Duration.ofMillis(500).toNanos();

    private final Registry registry;
    private final Divisions divisions;
    private volatile boolean stale = true;
    private volatile long loadedAt;
    private volatile Stock stock = new Stock(Map.of(), Map.of(), Map.of());

    Inventory(Registry registry, Divisions divisions) {
        this.registry = registry;
        this.divisions = divisions;
    }

    /**
     * @param devicesOf point → its devices
     */
    public record Stock(
            Map<String, HazardPoint> points, Map<String, Device> devices, Map<String, List<Device>> devicesOf) {

        public List<Device> of(String pointId) {
            return devicesOf.getOrDefault(pointId, List.of());
        }
    }

    /** As it is now. */
    public Stock now() {
        return stale ? load() : stock;
    }

    /** As it was half a second ago at most: for what runs often and must not load at every change of a long import. */
    public Stock recent() {
        return stale && (loadedAt == 0 || System.nanoTime() - loadedAt > SHORTEST_LIFE) ? load() : stock;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(PointChanged event) {
        stale = true;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(DeviceChanged event) {
        stale = true;
    }

    private synchronized Stock load() {
        if (!stale) {
            return stock;
        }
        stale = false;
        try {
            stock = read();
            loadedAt = System.nanoTime();
            return stock;
        } catch (RuntimeException e) {
            stale = true;
            throw e;
        }
    }

    private Stock read() {
        var points = new ArrayList<HazardPoint>();
        var devices = new ArrayList<Device>();
        for (var division : divisions.list()) {
            if (division.parent() == null) {
                points.addAll(registry.listPoints(division.code()));
                devices.addAll(registry.listDevices(division.code()));
            }
        }
        return new Stock(
                points.stream().collect(Collectors.toUnmodifiableMap(HazardPoint::id, Function.identity())),
                devices.stream().collect(Collectors.toUnmodifiableMap(Device::id, Function.identity())),
                devices.stream().filter(d -> d.pointId() != null).collect(Collectors.groupingBy(Device::pointId)));
    }
}

package cn.shanshao.center.monitoring;

import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.registry.Device;
import cn.shanshao.center.registry.DeviceChanged;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.PointChanged;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.wire.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Points and devices as the registry has them, kept in memory, so that live values need no query. */
@Component
public class Inventory {
    private final Registry registry;
    private final Divisions divisions;
    private final AtomicLong changes = new AtomicLong(1);
    /** The number of changes that the stock knows of; 0 before it was ever read. */
    private volatile long known;

    private volatile Stock stock = new Stock(Map.of(), Map.of(), Map.of(), Set.of());

    Inventory(Registry registry, Divisions divisions) {
        this.registry = registry;
        this.divisions = divisions;
    }

    /**
     * All points and devices at one moment.
     *
     * @param devicesOf point → its devices
     * @param watched points that have a monitor
     */
    public record Stock(
            Map<String, HazardPoint> points,
            Map<String, Device> devices,
            Map<String, List<Device>> devicesOf,
            Set<String> watched) {

        public List<Device> of(String pointId) {
            return devicesOf.getOrDefault(pointId, List.of());
        }
    }

    /** As it is now. */
    public Stock now() {
        return isStale() ? load() : stock;
    }

    /** As it was a moment ago: for what runs often, and must not wait while the database is away. */
    public Stock recent() {
        return known > 0 ? stock : load();
    }

    /** Whether the device plays a recorded past, as far as is remembered; never asks the database. */
    boolean isReplay(String deviceId) {
        var device = stock.devices().get(deviceId);
        return device != null && device.clock() == Clock.REPLAY;
    }

    @Scheduled(fixedDelay = 500)
    void refresh() {
        if (isStale()) {
            load();
        }
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(PointChanged event) {
        changes.incrementAndGet();
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(DeviceChanged event) {
        changes.incrementAndGet();
    }

    private boolean isStale() {
        return known != changes.get();
    }

    /** Who comes while another reads waits for it: what was read before one's own change is not as it is now. */
    private synchronized Stock load() {
        var upTo = changes.get();
        if (known != upTo) {
            stock = read();
            known = upTo;
        }
        return stock;
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
                devices.stream().filter(d -> d.pointId() != null).collect(Collectors.groupingBy(Device::pointId)),
                registry.watchedPoints());
    }
}

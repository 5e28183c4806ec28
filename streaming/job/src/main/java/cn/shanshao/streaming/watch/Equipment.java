package cn.shanshao.streaming.watch;

import cn.shanshao.detect.Identity;
import cn.shanshao.detect.UpkeepWording;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Severity;
import cn.shanshao.ingest.wire.Text;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.streaming.config.Assigned;
import cn.shanshao.streaming.config.Book;
import cn.shanshao.streaming.flow.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells of channels of one device that are stuck and of its battery, and when they are right again. */
final class Equipment {
    private final Book book;
    private final Assigned device;
    private final DeviceMemory memory;
    private final Outlet out;
    private final long now;

    Equipment(Book book, Assigned device, DeviceMemory memory, Outlet out, long now) {
        this.book = book;
        this.device = device;
        this.memory = memory;
        this.out = out;
        this.now = now;
    }

    /**
     * @param again what is open is told once more, to a point that does not know of it
     */
    void look(boolean again) {
        if (!device.device().inService(Instant.ofEpochMilli(now))) {
            forget();
            return;
        }
        var before = again ? new HashMap<>(memory.faults) : Map.<String, Fault>of();
        memory.checked.forEach(this::look);
        lookAtBattery();
        before.forEach((target, fault) -> {
            if (fault.equals(memory.faults.get(target))) {
                tell(target, fault, AlertState.RAISED);
            }
        });
    }

    private void look(String quantity, Checked checked) {
        var target = Topics.target(device.id(), quantity);
        if (checked.quality().isStuck()) {
            raise(Fault.STUCK, target, checked.quality().still());
        } else if (checked.quality().hasMoved()) {
            clear(target);
        }
    }

    private void lookAtBattery() {
        if (memory.battery.isLow() || memory.battery.isFalling()) {
            raise(Fault.BATTERY, device.id(), memory.battery.at());
        } else if (memory.battery.isRight()) {
            clear(device.id());
        }
    }

    private void raise(String rule, String target, long since) {
        if (!memory.faults.containsKey(target)) {
            var fault = new Fault(Identity.of(rule, target, since), 0, since);
            memory.faults.put(target, fault);
            tell(target, fault, AlertState.RAISED);
        }
    }

    private void clear(String target) {
        var fault = memory.faults.remove(target);
        if (fault != null) {
            tell(target, fault, AlertState.CLEARED);
        }
    }

    /** What is out of service has no faults. */
    private void forget() {
        for (var target : List.copyOf(memory.faults.keySet())) {
            clear(target);
        }
    }

    private void tell(String target, Fault fault, AlertState state) {
        var quantity = quantity(target);
        var unseen = new Unseen(book, now).without(device);
        var isOver = state == AlertState.CLEARED;
        var text = quantity == null
                ? isOver
                        ? UpkeepWording.charged(device.id())
                        : UpkeepWording.battery(device.id(), memory.battery.volts(), !memory.battery.isLow(), unseen)
                : isOver
                        ? UpkeepWording.moves(device.id(), quantity)
                        : UpkeepWording.stuck(device.id(), quantity, stood(fault), unseen);
        out.find(new Finding(alert(target, quantity, fault, state, Unseen.severity(unseen), text), null));
    }

    private Duration stood(Fault fault) {
        return Duration.ofMillis(Math.max(0, memory.newest - fault.since()));
    }

    private @Nullable String quantity(String target) {
        return memory.checked.keySet().stream()
                .filter(quantity -> Topics.target(device.id(), quantity).equals(target))
                .findFirst()
                .orElse(null);
    }

    private Alert alert(
            String target, @Nullable String quantity, Fault fault, AlertState state, Severity severity, Text text) {
        var at = quantity == null ? memory.battery.at() : memory.newest;
        return new Alert(
                fault.id(),
                fault.floor(),
                target,
                device.realm(),
                state,
                null,
                null,
                severity,
                AlertKind.QUALITY,
                device.device().pointId(),
                device.id(),
                device.division(),
                target.equals(device.id()) ? Fault.BATTERY : Fault.STUCK,
                1,
                quantity,
                null,
                null,
                null,
                1.0,
                false,
                null,
                Instant.ofEpochMilli(fault.since()),
                Instant.ofEpochMilli(Math.max(at, fault.since())),
                Instant.now(),
                null,
                List.of(),
                text);
    }
}

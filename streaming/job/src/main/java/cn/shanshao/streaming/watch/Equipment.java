package cn.shanshao.streaming.watch;

import cn.shanshao.detect.UpkeepWording;
import cn.shanshao.ingest.quality.Quality;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Evidence;
import cn.shanshao.ingest.wire.Severity;
import cn.shanshao.ingest.wire.Text;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.streaming.config.Assigned;
import cn.shanshao.streaming.config.Book;
import cn.shanshao.streaming.flow.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells of channels of one device that are stuck and of its battery, and when they are right again. */
final class Equipment {
    /** With more stuck channels than these it is the device. */
    private static final int FEW = 3;

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
            List.copyOf(memory.faults).forEach(this::clear);
            return;
        }
        if (again) {
            memory.faults.forEach(fault -> tell(fault, AlertState.RAISED));
        }
        lookAtChannels();
        lookAtBattery();
        lookForSilence();
    }

    /** One word for all of the device; another when they are others. */
    private void lookForSilence() {
        var mute = new Muteness(device, memory).now(now);
        if (mute.equals(memory.mute)) {
            return;
        }
        memory.mute.clear();
        memory.mute.addAll(mute);
        if (mute.isEmpty()) {
            clear(Fault.MUTE, device.id());
        } else {
            open(Fault.MUTE, device.id())
                    .ifPresentOrElse(
                            fault -> tell(fault, AlertState.RAISED),
                            () -> raise(
                                    Fault.MUTE,
                                    device.id(),
                                    silences().mapToLong(Rhythm::last).min().orElse(now)));
        }
    }

    private Stream<Rhythm> silences() {
        return memory.mute.stream().map(memory.rhythms::get).filter(Objects::nonNull);
    }

    /** The last word of each that is missed: by these the point knows what is old. */
    private List<Evidence> lastWords(Fault fault) {
        return !fault.rule().equals(Fault.MUTE)
                ? List.of()
                : memory.mute.stream()
                        .filter(memory.rhythms::containsKey)
                        .map(quantity -> {
                            var rhythm = memory.rhythms.get(quantity);
                            return new Evidence(
                                    device.id(),
                                    quantity,
                                    rhythm.value(),
                                    Instant.ofEpochMilli(rhythm.last()),
                                    "not heard since, others of the device are");
                        })
                        .limit(PointDesk.MOST_EVIDENCE)
                        .toList();
    }

    private void lookAtChannels() {
        var stuck = stuck();
        if (stuck.size() > FEW) {
            var since = stuck.values().stream().mapToLong(Quality::still).min().orElseThrow();
            raise(Fault.STUCK, device.id(), since);
        } else {
            stuck.forEach((quantity, quality) -> raise(Fault.STUCK, target(quantity), quality.still()));
        }
        memory.checked.forEach((quantity, checked) -> {
            if (checked.quality().hasMoved()) {
                clear(Fault.STUCK, target(quantity));
                if (stuck.size() <= FEW) {
                    clear(Fault.STUCK, device.id());
                }
            }
        });
    }

    private Map<String, Quality> stuck() {
        var stuck = new TreeMap<String, Quality>();
        memory.checked.forEach((quantity, checked) -> {
            if (checked.quality().isStuck()) {
                stuck.put(quantity, checked.quality());
            }
        });
        return stuck;
    }

    private void lookAtBattery() {
        if (memory.battery.isLow() || memory.battery.isFalling()) {
            raise(Fault.BATTERY, device.id(), memory.battery.at());
        } else if (memory.battery.isRight()) {
            clear(Fault.BATTERY, device.id());
        }
    }

    private void raise(String rule, String target, long since) {
        if (open(rule, target).isEmpty()) {
            var fault = Fault.found(rule, target, since);
            memory.faults.add(fault);
            tell(fault, AlertState.RAISED);
        }
    }

    private void clear(String rule, String target) {
        open(rule, target).ifPresent(this::clear);
    }

    private void clear(Fault fault) {
        memory.faults.remove(fault);
        tell(fault, AlertState.CLEARED);
    }

    private Optional<Fault> open(String rule, String target) {
        return memory.faults.stream()
                .filter(fault -> fault.rule().equals(rule) && fault.target().equals(target))
                .findFirst();
    }

    private void tell(Fault fault, AlertState state) {
        var unseen = isBlinding(fault) ? new Unseen(book, now).without(device) : 0;
        var text = state == AlertState.CLEARED ? right(fault) : wrong(fault, unseen);
        out.find(new Finding(alert(fault, state, Unseen.severity(unseen), text), null));
    }

    /** A channel that is silent blinds nobody whom another of the device sees. */
    private boolean isBlinding(Fault fault) {
        return !fault.rule().equals(Fault.MUTE)
                || new Unseen(book, now).isLost(device, device.isReplay() ? memory.newest : now, memory.mute);
    }

    private Text wrong(Fault fault, int unseen) {
        if (fault.rule().equals(Fault.MUTE)) {
            return UpkeepWording.mute(device.id(), memory.mute, stood(fault), unseen);
        }
        if (fault.rule().equals(Fault.BATTERY)) {
            return UpkeepWording.battery(device.id(), memory.battery.volts(), !memory.battery.isLow(), unseen);
        }
        var quantity = quantity(fault);
        return quantity == null
                ? UpkeepWording.stuck(device.id(), stuck().size(), stood(fault), unseen)
                : UpkeepWording.stuck(device.id(), quantity, stood(fault), unseen);
    }

    private Text right(Fault fault) {
        if (fault.rule().equals(Fault.BATTERY)) {
            return UpkeepWording.charged(device.id());
        }
        if (fault.rule().equals(Fault.MUTE)) {
            return UpkeepWording.speaks(device.id());
        }
        var quantity = quantity(fault);
        return quantity == null ? UpkeepWording.moves(device.id()) : UpkeepWording.moves(device.id(), quantity);
    }

    private Duration stood(Fault fault) {
        return Duration.ofMillis(Math.max(0, memory.newest - fault.since()));
    }

    private String target(String quantity) {
        return Topics.target(device.id(), quantity);
    }

    /** The channel that it is about; {@code null} for the device as a whole. */
    private @Nullable String quantity(Fault fault) {
        var tilde = fault.target().indexOf('~');
        return tilde < 0 ? null : fault.target().substring(tilde + 1).replace('@', '/');
    }

    private Alert alert(Fault fault, AlertState state, Severity severity, Text text) {
        var at = fault.rule().equals(Fault.BATTERY) ? memory.battery.at() : memory.newest;
        return new Alert(
                fault.id(),
                fault.floor(),
                fault.target(),
                device.realm(),
                state,
                null,
                null,
                severity,
                AlertKind.QUALITY,
                device.device().pointId(),
                device.id(),
                device.division(),
                fault.rule(),
                1,
                quantity(fault),
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
                state == AlertState.CLEARED ? List.of() : lastWords(fault),
                text);
    }
}

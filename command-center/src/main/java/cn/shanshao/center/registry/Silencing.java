package cn.shanshao.center.registry;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.registry.MaskEffect.Fall;
import cn.shanshao.center.registry.MaskEffect.Siren;
import cn.shanshao.ingest.wire.DeviceConfig.Channel;
import cn.shanshao.ingest.wire.DeviceState;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes of devices that silence a channel on which a grave alert stands: a maintenance, a retirement, a move, a channel
 * that is dropped. They do what a mask does, of which one person alone is not enough; whoever makes them must have seen
 * what falls, and that they did stands in the trail.
 */
@Component
@Transactional
class Silencing {
    private final Registry registry;
    private final MaskBearing bearing;
    private final Audit audit;
    private final Clock clock;

    Silencing(Registry registry, MaskBearing bearing, Audit audit, Clock clock) {
        this.registry = registry;
        this.bearing = bearing;
        this.audit = audit;
        this.clock = clock;
    }

    /** What falls with each channel that would be silent and bears a grave alert; empty when none does. */
    @Transactional(readOnly = true)
    List<MaskEffect> of(@Nullable Device before, Device after) {
        if (before == null || !isHeard(before)) {
            return List.of();
        }
        var all = !isHeard(after) || !Objects.equals(before.pointId(), after.pointId());
        return before.channels().stream()
                .map(Channel::quantity)
                .filter(quantity -> all || after.channel(quantity).isEmpty())
                .map(quantity -> bearing.of(before, quantity))
                .filter(MaskEffect::needsSecond)
                .distinct()
                .toList();
    }

    /** A maintenance that has ended is one no more, though nobody has said so. */
    private boolean isHeard(Device device) {
        var until = device.until();
        return device.state() == DeviceState.SERVICE
                || device.state() == DeviceState.MAINTENANCE && until != null && !until.isAfter(clock.instant());
    }

    /**
     * As {@link Registry#saveDevice}.
     *
     * @param isConfirmed the caller has seen what falls
     * @throws Problem 409, with the {@code effects}, when a grave alert would fall and the caller has not said so
     */
    Device save(Device device, boolean isConfirmed, String who) {
        var effects = of(registry.findDevice(device.id()).orElse(null), device);
        if (!effects.isEmpty() && !isConfirmed) {
            throw Problem.conflict(
                    "a corroborated red or a standing order stands on device %s: look at what falls, and say confirm"
                                    .formatted(device.id())
                            + " (该设备承载红色预警或常设指令，确认影响后方可停用)",
                    "effects",
                    effects);
        }
        var saved = registry.saveDevice(device, who);
        if (!effects.isEmpty()) {
            audit.record(Act.of(who, "device.silence", device.id())
                    .in(device.division())
                    .telling(Map.of(
                            "state",
                            device.state(),
                            "alerts",
                            effects.stream()
                                    .flatMap(effect -> effect.falls().stream())
                                    .map(Fall::alertId)
                                    .distinct()
                                    .toList(),
                            "sirens",
                            effects.stream()
                                    .flatMap(effect -> effect.sirens().stream())
                                    .map(Siren::id)
                                    .distinct()
                                    .toList(),
                            "people",
                            effects.stream().mapToInt(MaskEffect::people).max().orElse(0))));
        }
        return saved;
    }
}

package cn.shanshao.center.alert;

import cn.shanshao.center.registry.Device;
import cn.shanshao.center.registry.KnownMask;
import cn.shanshao.detect.instrument.Vectors;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.DeviceConfig.Mask;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The masks that concern an episode: of its own channel, or of any at the point where the instruments speak together.
 *
 * @param now until when an open one goes on
 */
record AlertMasks(Episode episode, Instant now) {
    /**
     * @param device that it is about; {@code null} for the point itself, or where it is gone
     * @param devicesOf those of a point
     */
    List<KnownMask> of(@Nullable Device device, Function<String, List<Device>> devicesOf) {
        var alert = episode.alert();
        if (alert.kind().isEquipment()) {
            return List.of();
        }
        var devices = device != null
                ? List.of(device)
                : alert.pointId() == null || alert.deviceId() != null
                        ? List.<Device>of()
                        : devicesOf.apply(alert.pointId());
        return devices.stream()
                .flatMap(one -> one.channels().stream()
                        .filter(channel -> isOf(alert, channel.quantity()))
                        .flatMap(channel -> channel.masks().stream()
                                .filter(this::concerns)
                                .map(mask -> KnownMask.of(one, channel.quantity(), mask, now))))
                .toList();
    }

    private static boolean isOf(Alert alert, String quantity) {
        var judged = alert.quantity();
        return judged == null || parts(judged).contains(quantity);
    }

    private static Collection<String> parts(String quantity) {
        var all = new HashSet<>(Vectors.partsOf(quantity));
        all.add(quantity);
        return all;
    }

    private boolean concerns(Mask mask) {
        var alert = episode.alert();
        var begun = alert.since().isBefore(episode.firstAt()) ? alert.since() : episode.firstAt();
        var end = episode.open() ? now : alert.detectedAt();
        var at = mask.at();
        var isMadeMeanwhile = at != null && !at.isBefore(begun) && !at.isAfter(end);
        var lies = !mask.from().isAfter(end) && (mask.to() == null || mask.to().isAfter(begun));
        return isMadeMeanwhile || lies;
    }
}

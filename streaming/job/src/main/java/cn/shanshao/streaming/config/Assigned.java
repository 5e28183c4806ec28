package cn.shanshao.streaming.config;

import cn.shanshao.detect.instrument.Vectors;
import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.DeviceConfig;
import cn.shanshao.ingest.wire.PointConfig;
import cn.shanshao.ingest.wire.Quantity;
import cn.shanshao.ingest.wire.Realm;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A device and where it belongs.
 *
 * @param division of its point, or of the document that names it
 * @param document the division whose document names it
 */
public record Assigned(DeviceConfig device, @Nullable PointConfig point, String division, String document) {

    public String id() {
        return device.id();
    }

    /** Exercise, when either the device or its point is: from there is no way to the living. */
    public Realm realm() {
        return point != null && point.realm() == Realm.EXERCISE ? Realm.EXERCISE : device.realm();
    }

    /** Its recorded past counts as the present; in the exercise realm only. */
    public boolean isReplay() {
        return device.clock() == Clock.REPLAY && realm() == Realm.EXERCISE;
    }

    public DeviceConfig.@Nullable Channel channel(String quantity) {
        return device.channels().stream()
                .filter(channel -> channel.quantity().equals(quantity))
                .findFirst()
                .orElse(null);
    }

    /**
     * What it measures, and what is derived of that.
     *
     * @param heard quantities that it sends, whether they are registered or not
     */
    public Set<String> quantities(Collection<String> heard) {
        var measured = device.channels().stream()
                .map(DeviceConfig.Channel::quantity)
                .collect(Collectors.toCollection(TreeSet::new));
        measured.addAll(heard);
        var all = new TreeSet<>(measured);
        measured.forEach(part -> Vectors.derivedOf(part).stream()
                .filter(derived -> measured.containsAll(Vectors.partsOf(derived)))
                .forEach(all::add));
        return all;
    }

    /** The spans of a quantity that are masked; of what is derived, those of all that it is derived from. */
    public List<DeviceConfig.Mask> masks(String quantity) {
        var registered = channel(quantity);
        return registered != null
                ? registered.masks()
                : Vectors.partsOf(quantity).stream()
                        .map(this::channel)
                        .filter(Objects::nonNull)
                        .flatMap(part -> part.masks().stream())
                        .toList();
    }

    /** Whether a reading of that placed time counts for nothing, Unix ms. */
    public boolean isMasked(String quantity, long at) {
        var time = Instant.ofEpochMilli(at);
        return masks(quantity).stream().anyMatch(mask -> mask.hides(time));
    }

    /** The unit of a quantity: as registered, else the catalogue's. */
    public String unit(String quantity) {
        var channel = channel(quantity);
        return channel != null
                ? channel.unit()
                : Quantity.of(quantity).map(Quantity::unit).orElse("");
    }

    /** The point's name for people, else the device's id. */
    public String place() {
        return point == null ? device.id() : point.name();
    }

    /** How long without a word is silence, ms: three intervals, and ten seconds at least. */
    public long silence() {
        return Math.max(10_000, Math.round(device.interval() * 3_000));
    }
}

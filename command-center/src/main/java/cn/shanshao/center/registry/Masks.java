package cn.shanshao.center.registry;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.ingest.wire.DeviceConfig.Channel;
import cn.shanshao.ingest.wire.DeviceConfig.Mask;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The masked spans of channels, known by their beginnings. Readings themselves are never altered. */
@Component
@Transactional
class Masks {
    private static final int MOST = 100;

    /** Somebody may be on the way to the mast; a device that is away for longer is in maintenance. */
    private static final Duration BEGINS_WITHIN = Duration.ofDays(1);

    /** Whoever still means it then says so again: a channel that nobody thinks of any more must not be mute for ever. */
    private static final Duration ENDS_WITHIN = Duration.ofDays(30);

    /** No record here is older, and what is absurd cannot be counted in milliseconds. */
    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

    private final Registry registry;
    private final DeviceStore devices;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Masks(Registry registry, DeviceStore devices, Audit audit, ApplicationEventPublisher events, Clock clock) {
        this.registry = registry;
        this.devices = devices;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws Problem 404 without that device; 409 when a span begins there already; 422 when it is not valid
     */
    Mask add(String device, String quantity, Mask mask) {
        var channel = locked(device, quantity);
        if (channel.masks().stream().anyMatch(known -> begins(known, mask.from()))) {
            throw Problem.conflict("%s of %s is masked from %s on already: change that, or take it back"
                    .formatted(quantity, device, mask.from()));
        }
        demand(mask, channel.masks().size() + 1);
        save(device, channel, Stream.concat(channel.masks().stream(), Stream.of(mask)));
        record("device.mask", device, quantity, mask, mask.by());
        return mask;
    }

    /**
     * @throws Problem 404 when no span begins there; 422 when it is not valid
     */
    Mask change(String device, String quantity, Mask mask) {
        var channel = locked(device, quantity);
        find(device, channel, mask.from());
        demand(mask, channel.masks().size());
        save(device, channel, channel.masks().stream().map(known -> begins(known, mask.from()) ? mask : known));
        record("device.mask", device, quantity, mask, mask.by());
        return mask;
    }

    /**
     * @throws Problem 404 when no span begins there
     */
    void remove(String device, String quantity, Instant from, String who) {
        var channel = locked(device, quantity);
        var mask = find(device, channel, from);
        save(device, channel, channel.masks().stream().filter(known -> !known.equals(mask)));
        record("device.unmask", device, quantity, mask, who);
    }

    private Channel locked(String device, String quantity) {
        devices.lock(device);
        var found = registry.getDevice(device);
        return found.channel(quantity)
                .orElseThrow(() -> Problem.invalid(
                        "quantity",
                        quantity,
                        "one of "
                                + found.channels().stream()
                                        .map(Channel::quantity)
                                        .toList()));
    }

    private static Mask find(String device, Channel channel, Instant from) {
        return channel.masks().stream()
                .filter(known -> begins(known, from))
                .findFirst()
                .orElseThrow(() ->
                        Problem.notFound("mask", "%s of %s, from %s".formatted(channel.quantity(), device, from)));
    }

    private static boolean begins(Mask known, Instant from) {
        return known.from().equals(from.truncatedTo(ChronoUnit.MILLIS));
    }

    private void demand(Mask mask, int many) {
        var now = clock.instant();
        var to = mask.to();
        new Faults()
                .unless(
                        !mask.from().isBefore(EARLIEST),
                        "from",
                        mask.from(),
                        "a time not before %s".formatted(EARLIEST))
                .unless(
                        !mask.from().isAfter(now.plus(BEGINS_WITHIN)),
                        "from",
                        mask.from(),
                        "at most a day ahead; a device that is taken away is in maintenance")
                .unless(
                        to != null && to.isAfter(mask.from()) && !to.isAfter(now.plus(ENDS_WITHIN)),
                        "to",
                        to,
                        "an end after from, which is %s, and at most %d days ahead; a PUT puts it off later"
                                .formatted(mask.from(), ENDS_WITHIN.toDays()))
                .unless(many <= MOST, "from", many + " masks", "at most %d masks of one channel".formatted(MOST))
                .tell();
    }

    private void save(String device, Channel channel, Stream<Mask> masks) {
        var sorted = masks.sorted(Comparator.comparing(Mask::from)).toList();
        devices.saveChannel(device, channel.masked(List.copyOf(sorted)));
        devices.rise(device);
        events.publishEvent(new DeviceChanged(device));
    }

    private void record(String what, String device, String quantity, Mask mask, String who) {
        audit.record(Act.of(who, what, device)
                .in(registry.getDevice(device).division())
                .telling(Map.of(
                        "quantity",
                        quantity,
                        "from",
                        mask.from(),
                        "to",
                        mask.to() == null ? "" : mask.to(), // of one from before every mask had an end
                        "reason",
                        mask.reason())));
    }
}

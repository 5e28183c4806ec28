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
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The masked spans of channels, known by their beginnings. Readings themselves are never altered. Where a grave alert
 * stands on the channel, a span that hides more than before is proposed only, and changes nothing until a second person
 * has confirmed it.
 */
@Component
@Transactional
public class Masks {
    private static final int MOST = 100;

    /** Somebody may be on the way to the mast; a device that is away for longer is in maintenance. */
    private static final Duration BEGINS_WITHIN = Duration.ofDays(1);

    /** Whoever still means it then says so again: a channel that nobody thinks of any more must not be mute for ever. */
    private static final Duration ENDS_WITHIN = Duration.ofDays(30);

    /** No record here is older, and what is absurd cannot be counted in milliseconds. */
    private static final Instant EARLIEST = Mask.EARLIEST;

    /** Whoever confirms must have looked at what stands now. */
    private static final Duration LAPSES_AFTER = Duration.ofDays(1);

    private final Registry registry;
    private final DeviceStore devices;
    private final ProposedMasks proposed;
    private final MaskBearing bearing;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Masks(
            Registry registry,
            DeviceStore devices,
            ProposedMasks proposed,
            MaskBearing bearing,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.registry = registry;
        this.devices = devices;
        this.proposed = proposed;
        this.bearing = bearing;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What came of a declaration.
     *
     * @param proposed it waits for a second person
     */
    record Declared(Mask mask, boolean proposed, MaskEffect effect) {}

    /** All of a point's devices that stand, wait or are absurd; the newest first. */
    @Transactional(readOnly = true)
    public List<KnownMask> ofPoint(String point) {
        return known(registry.devicesOf(point)).stream()
                .filter(mask -> !mask.state().equals("over"))
                .toList();
    }

    /** All of a device, also those that are over. */
    @Transactional(readOnly = true)
    public List<KnownMask> ofDevice(String device) {
        return known(List.of(registry.getDevice(device)));
    }

    /**
     * One that waits for a second person.
     *
     * @param pointId where the device stands; {@code null} where it is at no point
     */
    record Waiting(
            KnownMask mask,
            @Nullable String pointId,
            @Nullable String pointName,
            String division) {}

    /** All that wait in these divisions, the newest first. */
    @Transactional(readOnly = true)
    List<Waiting> waiting(Collection<String> divisions) {
        var since = clock.instant().minus(LAPSES_AFTER);
        var all = proposed.since(since);
        var byId = devices
                .byIds(all.stream()
                        .map(ProposedMasks.Proposal::device)
                        .distinct()
                        .toList())
                .stream()
                .filter(device -> divisions.contains(device.division()))
                .collect(Collectors.toMap(Device::id, device -> device));
        return all.stream()
                .filter(one -> byId.containsKey(one.device()))
                .sorted(Comparator.comparing(
                                (ProposedMasks.Proposal one) -> one.mask().at())
                        .reversed())
                .map(one -> waiting(one, byId.get(one.device())))
                .toList();
    }

    private Waiting waiting(ProposedMasks.Proposal one, Device device) {
        var point = device.pointId() == null
                ? null
                : registry.findPoint(device.pointId()).orElse(null);
        return new Waiting(
                KnownMask.of("proposed", device, one.quantity(), one.mask()),
                device.pointId(),
                point == null ? null : point.name(),
                device.division());
    }

    /** How many there are, from before they were checked, whose times are none that a reading can have. */
    @Transactional(readOnly = true)
    public int absurd() {
        return (int) devices.all().stream()
                .flatMap(device -> device.channels().stream())
                .flatMap(channel -> channel.masks().stream())
                .filter(Mask::isAbsurd)
                .count();
    }

    private List<KnownMask> known(List<Device> of) {
        var now = clock.instant();
        var byId = of.stream().collect(Collectors.toMap(Device::id, device -> device));
        var waiting = proposed.of(byId.keySet(), now.minus(LAPSES_AFTER)).stream()
                .map(one -> KnownMask.of("proposed", byId.get(one.device()), one.quantity(), one.mask()));
        var others = of.stream()
                .flatMap(device -> device.channels().stream()
                        .flatMap(channel -> channel.masks().stream()
                                .map(mask -> KnownMask.of(device, channel.quantity(), mask, now))));
        return Stream.concat(waiting, others)
                .sorted(Comparator.comparing(KnownMask::from).reversed())
                .toList();
    }

    /** What would fall if readings of the channel counted no more. */
    @Transactional(readOnly = true)
    MaskEffect preview(String device, String quantity, Mask mask) {
        var found = registry.getDevice(device);
        var channel = channel(found, quantity);
        demand(mask, channel.masks().size());
        return bearing.of(found, quantity);
    }

    /**
     * @throws Problem 404 without that device; 409 when a span begins there already; 422 when it is not valid
     */
    Declared add(String device, String quantity, Mask mask) {
        var channel = locked(device, quantity);
        if (channel.masks().stream().anyMatch(known -> begins(known, mask.from()))) {
            throw Problem.conflict("%s of %s is masked from %s on already: change that, or take it back"
                    .formatted(quantity, device, mask.from()));
        }
        demand(mask, channel.masks().size() + 1);
        var effect = bearing.of(registry.getDevice(device), quantity);
        return effect.needsSecond()
                ? propose(device, quantity, mask, effect)
                : new Declared(accept(device, channel, mask), false, effect);
    }

    private Declared propose(String device, String quantity, Mask mask, MaskEffect effect) {
        var now = clock.instant();
        proposed.forgetBefore(now.minus(LAPSES_AFTER));
        var waiting = proposed.of(List.of(device), now.minus(LAPSES_AFTER));
        if (waiting.size() >= MOST) {
            throw Problem.conflict(
                    "%d masks of %s wait for a second person: take some back first".formatted(waiting.size(), device));
        }
        var timed = timed(mask, null);
        proposed.put(new ProposedMasks.Proposal(device, quantity, timed));
        record("device.mask-propose", device, quantity, timed, mask.by());
        events.publishEvent(new DeviceChanged(device));
        return new Declared(timed, true, effect);
    }

    private Mask accept(String device, Channel channel, Mask mask) {
        var timed = timed(mask, mask.confirmedBy());
        var others = channel.masks().stream().filter(known -> !begins(known, mask.from()));
        proposed.remove(device, channel.quantity(), mask.from());
        save(device, channel, Stream.concat(others, Stream.of(timed)));
        record(
                "device.mask",
                device,
                channel.quantity(),
                timed,
                mask.confirmedBy() == null ? mask.by() : mask.confirmedBy());
        return timed;
    }

    private Mask timed(Mask mask, @Nullable String confirmedBy) {
        return new Mask(
                mask.from(),
                mask.to(),
                mask.reason(),
                mask.by(),
                confirmedBy,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /**
     * A second person agrees: it is in force from now on.
     *
     * @throws Problem 403 for the one who proposed it; 404 when no proposal of the last day begins there
     */
    Mask confirm(String device, String quantity, Instant from, String who) {
        var channel = locked(device, quantity);
        var mask = proposal(device, quantity, from).mask();
        if (mask.by().equals(who)) {
            throw Problem.forbidden(
                    "a mask on a channel that bears a grave alert needs a second person: %s has proposed it"
                            .formatted(who));
        }
        return accept(device, channel, new Mask(mask.from(), mask.to(), mask.reason(), mask.by(), who, null));
    }

    /**
     * A proposal is taken back, by whoever.
     *
     * @throws Problem 404 when no proposal of the last day begins there
     */
    void drop(String device, String quantity, Instant from, String who) {
        locked(device, quantity);
        var mask = proposal(device, quantity, from).mask();
        proposed.remove(device, quantity, mask.from());
        record("device.mask-drop", device, quantity, mask, who);
        events.publishEvent(new DeviceChanged(device));
    }

    private ProposedMasks.Proposal proposal(String device, String quantity, Instant from) {
        var since = clock.instant().minus(LAPSES_AFTER);
        return proposed.find(device, quantity, from.truncatedTo(ChronoUnit.MILLIS), since)
                .orElseThrow(
                        () -> Problem.notFound("proposed mask", "%s of %s, from %s".formatted(quantity, device, from)));
    }

    /**
     * @throws Problem 404 when no span begins there; 422 when it is not valid
     */
    Declared change(String device, String quantity, Mask mask) {
        var channel = locked(device, quantity);
        var known = find(device, channel, mask.from());
        demand(mask, channel.masks().size());
        var effect = bearing.of(registry.getDevice(device), quantity);
        if (effect.needsSecond() && hidesMore(mask, known)) {
            return propose(device, quantity, mask, effect);
        }
        var by = hidesMore(mask, known) ? null : known.confirmedBy();
        var changed = new Mask(mask.from(), mask.to(), mask.reason(), mask.by(), by, null);
        return new Declared(accept(device, channel, changed), false, effect);
    }

    private static boolean hidesMore(Mask mask, Mask known) {
        return known.to() != null && (mask.to() == null || mask.to().isAfter(known.to()));
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
        return channel(registry.getDevice(device), quantity);
    }

    private static Channel channel(Device found, String quantity) {
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
                        mask.reason(),
                        "by",
                        mask.by(),
                        "confirmedBy",
                        mask.confirmedBy() == null ? "" : mask.confirmedBy())));
    }
}

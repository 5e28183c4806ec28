package cn.shanshao.streaming.watch;

import cn.shanshao.ingest.wire.DeviceState;
import cn.shanshao.streaming.config.Assigned;
import cn.shanshao.streaming.config.Book;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who has been heard when, in processing time, and who is silent. */
final class Roll {
    /** The connection is called broken when it has shown no life for this long, ms. */
    private static final long BROKEN = 5_000;

    /**
     * A silent device, or a gateway all of whose devices are silent.
     *
     * @param known the device itself; {@code null} for a gateway that is not registered
     * @param affected the devices that are not heard
     * @param since Unix ms
     */
    record Silent(String target, @Nullable Assigned known, List<Assigned> affected, long since) {
        /** How many are silent behind a gateway; 0 for a device alone. */
        int behind() {
            return affected.size() == 1 && affected.get(0).id().equals(target) ? 0 : affected.size();
        }
    }

    private final Map<String, Long> heard = new HashMap<>();
    /** When each was called first: from then on it has its time to speak. */
    private final Map<String, Long> known = new HashMap<>();

    /** When all behind a gateway were silent last: from then on each has its time to speak. */
    private final Map<String, Long> dead = new HashMap<>();

    /** Channels that say nothing that counts, while their devices are heard. */
    private final Map<String, Set<String>> mute = new HashMap<>();

    private long pulse;
    private long connected = Long.MAX_VALUE;

    /** The connection to the broker is up; after a gap all silence counts anew. */
    void pulse(long now) {
        if (now - pulse > BROKEN) {
            connected = now;
        }
        pulse = now;
    }

    /** These channels of a device say nothing that counts. */
    void mute(String device, Set<String> quantities) {
        if (quantities.isEmpty()) {
            mute.remove(device);
        } else {
            mute.put(device, quantities);
        }
    }

    void hear(String device, long now) {
        heard.put(device, now);
    }

    /** Silence means something: the connection is up. */
    boolean isListening(long now) {
        return pulse > 0 && now - pulse <= BROKEN;
    }

    /** Everyone who is silent, by target. */
    Map<String, Silent> silent(Book book, long now) {
        var alone = new TreeMap<String, Silent>();
        var behind = new TreeMap<String, List<Assigned>>();
        for (var device : book.devices()) {
            if (!mustSpeak(device, book, now)) {
                continue;
            }
            known.putIfAbsent(device.id(), now);
            var gateway = device.device().gateway();
            if (gateway != null) {
                behind.computeIfAbsent(gateway, id -> new ArrayList<>()).add(device);
            }
            if (isSilent(device, now)) {
                alone.put(device.id(), new Silent(device.id(), device, List.of(device), last(device)));
            }
        }
        behind.forEach((gateway, devices) -> together(gateway, devices, book, alone, now));
        return alone;
    }

    /**
     * When all devices of a gateway are silent, it is the gateway; and when it is silent itself and none of them has been
     * heard since, those that speak seldom too need not be missed first.
     */
    private void together(String gateway, List<Assigned> devices, Book book, Map<String, Silent> silent, long now) {
        var own = book.device(gateway);
        if (devices.stream().allMatch(device -> silent.containsKey(device.id()))) {
            devices.forEach(device -> silent.remove(device.id()));
            var since = devices.stream().mapToLong(this::last).max().orElseThrow();
            silent.put(gateway, new Silent(gateway, own, List.copyOf(devices), since));
            dead.put(gateway, now);
        } else if (own != null && silent.containsKey(gateway) && areAllGoneWith(own, devices)) {
            devices.forEach(device -> silent.remove(device.id()));
            silent.put(gateway, new Silent(gateway, own, List.copyOf(devices), last(own)));
            dead.put(gateway, now);
        } else {
            var speaker = own != null && mustSpeak(own, book, now) ? own : null;
            var back = dead.getOrDefault(gateway, Long.MIN_VALUE / 2);
            devices.stream()
                    .filter(device -> mayBeTheGateway(device, devices, speaker, now) || now <= back + device.silence())
                    .forEach(device -> silent.remove(device.id()));
        }
    }

    /** What was sent in the gateway's last interval may have come after its own last word. */
    private boolean areAllGoneWith(Assigned gateway, List<Assigned> devices) {
        var last = last(gateway) + gateway.silence() / 3;
        return devices.stream().allMatch(device -> last(device) <= last);
    }

    /**
     * The first device to be missed may be that of a gateway that has just died: it waits one interval more, or until the
     * gateway would be missed itself, unless the gateway or another one behind it has been heard in the meantime. Else
     * each would be told before the gateway is.
     *
     * @param speaker the gateway, where it tells of itself
     */
    private boolean mayBeTheGateway(Assigned device, List<Assigned> devices, @Nullable Assigned speaker, long now) {
        var due = last(device) + device.silence();
        var patience = due + device.silence() / 3;
        return now <= (speaker == null ? patience : Math.max(patience, last(speaker) + speaker.silence()))
                && heard.getOrDefault(device.device().gateway(), 0L) <= due
                && devices.stream().allMatch(other -> heard.getOrDefault(other.id(), 0L) <= due);
    }

    /** Whether an offline episode is at an end: it has been heard, need not speak any more, or its gateway is told instead. */
    boolean isOver(String target, Book book, Map<String, Silent> silent, long now) {
        if (silent.containsKey(target)) {
            return false;
        }
        var device = book.device(target);
        var meant = new ArrayList<Assigned>();
        if (device != null && mustSpeak(device, book, now)) {
            meant.add(device);
        }
        book.devices().stream()
                .filter(one -> target.equals(one.device().gateway()) && mustSpeak(one, book, now))
                .forEach(meant::add);
        return meant.isEmpty()
                || meant.stream()
                        .anyMatch(one -> isHeard(one, now)
                                || silent.containsKey(
                                        String.valueOf(one.device().gateway())));
    }

    private boolean isHeard(Assigned device, long now) {
        return heard.containsKey(device.id()) && !isSilent(device, now);
    }

    /**
     * Whoever was never heard is missed too: an instrument that was wired wrongly on its first day. A recorded past need
     * not speak.
     */
    private static boolean mustSpeak(Assigned device, Book book, long now) {
        return device.device().inService(Instant.ofEpochMilli(now)) && !device.isReplay() && measures(device, book);
    }

    /** A siren has no interval; a gateway that only passes on what others measure has no channels. */
    private static boolean measures(Assigned device, Book book) {
        return device.device().interval() > 0
                && (!device.device().channels().isEmpty() || !book.isGateway(device.id()));
    }

    private boolean isSilent(Assigned device, long now) {
        return now - last(device) > device.silence();
    }

    private long last(Assigned device) {
        var begun = Math.max(connected, known.getOrDefault(device.id(), 0L));
        return Math.max(begun, heard.getOrDefault(device.id(), 0L));
    }

    /**
     * Nobody watches the point: it has devices, and of no instrument in service is anything heard that counts: it is silent,
     * or all that rules judge of it is masked, or silent while other channels of it speak. A siren that is on line sees no
     * slope.
     */
    boolean isBlind(String point, Book book, long now) {
        var unseen = new Unseen(book, now);
        var devices = book.devicesOf(point).stream()
                .filter(device -> device.device().state() != DeviceState.RETIRED && measures(device, book))
                .toList();
        var heard = devices.stream()
                .filter(device -> device.device().inService(Instant.ofEpochMilli(now))
                        && (device.isReplay() || !isSilent(device, now))
                        && !isLost(device, unseen, now))
                .toList();
        return !devices.isEmpty() && !unseen.see(heard, devices);
    }

    /** The clock of a recorded past is known where its readings are: what is masked then is told with what is mute. */
    private boolean isLost(Assigned device, Unseen unseen, long now) {
        var silent = mute.getOrDefault(device.id(), Set.of());
        return unseen.isLost(device, device.isReplay() ? Long.MIN_VALUE : now, silent);
    }
}

package cn.shanshao.streaming.watch;

import cn.shanshao.detect.Nature;
import cn.shanshao.detect.Voice;
import cn.shanshao.detect.debris.DebrisFlow;
import cn.shanshao.detect.debris.FlowWording;
import cn.shanshao.detect.debris.Front;
import cn.shanshao.detect.debris.Gully;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Evidence;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.streaming.flow.Finding;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Remembers the fronts that come to the stations of a point, and looks at them and the rain as a gully. */
final class GullyWatch {
    /** A station that shivers must not fill the memory. */
    private static final int MOST_FRONTS = 100;

    private final PointTable table;
    private final Hearing hearing;

    GullyWatch(PointTable table, Hearing hearing) {
        this.table = table;
        this.hearing = hearing;
    }

    /** Remembers a front that comes to a station, or that there was none. */
    void note(Finding finding) {
        var alert = finding.alert();
        var voice = finding.voice();
        var point = table.point();
        var quantity = alert.quantity();
        var device = alert.deviceId();
        if (alert.state() == AlertState.CLEARED && (alert.highest() == null || finding.corrected())) {
            forget(alert.id());
        } else if (voice != null
                && point != null
                && alert.realm() == point.realm()
                && quantity != null
                && device != null
                && Front.isToldBy(quantity)
                && isStation(device)
                && voice.level().atLeast(Level.YELLOW)) {
            putRight(alert, voice);
            if (alert.state() == AlertState.EASED && isKnown(alert.id())) {
                return;
            }
            var at = alert.state() == AlertState.ESCALATED ? alert.since().toEpochMilli() : voice.opened();
            var value = alert.value() == null ? Double.NaN : alert.value();
            table.fronts.put(
                    alert.id() + '~' + voice.opened() + '~' + voice.level().wire() + '~' + at,
                    new Front(
                            device,
                            quantity,
                            Double.isFinite(value) ? value : 0,
                            at,
                            voice.level(),
                            voice.clean(),
                            true));
            bound();
        }
    }

    /** Late readings may have moved the beginning of an episode, or of the level that it is at: nothing rose after it. */
    private void putRight(Alert alert, Voice voice) {
        var own = alert.id() + '~' + voice.opened() + '~';
        var since = alert.since().toEpochMilli();
        table.fronts
                .entrySet()
                .removeIf(entry -> isOf(entry.getKey(), alert.id())
                        && (entry.getValue().at() > since
                                || entry.getValue().at() != voice.opened()
                                        && !entry.getKey().startsWith(own)));
    }

    /** The oldest goes, of the station that has the most. */
    private void bound() {
        while (table.fronts.size() > MOST_FRONTS) {
            var each =
                    table.fronts.values().stream().collect(Collectors.groupingBy(Front::device, Collectors.counting()));
            table.fronts.entrySet().stream()
                    .min(Comparator.comparingLong((Map.Entry<String, Front> entry) ->
                                    -each.getOrDefault(entry.getValue().device(), 0L))
                            .thenComparingLong(entry -> entry.getValue().at())
                            .thenComparing(Map.Entry::getKey))
                    .ifPresent(oldest -> table.fronts.remove(oldest.getKey()));
        }
    }

    /** The fronts of an episode are no more. */
    void forget(String id) {
        table.fronts.keySet().removeIf(key -> isOf(key, id));
    }

    /** The fronts of an episode are those of another id from now on. */
    void rename(String id, String other) {
        for (var entry : List.copyOf(table.fronts.entrySet())) {
            if (isOf(entry.getKey(), id)) {
                table.fronts.remove(entry.getKey());
                table.fronts.put(other + entry.getKey().substring(id.length()), entry.getValue());
            }
        }
    }

    /**
     * After a loss of the state: the two fronts by which a flow was known stand in the evidence of its episode; what is
     * open of the stations tells of the newest alone.
     */
    void recall(Alert open) {
        for (var seen : open.evidence()) {
            var at = seen.at().toEpochMilli();
            var isThere = table.fronts.values().stream()
                    .anyMatch(front -> front.device().equals(seen.deviceId()) && front.at() == at);
            if (!isThere
                    && FlowWording.isFront(seen.why())
                    && isStation(seen.deviceId())
                    && Front.isToldBy(seen.quantity())) {
                var front = new Front(
                        seen.deviceId(), seen.quantity(), seen.value(), at, Level.YELLOW, open.corroborated(), false);
                table.fronts.put(open.id() + '~' + at + '~' + Level.YELLOW.wire() + '~' + seen.deviceId(), front);
            }
        }
        bound();
    }

    private boolean isKnown(String id) {
        return table.fronts.keySet().stream().anyMatch(key -> isOf(key, id));
    }

    private static boolean isOf(String key, String id) {
        return episode(key).equals(id);
    }

    /** The id of the episode that a front belongs to; a checkpoint of before has that alone. */
    private static String episode(String key) {
        return key.split("~", 2)[0];
    }

    private boolean isOpen(String key, Front front) {
        var open = table.open.get(episode(key));
        return open != null && open.voice() != null && open.voice().level().atLeast(front.level());
    }

    private boolean isStation(String device) {
        var point = table.point();
        var flow = point == null ? null : point.flow();
        return flow != null
                && flow.stations().stream().anyMatch(one -> one.deviceId().equals(device));
    }

    /** It is for the gully to look at, and not for the slope. */
    boolean isOf(OpenAlert open) {
        var alert = open.alert();
        return isRain(open)
                || alert.quantity() != null
                        && alert.deviceId() != null
                        && Front.isToldBy(alert.quantity())
                        && isStation(alert.deviceId());
    }

    private static boolean isRain(OpenAlert open) {
        return open.voice() != null && open.voice().nature() == Nature.RAIN;
    }

    /**
     * What the stations and the rain say together.
     *
     * @param speaking at the point, the worst first
     * @param unwell share of the point's devices that are silent or at fault
     */
    PointView look(Gully gully, List<OpenAlert> speaking, double unwell) {
        var clock = hearing.clock();
        table.fronts.replaceAll((key, front) -> front.open(isOpen(key, front)));
        table.fronts.values().removeIf(front -> !front.open() && clock - front.at() > gully.memory());
        var from = speaking.stream().filter(this::isOf).toList();
        var rain = from.stream()
                .filter(open -> isRain(open)
                        && Objects.requireNonNull(open.voice()).level().atLeast(Level.YELLOW))
                .mapToLong(open -> Objects.requireNonNull(open.voice()).opened())
                .min();
        var flow = DebrisFlow.of(gully, table.fronts.values(), rain, unwell, clock);
        var passage = flow.passage();
        var seen = passage == null
                ? Stream.<Evidence>empty()
                : Stream.of(
                        evidence(passage.upper(), FlowWording.upper(gully, passage)),
                        evidence(passage.lower(), FlowWording.lower(passage)));
        return new PointView(
                Fusing.GULLY,
                AlertKind.DEBRIS_FLOW,
                flow.picture(),
                passage,
                PointView.bounded(Stream.concat(seen, from.stream().flatMap(open -> PointDesk.own(open.alert())))),
                from,
                List.of());
    }

    private static Evidence evidence(Front front, String why) {
        return new Evidence(front.device(), front.quantity(), front.value(), Instant.ofEpochMilli(front.at()), why);
    }

    /** When the next front is forgotten, or counts as a passage no longer, by the clock of the point. */
    long due() {
        var point = table.point();
        if (point == null || point.flow() == null) {
            return Long.MAX_VALUE;
        }
        var memory = Gully.of(point.flow()).memory();
        var clock = hearing.clock();
        return table.fronts.values().stream()
                .filter(front -> !front.open() || clock - front.at() <= memory)
                .mapToLong(front -> front.at() + memory + 1)
                .min()
                .orElse(Long.MAX_VALUE);
    }
}

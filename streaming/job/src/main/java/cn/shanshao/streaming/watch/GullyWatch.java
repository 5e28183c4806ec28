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
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
    void note(Alert alert, @Nullable Voice voice) {
        var known = table.fronts.get(alert.id());
        var quantity = alert.quantity();
        var device = alert.deviceId();
        if (known != null && alert.state() == AlertState.CLEARED && alert.highest() == null) {
            table.fronts.remove(alert.id());
        } else if (voice != null
                && quantity != null
                && device != null
                && Front.isToldBy(quantity)
                && isStation(device)
                && (known != null || voice.level().atLeast(Level.YELLOW))) {
            var value = alert.value() == null ? Double.NaN : alert.value();
            table.fronts.put(
                    alert.id(),
                    new Front(
                            device,
                            quantity,
                            Double.isFinite(value) ? value : 0,
                            voice.opened(),
                            voice.level(),
                            voice.clean(),
                            true));
            if (table.fronts.size() > MOST_FRONTS) {
                table.fronts.entrySet().stream()
                        .min(Comparator.comparingLong(entry -> entry.getValue().at()))
                        .ifPresent(oldest -> table.fronts.remove(oldest.getKey()));
            }
        }
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
        table.fronts.replaceAll((id, front) -> front.open(table.open.containsKey(id)));
        table.fronts.values().removeIf(front -> !front.open() && clock - front.at() > gully.memory());
        var from = speaking.stream().filter(this::isOf).toList();
        var rain = from.stream()
                .filter(open -> isRain(open)
                        && Objects.requireNonNull(open.voice()).level().atLeast(Level.YELLOW))
                .mapToLong(open -> Objects.requireNonNull(open.voice()).opened())
                .min();
        var flow = DebrisFlow.of(gully, table.fronts.values(), rain, unwell);
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
                from);
    }

    private static Evidence evidence(Front front, String why) {
        return new Evidence(front.device(), front.quantity(), front.value(), Instant.ofEpochMilli(front.at()), why);
    }

    /** When the next front is forgotten, by the clock of the point. */
    long due() {
        var point = table.point();
        return point == null || point.flow() == null
                ? Long.MAX_VALUE
                : table.fronts.values().stream()
                        .filter(front -> !front.open())
                        .mapToLong(front -> front.at() + Gully.of(point.flow()).memory() + 1)
                        .min()
                        .orElse(Long.MAX_VALUE);
    }
}

package cn.shanshao.sim.network;

import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.DeviceConfig.Channel;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.PointConfig.Flow;
import cn.shanshao.ingest.wire.PointConfig.StandingOrder;
import cn.shanshao.ingest.wire.PointConfig.Station;
import cn.shanshao.ingest.wire.Quantity;
import cn.shanshao.sim.demo.DemoDevice;
import cn.shanshao.sim.demo.DemoPoint;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a gully of the network has beside its instruments: the way past its two stations to the village, a siren there, and
 * an order that lets the job sound it.
 */
final class Gullies {
    /** From the upper station to the first houses, m. */
    static final double VILLAGE = 1_200;

    private static final double TELLS_OF_ITSELF = 60;

    private Gullies() {}

    static boolean isOne(DemoPoint point) {
        return point.kind().equals("debris-flow");
    }

    /** Only what can tell of a front is a station. */
    static Flow flow(DemoPoint gully) {
        return new Flow(
                List.of(
                        station(gully, "mud1", 0),
                        station(gully, "geo1", 0),
                        station(gully, "mud2", DebrisFlow.REACH),
                        station(gully, "infra1", DebrisFlow.REACH)),
                VILLAGE);
    }

    private static Station station(DemoPoint gully, String role, double chainage) {
        return new Station(gully.id() + "-" + role, chainage);
    }

    /** With a modem and a battery of its own: what takes the lower station away must not take the siren. */
    static DemoDevice siren(DemoPoint gully) {
        var channels = Stream.of("battery", "signal")
                .map(quantity -> new Channel(
                        quantity, Quantity.of(quantity).orElseThrow().unit(), null, List.of(), null))
                .toList();
        return new DemoDevice(
                gully.id() + "-siren1", gully.id(), "村口警报器", "siren", null, null, TELLS_OF_ITSELF, channels);
    }

    static StandingOrder order(DemoPoint gully, Instant until) {
        return new StandingOrder(
                gully.id() + "-order1",
                Level.RED,
                Set.of(AlertKind.DEBRIS_FLOW),
                until,
                List.of(siren(gully).id()));
    }
}

package cn.shanshao.sim.demo;

import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.PointConfig.Flow;
import cn.shanshao.ingest.wire.PointConfig.StandingOrder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The way of a debris flow at a point of the demo, and the sirens that an order lets sound there.
 *
 * @param sirens ids of devices; empty where there is no order
 */
public record DemoGully(String pointId, Flow flow, List<String> sirens) {
    public DemoGully {
        sirens = List.copyOf(sirens);
    }

    /** Sounds the sirens at a corroborated red; empty where there are none. */
    public Optional<StandingOrder> order(Instant until) {
        return sirens.isEmpty()
                ? Optional.empty()
                : Optional.of(new StandingOrder(
                        pointId + "-order1", Level.RED, Set.of(AlertKind.DEBRIS_FLOW), until, sirens));
    }
}

package cn.shanshao.center.registry;

import cn.shanshao.center.registry.OrderPaper.SiteLimit;
import cn.shanshao.center.registry.OrderPaper.State;
import cn.shanshao.ingest.wire.DeviceState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What somebody should see to before the night on which an order in force is needed. */
record OrderDoubts(OrderPaper paper, List<Device> sirens, List<SiteLimit> limits, Instant now) {
    private static final Duration SOON = Duration.ofDays(30);

    List<OrderDoubt> list() {
        if (paper.state(now) != State.IN_FORCE) {
            return List.of();
        }
        var doubts = new ArrayList<OrderDoubt>();
        if (paper.until().isBefore(now.plus(SOON))) {
            doubts.add(new OrderDoubt("expiring", ""));
        }
        if (!paper.limits().equals(limits)) {
            doubts.add(new OrderDoubt("limits-changed", ""));
        }
        for (var siren : paper.sirens()) {
            var stands = sirens.stream()
                    .filter(device -> device.id().equals(siren))
                    .anyMatch(device ->
                            device.state() == DeviceState.SERVICE && Objects.equals(device.pointId(), paper.pointId()));
            if (!stands) {
                doubts.add(new OrderDoubt("siren-out", siren));
            }
        }
        return List.copyOf(doubts);
    }
}

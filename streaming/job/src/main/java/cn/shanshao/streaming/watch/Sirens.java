package cn.shanshao.streaming.watch;

import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.Command;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.PointConfig.StandingOrder;
import cn.shanshao.streaming.flow.SirenCall;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which standing order an alert meets, and the sirens that it sets off: once for each level, and stopped at the end. */
final class Sirens {
    private static final Logger log = LoggerFactory.getLogger(Sirens.class);
    private static final Duration EXPIRES = Duration.ofMinutes(10);

    private final PointTable table;

    Sirens(PointTable table) {
        this.table = table;
    }

    /**
     * The id of the gravest standing order that an alert meets.
     *
     * @param sure the highest level at which it is corroborated; {@code null} for none
     */
    @Nullable
    String order(Alert alert, @Nullable Level sure) {
        var found = standing(alert, sure);
        return found == null ? null : found.id();
    }

    private @Nullable StandingOrder standing(Alert alert, @Nullable Level level) {
        var point = alert.pointId() == null ? null : table.book.point(alert.pointId());
        if (point == null || level == null) {
            return null;
        }
        return point.standingOrders().stream()
                .filter(order -> level.atLeast(order.level())
                        && order.kinds().contains(alert.kind())
                        && table.now.isBefore(order.until()))
                .max(Comparator.comparing(StandingOrder::level).thenComparing(StandingOrder::id))
                .orElse(null);
    }

    /** Sets off those of the order that the alert meets, once for each level at which it is corroborated. */
    OpenAlert sound(OpenAlert open, @Nullable Level level) {
        var alert = open.alert();
        var order = alert.standingOrder() == null ? null : standing(alert, level);
        if (level == null
                || order == null
                || open.sounded() != null && open.sounded().atLeast(level)) {
            return open;
        }
        var sirens =
                order.sirens().stream().filter(siren -> isAllowed(siren, alert)).toList();
        sirens.forEach(
                siren -> command(siren, level, "siren", alert, Map.of("level", level.wire(), "order", order.id())));
        return open.sounded(level, sirens);
    }

    private boolean isAllowed(String siren, Alert alert) {
        var device = table.book.device(siren);
        // its own realm, not its point's: a live siren at an exercise point is still live
        var isAllowed = device != null && device.device().realm() == alert.realm();
        if (!isAllowed) {
            log.error("siren {} is refused to alert {}: expected one of realm {}", siren, alert.id(), alert.realm());
        }
        return isAllowed;
    }

    /** Stops what it has set off, where no other one that is still open has. */
    void silence(List<String> sirens, Alert over) {
        for (var siren : sirens) {
            if (table.all().noneMatch(other -> other.sirens().contains(siren))) {
                command(siren, null, "stop", over, Map.of());
            }
        }
    }

    /**
     * Those that an alert had set off before the state was lost. Where its order is no more, they may be those of any other
     * of the point: a needless stop is better than a siren that nobody stops.
     */
    List<String> of(Alert alert) {
        var point = table.point();
        if (point == null) {
            return List.of();
        }
        var orders = point.standingOrders();
        var isKnown = orders.stream().anyMatch(order -> order.id().equals(alert.standingOrder()));
        return orders.stream()
                .filter(order -> !isKnown || order.id().equals(alert.standingOrder()))
                .flatMap(order -> order.sirens().stream())
                .distinct()
                .filter(siren -> isAllowed(siren, alert))
                .toList();
    }

    /** What an alert had set off before the state was lost sounds still, and is not to be stopped by others. */
    void hold(Alert alert) {
        if (alert.level() != null) {
            of(alert).forEach(siren -> table.calls.accept(new SirenCall(siren, table.key, alert.level(), null)));
        }
    }

    /** The episode goes on, with what it had set off before the state was lost. */
    OpenAlert takeOver(OpenAlert open, Alert before) {
        hold(before);
        return before.level() == null ? open : open.sounded(before.level(), of(before));
    }

    private void command(String siren, @Nullable Level level, String action, Alert alert, Map<String, String> args) {
        var id = alert.id() + "-" + table.seq();
        var command = new Command(id, action, args, table.now.plus(EXPIRES), "job", null);
        table.calls.accept(new SirenCall(siren, table.key, level, command));
    }
}

package cn.shanshao.center.monitoring;

import cn.shanshao.center.Problem;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.registry.Device;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.history.Bucket;
import cn.shanshao.ingest.history.HistoryUnavailable;
import cn.shanshao.ingest.history.ReadingHistory;
import cn.shanshao.ingest.wire.DeviceConfig.Mask;
import cn.shanshao.ingest.wire.Quantity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Curves: one quantity of one device over a span, in buckets. */
@RestController
class HistoryController {
    private static final int MOST_BUCKETS = 2_000;
    private static final Logger LOG = LoggerFactory.getLogger(HistoryController.class);

    private final ReadingHistory history;
    private final Registry registry;
    private final Divisions divisions;
    private final Clock clock;

    HistoryController(ReadingHistory history, Registry registry, Divisions divisions, Clock clock) {
        this.history = history;
        this.registry = registry;
        this.divisions = divisions;
        this.clock = clock;
    }

    record Point(Instant t, double min, double mean, double max, long count) {}

    /** @param masks those of the channel that lie in the span, whether they are left out of the buckets or not */
    record Curve(
            String device,
            String quantity,
            String unit,
            Instant from,
            Instant to,
            List<Point> buckets,
            List<Mask> masks) {}

    /**
     * With the offsets of replaced sensors added and without what is masked, as the rules see the values.
     *
     * @param raw as the device said them, without offsets, and the masked ones too
     */
    @GetMapping("/api/v1/observations")
    Curve curve(
            @AuthenticationPrincipal CurrentUser user,
            @RequestParam String device,
            @RequestParam String quantity,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = "300") int buckets,
            @RequestParam(defaultValue = "false") boolean raw) {
        var known = registry.getDevice(device);
        divisions.mustSee(user, known.division(), "device", device);
        var end = to == null ? clock.instant() : SpanTime.parse("to", to);
        var start = from == null ? end.minus(Duration.ofDays(1)) : SpanTime.parse("from", from);
        if (!start.isBefore(end)) {
            throw Problem.badParameter("from", from, "a time before to, which is " + end);
        }
        if (buckets < 1 || buckets > MOST_BUCKETS) {
            throw Problem.badParameter("buckets", buckets, "1…" + MOST_BUCKETS);
        }
        var unit = unit(known, quantity);
        var points = read(() -> known.channel(quantity)
                .filter(channel -> !raw)
                .map(channel -> new DatumCurve(history, device, channel).buckets(start, end, buckets))
                .orElseGet(() -> history.buckets(device, quantity, start, end, buckets)));
        var masks = known.channel(quantity).map(channel -> channel.masks()).orElse(List.of()).stream()
                .filter(mask -> mask.from().isBefore(end)
                        && (mask.to() == null || mask.to().isAfter(start)))
                .toList();
        return new Curve(device, quantity, unit, start, end, points, masks);
    }

    private static List<Point> read(Supplier<List<Bucket>> buckets) {
        try {
            return buckets.get().stream().map(HistoryController::point).toList();
        } catch (HistoryUnavailable e) {
            LOG.debug("the time-series store does not answer", e);
            throw Problem.busy("the time-series store does not answer; live values and alerts go on without it", 5);
        }
    }

    private static Point point(Bucket b) {
        return new Point(b.at(), b.min(), b.mean(), b.max(), b.count());
    }

    private static String unit(Device device, String quantity) {
        return device.channel(quantity)
                .map(c -> c.unit())
                .or(() -> Quantity.of(quantity).map(Quantity::unit))
                .orElseThrow(() -> Problem.badParameter(
                        "quantity",
                        quantity,
                        "one of "
                                + device.channels().stream()
                                        .map(c -> c.quantity())
                                        .toList()));
    }
}

package cn.shanshao.center.rules;

import cn.shanshao.center.Problem;
import cn.shanshao.center.registry.Device;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.detect.report.Recorded;
import cn.shanshao.ingest.history.HistoryUnavailable;
import cn.shanshao.ingest.history.ReadingHistory;
import cn.shanshao.ingest.history.Stored;
import cn.shanshao.ingest.quality.Flag;
import cn.shanshao.ingest.wire.DeviceConfig;
import cn.shanshao.ingest.wire.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What the store holds of a channel, as the rules see it: the device's present datum offsets added, and without the
 * readings that failed or are masked.
 */
@Component
public class StoredRecords {
    private static final Logger LOG = LoggerFactory.getLogger(StoredRecords.class);
    private static final int RETRY = 5;

    private final ReadingHistory history;
    private final Registry registry;

    StoredRecords(ReadingHistory history, Registry registry) {
        this.history = history;
        this.registry = registry;
    }

    /** A span of time that is left out, without its end, beside those that are masked for good. */
    public record Mask(Instant from, Instant to) {
        boolean hides(Instant at) {
            return !at.isBefore(from) && at.isBefore(to);
        }

        /** The same time in spans that do not touch each other, from the first on. */
        static List<Mask> merged(List<Mask> masks) {
            var merged = new ArrayList<Mask>();
            for (var mask :
                    masks.stream().sorted(Comparator.comparing(Mask::from)).toList()) {
                var last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
                if (last == null || mask.from().isAfter(last.to())) {
                    merged.add(mask);
                } else if (mask.to().isAfter(last.to())) {
                    merged.set(merged.size() - 1, new Mask(last.from(), mask.to()));
                }
            }
            return merged;
        }
    }

    /**
     * How many readings there are.
     *
     * @throws Problem 503 when the store does not answer
     */
    public long count(Device device, String quantity, Instant from, Instant to) {
        return asked(() -> history.count(device.id(), quantity, from, to));
    }

    /**
     * @param most readings that are taken, from the first on
     * @throws Problem 503 when the store does not answer
     */
    public Recorded read(Device device, String quantity, Instant from, Instant to, List<Mask> masks, int most) {
        var hidden = Mask.merged(masks);
        var rows = asked(() -> history.readings(device.id(), quantity, from, to, most)).stream()
                .filter(row -> row.flag() != Flag.FAIL && row.flag() != Flag.MISSING)
                .filter(row -> !device.isMasked(quantity, row.at()))
                .filter(row -> hidden.stream().noneMatch(mask -> mask.hides(row.at())))
                .toList();
        var n = rows.size();
        var at = new long[n];
        var values = new double[n];
        var flags = new int[n];
        for (var i = 0; i < n; i++) {
            Stored row = rows.get(i);
            at[i] = row.at().toEpochMilli();
            values[i] = row.value() + device.offset(quantity, row.at());
            flags[i] = row.flag();
        }
        return new Recorded(
                device.id(),
                place(device),
                quantity,
                unit(device, quantity),
                device.channel(quantity).orElse(null),
                Recorded.checked(quantity, at, values, flags));
    }

    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (HistoryUnavailable e) {
            LOG.debug("the time-series store does not answer", e);
            throw Problem.busy("the time-series store does not answer; live values and alerts go on without it", RETRY);
        }
    }

    private String place(Device device) {
        return device.pointId() == null
                ? device.name()
                : registry.findPoint(device.pointId()).map(HazardPoint::name).orElse(device.name());
    }

    private static String unit(Device device, String quantity) {
        return device.channel(quantity)
                .map(DeviceConfig.Channel::unit)
                .or(() -> Quantity.of(quantity).map(Quantity::unit))
                .orElse("");
    }
}

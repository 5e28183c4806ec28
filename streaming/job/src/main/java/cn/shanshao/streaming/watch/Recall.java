package cn.shanshao.streaming.watch;

import cn.shanshao.detect.Rule;
import cn.shanshao.detect.Sample;
import cn.shanshao.detect.Warmth;
import cn.shanshao.detect.Warmth.Wanted;
import cn.shanshao.ingest.history.ReadingHistory;
import cn.shanshao.ingest.history.Stretch;
import cn.shanshao.ingest.history.Stretch.Thinning;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.DeviceConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the history of one channel and runs it through fresh lenses. Few thousand rows at most, however fast the channel:
 * the longer ago, the coarser.
 */
final class Recall {
    /** Of the newest day a reading a minute, of the newest eight one in ten minutes, and one in four hours before. */
    private static final List<Part> MOVEMENT = List.of(
            new Part(Duration.ofDays(400), Duration.ofDays(8), 2_352),
            new Part(Duration.ofDays(8), Duration.ofDays(1), 1_008),
            new Part(Duration.ofDays(1), Duration.ZERO, 1_440));

    /** One a minute over 18 days: rain counts to the minute. */
    private static final int MOST_RAIN = 26_000;

    /** One in ten minutes over 30 days. */
    private static final int MOST = 4_320;

    private final ReadingHistory history;
    private final String device;
    private final String quantity;
    private final DeviceConfig.@Nullable Channel channel;
    private final List<DeviceConfig.Mask> masks;

    /** A stretch of the past, by its age. */
    private record Part(Duration from, Duration to, int most) {}

    /** @param masks spans that are left out, also where the channel itself is not registered */
    Recall(
            ReadingHistory history,
            String device,
            String quantity,
            DeviceConfig.@Nullable Channel channel,
            List<DeviceConfig.Mask> masks) {
        this.masks = masks;
        this.history = history;
        this.device = device;
        this.quantity = quantity;
        this.channel = channel;
    }

    Warmth warmth(Wanted wanted) {
        var stretches = new ArrayList<Warmth.Stretch>();
        for (var part : parts(wanted)) {
            var from = Math.max(wanted.from(), wanted.to() - part.from().toMillis());
            var to = wanted.to() - part.to().toMillis();
            var length = (to - from) / part.most() + 1;
            for (var stretch : unmasked(from, to, part.most())) {
                if (stretch.readings() == 1 || !isAcrossDatum(stretch.at(), length)) {
                    stretches.add(new Warmth.Stretch(sample(stretch), (int) stretch.readings()));
                }
            }
        }
        return Warmth.of(wanted.rules(), stretches);
    }

    /** What lies between the masks, for readings that were made into one cannot be told apart any more. */
    private List<Stretch> unmasked(long from, long to, int most) {
        if (masks.isEmpty()) {
            return read(from, to, most);
        }
        var length = (to - from) / most + 1;
        var stretches = new ArrayList<Stretch>();
        var begin = from;
        for (var mask : masks.stream()
                .sorted(Comparator.comparing(DeviceConfig.Mask::from))
                .toList()) {
            var end = Math.min(to, mask.from().toEpochMilli());
            if (end > begin) {
                stretches.addAll(read(begin, end, (int) ((end - begin - 1) / length) + 1));
            }
            begin = Math.max(begin, mask.to() == null ? to : mask.to().toEpochMilli());
        }
        if (to > begin) {
            stretches.addAll(read(begin, to, (int) ((to - begin - 1) / length) + 1));
        }
        return stretches;
    }

    private List<Stretch> read(long from, long to, int most) {
        return history.thinned(
                device, quantity, Instant.ofEpochMilli(from), Instant.ofEpochMilli(to), most, thinning());
    }

    /** Readings of two sensors that were made into one say nothing. */
    private boolean isAcrossDatum(Instant at, long length) {
        return channel != null
                && channel.datum().stream()
                        .anyMatch(datum ->
                                Math.abs(Duration.between(datum.from(), at).toMillis()) <= length);
    }

    private List<Part> parts(Wanted wanted) {
        var span = Duration.ofMillis(wanted.to() - wanted.from());
        if (wanted.rules().stream().anyMatch(Recall::isOfRain)) {
            return List.of(new Part(span, Duration.ZERO, MOST_RAIN));
        }
        return span.compareTo(Duration.ofDays(60)) > 0 ? MOVEMENT : List.of(new Part(span, Duration.ZERO, MOST));
    }

    private static boolean isOfRain(Rule rule) {
        return rule.method().kind() == AlertKind.RAINFALL;
    }

    private Thinning thinning() {
        return switch (quantity) {
            case "rain" -> Thinning.SUM;
            case "rain.total" -> Thinning.LAST;
            default -> Thinning.MEAN;
        };
    }

    private Sample sample(Stretch stretch) {
        var datum = channel == null ? 0 : channel.offset(stretch.at());
        return new Sample(stretch.at().toEpochMilli(), stretch.value() + datum, true, stretch.flag());
    }
}

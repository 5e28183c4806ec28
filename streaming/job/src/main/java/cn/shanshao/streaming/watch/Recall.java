package cn.shanshao.streaming.watch;

import cn.shanshao.detect.Method;
import cn.shanshao.detect.Rule;
import cn.shanshao.detect.Sample;
import cn.shanshao.detect.Warmth;
import cn.shanshao.detect.Warmth.Wanted;
import cn.shanshao.detect.instrument.Vectors;
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
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the history of one channel and runs it through fresh lenses. Few thousand rows at most, however fast the channel:
 * the longer ago, the coarser.
 */
final class Recall {
    /** Of the newest day a reading a minute, of the newest eight one in ten minutes, and one in four hours before. */
    private static final Part LATE = new Part(Duration.ofDays(1), Duration.ZERO, 1_440);

    private static final List<Part> MOVEMENT = List.of(
            new Part(Duration.ofDays(400), Duration.ofDays(8), 2_352),
            new Part(Duration.ofDays(8), Duration.ofDays(1), 1_008),
            LATE);

    /** One a minute over 18 days: rain counts to the minute. */
    private static final int MOST_RAIN = 26_000;

    /** One in ten minutes over 30 days. */
    private static final int MOST = 4_320;

    /** A reading an hour: a place in a record is one among the means of hours. */
    private static final Duration RANKED = Duration.ofHours(1);

    private final ReadingHistory history;
    private final String device;
    private final String quantity;
    private final Function<String, DeviceConfig.@Nullable Channel> channels;

    /** A stretch of the past, by its age. */
    private record Part(Duration from, Duration to, int most) {}

    /** A stretch of time that is asked for, Unix ms, and how many answers at most. */
    private record Asked(long from, long to, int most) {
        /** How long each answer is, if they are thinned. */
        long length() {
            return (to - from) / most + 1;
        }

        /** That time, or the end that is nearer to it: one of another age cannot be counted in milliseconds. */
        long clamp(Instant at) {
            return at.isBefore(Instant.ofEpochMilli(from))
                    ? from
                    : at.isAfter(Instant.ofEpochMilli(to)) ? to : at.toEpochMilli();
        }

        /** A part of it, whose answers are as long; empty where it has no length. */
        Optional<Asked> piece(long begin, long end) {
            return end <= begin
                    ? Optional.empty()
                    : Optional.of(new Asked(begin, end, (int) ((end - begin - 1) / length()) + 1));
        }
    }

    /**
     * @param channels of the device as they are registered, by quantity
     */
    Recall(
            ReadingHistory history,
            String device,
            String quantity,
            Function<String, DeviceConfig.@Nullable Channel> channels) {
        this.history = history;
        this.device = device;
        this.quantity = quantity;
        this.channels = channels;
    }

    Warmth warmth(Wanted wanted) {
        var stretches = new ArrayList<Warmth.Stretch>();
        for (var part : parts(wanted)) {
            var from = Math.max(wanted.from(), wanted.to() - part.from().toMillis());
            var asked = new Asked(from, wanted.to() - part.to().toMillis(), part.most());
            var own = read(quantity, asked);
            stretches.addAll(own.isEmpty() && !hasMasks() ? derived(asked) : own);
        }
        return Warmth.of(wanted.rules(), stretches);
    }

    /** What it said itself is masked then, and others do not take its place. */
    private boolean hasMasks() {
        var channel = channels.apply(quantity);
        return channel != null && !channel.masks().isEmpty();
    }

    /** What is derived is not stored: it is made again of its parts, where they have been measured together. */
    private List<Warmth.Stretch> derived(Asked asked) {
        var parts = Vectors.partsOf(quantity);
        if (parts.isEmpty()) {
            return List.of();
        }
        var first = read(parts.get(0), asked);
        var others = new ArrayList<NavigableMap<Long, Warmth.Stretch>>();
        for (var part : parts.subList(1, parts.size())) {
            others.add(first.isEmpty() ? new TreeMap<>() : byTime(part, asked));
        }
        var air = parts.size() == 2 && !first.isEmpty()
                ? byTime(Vectors.TEMPERATURE, asked)
                : new TreeMap<Long, Warmth.Stretch>();
        var derived = new ArrayList<Warmth.Stretch>();
        for (var one : first) {
            var samples = together(one, others, asked);
            if (samples != null) {
                var length = Vectors.length(one.sample().at(), samples, temperature(air, one));
                derived.add(new Warmth.Stretch(length, one.readings()));
            }
        }
        return derived;
    }

    private NavigableMap<Long, Warmth.Stretch> byTime(String part, Asked asked) {
        var byTime = new TreeMap<Long, Warmth.Stretch>();
        read(part, asked).forEach(one -> byTime.put(one.sample().at(), one));
        return byTime;
    }

    /** Those of one time; of what was thinned, of one stretch. {@code null} where one is missing. */
    private static @Nullable List<Sample> together(
            Warmth.Stretch first, List<NavigableMap<Long, Warmth.Stretch>> others, Asked asked) {
        var at = first.sample().at();
        var apart = first.readings() == 1 ? 0 : asked.length() / 2;
        var found = new ArrayList<Sample>(List.of(first.sample()));
        for (var other : others) {
            var near = other.subMap(at - apart, true, at + apart, true).values().stream()
                    .min(Comparator.comparingLong(one -> Math.abs(one.sample().at() - at)));
            if (near.isEmpty()) {
                return null;
            }
            found.add(near.get().sample());
        }
        return found;
    }

    private static double temperature(NavigableMap<Long, Warmth.Stretch> air, Warmth.Stretch at) {
        var newest = air.floorEntry(at.sample().at());
        return newest == null || at.sample().at() - newest.getKey() > Vectors.TEMPERATURE_HOLDS
                ? Double.NaN
                : newest.getValue().sample().value();
    }

    private List<Warmth.Stretch> read(String which, Asked asked) {
        var channel = channels.apply(which);
        return unmasked(channel, asked).stream()
                .flatMap(piece -> history
                        .thinned(
                                device,
                                which,
                                Instant.ofEpochMilli(piece.from()),
                                Instant.ofEpochMilli(piece.to()),
                                piece.most(),
                                thinning())
                        .stream())
                .filter(one -> one.readings() == 1 || !isAcrossDatum(channel, one.at(), asked.length()))
                .map(one -> new Warmth.Stretch(sample(channel, one), (int) one.readings()))
                .toList();
    }

    /** What lies between the masks, for readings that were made into one cannot be told apart any more. */
    private static List<Asked> unmasked(DeviceConfig.@Nullable Channel channel, Asked asked) {
        if (channel == null || channel.masks().isEmpty()) {
            return List.of(asked);
        }
        var pieces = new ArrayList<Asked>();
        var begin = asked.from();
        for (var mask : channel.masks().stream()
                .sorted(Comparator.comparing(DeviceConfig.Mask::from))
                .toList()) {
            asked.piece(begin, asked.clamp(mask.from())).ifPresent(pieces::add);
            begin = Math.max(begin, mask.to() == null ? asked.to() : asked.clamp(mask.to()));
        }
        asked.piece(begin, asked.to()).ifPresent(pieces::add);
        return pieces;
    }

    /** Readings of two sensors that were made into one say nothing. */
    private static boolean isAcrossDatum(DeviceConfig.@Nullable Channel channel, Instant at, long length) {
        return channel != null
                && channel.datum().stream()
                        .anyMatch(datum ->
                                Math.abs(Duration.between(datum.from(), at).toMillis()) <= length);
    }

    private static List<Part> parts(Wanted wanted) {
        var span = Duration.ofMillis(wanted.to() - wanted.from());
        if (wanted.rules().stream().anyMatch(Recall::isOfRain)) {
            return List.of(new Part(span, Duration.ZERO, MOST_RAIN));
        }
        if (wanted.rules().stream().anyMatch(rule -> rule.method() == Method.PERCENTILE)) {
            var hours = (int) span.minus(LATE.from()).dividedBy(RANKED);
            return List.of(new Part(span, LATE.from(), hours), LATE);
        }
        if (wanted.rules().stream().anyMatch(rule -> rule.method() == Method.TILT_RATE)) {
            return List.of(new Part(span, LATE.from(), MOST), LATE);
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

    private static Sample sample(DeviceConfig.@Nullable Channel channel, Stretch stretch) {
        var datum = channel == null ? 0 : channel.offset(stretch.at());
        return new Sample(stretch.at().toEpochMilli(), stretch.value() + datum, true, stretch.flag());
    }
}

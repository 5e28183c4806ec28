package cn.shanshao.streaming.watch;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.detect.Channel;
import cn.shanshao.detect.DefaultRules;
import cn.shanshao.detect.Rule;
import cn.shanshao.detect.Sample;
import cn.shanshao.ingest.history.Bucket;
import cn.shanshao.ingest.history.ReadingHistory;
import cn.shanshao.ingest.history.Stored;
import cn.shanshao.ingest.history.Stretch;
import cn.shanshao.ingest.history.Stretch.Thinning;
import cn.shanshao.ingest.quality.Flag;
import cn.shanshao.ingest.wire.DeviceConfig;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.RuleConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecallTest {
    private static final Instant NOW = Instant.parse("2026-07-11T00:00:00Z");

    /** Answers with a reading an hour that rests at 100 mm, and keeps what it was asked. */
    private static final class Resting implements ReadingHistory {
        @Override
        public List<Stored> readings(String device, String quantity, Instant from, Instant to, int most) {
            return List.of();
        }

        final List<String> asked = new ArrayList<>();
        /** What it has of a channel; a reading an hour at 100 for all that are not named. */
        final Map<String, ToDoubleFunction<Instant>> values = new HashMap<>();

        @Override
        public List<Stretch> thinned(
                String device, String quantity, Instant from, Instant to, int most, Thinning thinning) {
            asked.add("%s to %s, %d of %s".formatted(days(from), days(to), most, thinning));
            var found = new ArrayList<Stretch>();
            for (var at = from; at.isBefore(to); at = at.plus(Duration.ofHours(1))) {
                var value = values.getOrDefault(quantity, time -> 100).applyAsDouble(at);
                if (Double.isFinite(value)) {
                    found.add(new Stretch(at, value, Flag.PASS, 1));
                }
            }
            return found;
        }

        private static long days(Instant at) {
            return Duration.between(at, NOW).toDays();
        }

        @Override
        public List<cn.shanshao.ingest.history.Sample> latest(Collection<String> devices) {
            return List.of();
        }

        @Override
        public List<Bucket> buckets(String device, String quantity, Instant from, Instant to, int buckets) {
            return List.of();
        }

        @Override
        public long count(String device, @Nullable String quantity, Instant from, Instant to) {
            return 0;
        }
    }

    private final Resting history = new Resting();
    private final List<Channel.Word> said = new ArrayList<>();
    private List<DeviceConfig.Mask> masks = List.of();

    private void recall(
            String quantity, List<RuleConfig> configs, DeviceConfig.@Nullable Channel registered, double now) {
        var rules = configs.stream().map(rule -> Rule.of(rule, registered)).toList();
        var channel = new Channel("g1", quantity);
        channel.waitForHistory();
        for (var minute = 0; minute < 3; minute++) {
            var at = NOW.toEpochMilli() + minute * 60_000;
            said.addAll(channel.judge(new Sample(at, now, true, Flag.PASS), rules, at));
        }
        channel.collect();
        var wanted = Objects.requireNonNull(channel.wanted(rules));
        var masked = registered == null && !masks.isEmpty()
                ? new DeviceConfig.Channel(quantity, "", null, List.of(), null).masked(masks)
                : registered;
        said.addAll(channel.warm(new Recall(history, "g1", quantity, which -> masked).warmth(wanted), rules));
    }

    private static RuleConfig rule(String method, String quantity) {
        var to = new RuleConfig.AppliesTo(quantity, null, null, null);
        return new RuleConfig("r", 1, method, to, Map.of(), Map.of(Level.RED, 1e6), 0, 0, 1, null, false, null);
    }

    @Test
    void whatIsLongAgoComesCoarser() {
        recall("displacement", DefaultRules.of("displacement"), null, 100);
        assertThat(history.asked)
                .containsExactly("400 to 8, 2352 of MEAN", "8 to 1, 1008 of MEAN", "1 to 0, 1440 of MEAN");
    }

    @Test
    void aMaskOfAnotherAgeIsOneFromTheBeginning() {
        masks = List.of(new DeviceConfig.Mask(
                Instant.parse("-1000000000-01-01T00:00:00Z"), NOW.minus(Duration.ofDays(11)), "检修", "li.min"));
        recall("temperature", List.of(rule("thaw", "temperature")), null, 1);
        assertThat(history.asked).containsExactly("11 to 0, 1584 of MEAN");
    }

    @Test
    void whatIsMaskedIsNotAskedFor() {
        masks = List.of(
                new DeviceConfig.Mask(NOW.minus(Duration.ofDays(12)), NOW.minus(Duration.ofDays(11)), "检修", "li.min"),
                new DeviceConfig.Mask(NOW.minus(Duration.ofDays(13)), NOW.minus(Duration.ofDays(12)), "检修", "li.min"));
        recall("temperature", List.of(rule("thaw", "temperature")), null, 1);
        assertThat(history.asked).containsExactly("30 to 13, 2448 of MEAN", "11 to 0, 1584 of MEAN");
    }

    @Test
    void rainIsCountedAndIncrementsAreSummed() {
        recall("rain.total", List.of(rule("rain-sum", "rain.total")), null, 100);
        recall("rain", List.of(rule("rain-sum", "rain")), null, 0);
        recall("temperature", List.of(rule("thaw", "temperature")), null, 1);
        assertThat(history.asked)
                .containsExactly("18 to 0, 26000 of LAST", "18 to 0, 26000 of SUM", "30 to 0, 4320 of MEAN");
    }

    @Test
    void instrumentsThatRememberAreWarmedToo() {
        recall("pore.pressure", List.of(rule("percentile", "pore.pressure")), null, 100);
        recall("tilt.x", List.of(rule("tilt-rate", "tilt.x")), null, 1);
        recall("crack", List.of(rule("change", "crack")), null, 100);
        assertThat(history.asked)
                .containsExactly(
                        "800 to 1, 19176 of MEAN",
                        "1 to 0, 1440 of MEAN",
                        "11 to 1, 4320 of MEAN",
                        "1 to 0, 1440 of MEAN",
                        "1 to 0, 4320 of MEAN");
    }

    @Test
    void aPlaceInTheRecordIsKnownFromTheFirstReadingsOn() {
        history.values.put("pore.pressure", at -> at.getEpochSecond() / 3_600 % 100);
        var config = rule("percentile", "pore.pressure");
        recall("pore.pressure", List.of(limited(config, 90)), null, 98.5);
        assertThat(said).isNotEmpty();
    }

    private static RuleConfig limited(RuleConfig rule, double limit) {
        return new RuleConfig(
                rule.id(),
                rule.version(),
                rule.method(),
                rule.appliesTo(),
                rule.params(),
                Map.of(Level.ORANGE, limit),
                0,
                0,
                1,
                null,
                false,
                null);
    }

    /** East goes 8 mm a day, north rests: what is derived is not stored, and its past is that of its parts. */
    @Test
    void whatIsDerivedIsMadeAgainOfItsParts() {
        history.values.put("displacement", at -> Double.NaN);
        history.values.put("displacement.e", at -> Duration.between(at, NOW).toHours() / -3.0);
        history.values.put("displacement.n", at -> 0);
        history.values.put("displacement.u", at -> 0);
        recall("displacement", DefaultRules.of("displacement"), null, 0);
        assertThat(said).isNotEmpty();
    }

    @Test
    void whereAPartIsMissingNothingIsDerived() {
        history.values.put("displacement", at -> Double.NaN);
        history.values.put("displacement.e", at -> Duration.between(at, NOW).toHours() / -3.0);
        history.values.put("displacement.n", at -> 0);
        history.values.put("displacement.u", at -> Double.NaN);
        recall("displacement", DefaultRules.of("displacement"), null, 0);
        assertThat(said).isEmpty();
    }

    /** Every hour of ten days a sensor that shows a third of a millimetre less: what rests has moved. */
    @Test
    void datumOffsetsAreAddedToThePast() {
        recall("displacement", DefaultRules.of("displacement"), null, 100);
        assertThat(said).isEmpty();
        var datums = new ArrayList<DeviceConfig.Datum>();
        for (var hour = 0; hour <= 240; hour++) {
            datums.add(new DeviceConfig.Datum(NOW.minus(Duration.ofHours(240 - hour)), hour * 8 / 24.0));
        }
        var registered = new DeviceConfig.Channel("displacement", "mm", null, datums, null);
        recall("displacement", DefaultRules.of("displacement"), registered, 100 + 80);
        assertThat(said).isNotEmpty();
    }
}

package cn.shanshao.detect;

import cn.shanshao.ingest.quality.Checks;
import cn.shanshao.ingest.quality.Flag;
import cn.shanshao.ingest.quality.Quality;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.DeviceConfig;
import cn.shanshao.ingest.wire.Forecast;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.RuleConfig;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rules over a recorded span of one channel (回溯检验): the same quality control and the same detectors, in the same
 * order, as over live readings. A recorded past has no clock but its readings.
 */
public final class BackTest {
    /** Days are counted in the local calendar. */
    private static final ZoneId LOCAL = ZoneId.of("Asia/Shanghai");

    private final List<Rule> rules;
    private final Channel channel;
    private final Quality quality;
    private final Map<String, Spell> spells = new LinkedHashMap<>();
    private final Map<String, Level> standing = new HashMap<>();
    private final Map<LocalDate, Level> days = new TreeMap<>();
    private final Map<Level, Instant> firsts = new EnumMap<>(Level.class);
    private final List<Outlook> outlooks = new ArrayList<>();
    private final List<Phase> phases = new ArrayList<>();
    private @Nullable Forecast told;
    private int samples;
    private int failed;

    private BackTest(List<Rule> rules, Channel channel, Quality quality) {
        this.rules = rules;
        this.channel = channel;
        this.quality = quality;
    }

    /**
     * An episode as it came to be in the end.
     *
     * @param from time of the reading that opened it
     * @param to time of the reading that ended it; {@code null} while it lasts
     * @param since time of the reading that opened the highest level
     * @param decided what the rule judged when it was told of the highest level
     */
    public record Spell(
            String rule,
            String id,
            Level highest,
            Instant from,
            Instant since,
            @Nullable Instant to,
            Sample decided) {}

    /**
     * The gravest level that stood, from a reading on, until the next phase.
     *
     * @param level {@code null} where none stood
     */
    public record Phase(Instant from, @Nullable Level level) {}

    /** What was expected from a time on, until the next word. */
    public record Outlook(Instant at, Forecast forecast) {}

    /**
     * What came of it.
     *
     * @param samples that were looked at
     * @param failed of them, by quality control: no rule saw them, or no longer
     * @param spells in the order of their beginnings
     * @param days with a reading, and the gravest level that stood on each; days without a level are left out
     * @param firsts when each level was reached for the first time
     * @param outlooks each where it differs from the one before
     * @param phases from the first reading on
     */
    public record Result(
            int samples,
            int failed,
            List<Spell> spells,
            Map<LocalDate, Level> days,
            Map<Level, Instant> firsts,
            List<Outlook> outlooks,
            List<Phase> phases) {
        /** Days by the gravest level that stood on them. */
        public Map<Level, Integer> daysAt() {
            var counts = new EnumMap<Level, Integer>(Level.class);
            for (var level : Level.values()) {
                counts.put(level, (int)
                        days.values().stream().filter(level::equals).count());
            }
            return counts;
        }

        /** The first time that a level or a graver one was reached. */
        public @Nullable Instant first(Level level) {
            return firsts.entrySet().stream()
                    .filter(first -> first.getKey().atLeast(level))
                    .map(Map.Entry::getValue)
                    .min(Comparator.naturalOrder())
                    .orElse(null);
        }
    }

    /**
     * One reading, and what the rules saw in it.
     *
     * @param judged by the id of the rule, in the unit that its method judges; without those that had nothing to say
     */
    public record Moment(Instant at, double value, Map<String, Double> judged) {}

    /**
     * @param quantity of the channel, with its depth
     * @param rules whatever they apply to, they are laid over this channel
     * @param channel as it is registered, for its own limits; {@code null} when it is not
     * @param samples in any order, flagged by what needs no neighbours (gross range, clock, frost); those late by more than
     *     ten minutes are not put in their place
     * @throws IllegalArgumentException when nobody knows the method of a rule
     */
    public static Result run(
            String device,
            String quantity,
            Collection<RuleConfig> rules,
            DeviceConfig.@Nullable Channel channel,
            Iterable<Sample> samples) {
        return run(device, quantity, rules, channel, samples, moment -> {});
    }

    /** The same, telling of each reading as it is taken: for curves. */
    public static Result run(
            String device,
            String quantity,
            Collection<RuleConfig> rules,
            DeviceConfig.@Nullable Channel channel,
            Iterable<Sample> samples,
            Consumer<Moment> moments) {
        var test = new BackTest(
                rules.stream().map(rule -> Rule.of(rule, channel)).toList(),
                isInOrder(samples) ? Channel.inOrder(device, quantity) : new Channel(device, quantity),
                new Quality(Checks.of(quantity)));
        for (var sample : samples) {
            test.take(sample);
            moments.accept(
                    new Moment(Instant.ofEpochMilli(sample.at()), sample.value(), test.channel.judged(test.rules)));
        }
        return test.result();
    }

    /** Nothing has to be looked at twice then, and it takes half the time. */
    private static boolean isInOrder(Iterable<Sample> samples) {
        if (!(samples instanceof List<Sample> list)) {
            return false;
        }
        var before = Long.MIN_VALUE;
        for (var sample : list) {
            if (sample.at() <= before) {
                return false;
            }
            before = sample.at();
        }
        return true;
    }

    private void take(Sample sample) {
        samples++;
        var at = Instant.ofEpochMilli(sample.at());
        var verdict = quality.look(sample.at(), sample.value(), sample.flag());
        note(verdict.flag());
        channel.judge(sample.flagged(verdict.flag()), rules, sample.at()).forEach(this::hear);
        for (var amended : verdict.amended()) {
            note(amended.flag());
            var again = new Sample(amended.at(), amended.value(), sample.mayOpen(), amended.flag());
            channel.amend(again, rules, sample.at()).forEach(this::hear);
        }
        var gravest = standing.values().stream().max(Comparator.naturalOrder()).orElse(null);
        if (gravest != null) {
            firsts.putIfAbsent(gravest, at);
            days.merge(at.atZone(LOCAL).toLocalDate(), gravest, BackTest::graver);
        }
        if (phases.isEmpty() || phases.get(phases.size() - 1).level() != gravest) {
            phases.add(new Phase(at, gravest));
        }
        var forecast = channel.forecast(rules);
        if (forecast != null && !forecast.equals(told)) {
            told = forecast;
            outlooks.add(new Outlook(at, forecast));
        }
    }

    private void note(int flag) {
        failed += flag == Flag.FAIL ? 1 : 0;
    }

    private static Level graver(Level one, Level other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private void hear(Channel.Word word) {
        var change = word.change();
        var episode = change.episode();
        if (change.withdrawn()) {
            spells.remove(change.id());
        } else {
            spells.merge(
                    change.id(),
                    spell(word),
                    (before, now) -> before.highest() == now.highest()
                            ? new Spell(
                                    now.rule(),
                                    now.id(),
                                    now.highest(),
                                    now.from(),
                                    before.since(),
                                    now.to(),
                                    before.decided())
                            : now);
        }
        if (change.state() == AlertState.CLEARED) {
            standing.remove(word.rule());
        } else {
            standing.put(word.rule(), episode.level());
        }
    }

    private static Spell spell(Channel.Word word) {
        var episode = word.change().episode();
        return new Spell(
                word.rule(),
                word.change().id(),
                episode.highest(),
                Instant.ofEpochMilli(episode.opened()),
                Instant.ofEpochMilli(episode.since()),
                episode.isOpen() ? null : Instant.ofEpochMilli(episode.ended()),
                episode.last());
    }

    private Result result() {
        return new Result(
                samples,
                failed,
                List.copyOf(spells.values()),
                new TreeMap<>(days),
                new EnumMap<>(firsts),
                List.copyOf(outlooks),
                List.copyOf(phases));
    }
}

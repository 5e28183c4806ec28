package cn.shanshao.detect;

import cn.shanshao.ingest.quality.Flag;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.RuleConfig;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A crack gauge under one rule with limits 5, 10, 30, 50 mm, and everything that was said about it. */
final class Gauge {
    /** 2026-07-01T00:00:00Z. */
    static final long START = 1_782_864_000_000L;

    /** What an episode came to. */
    record Outcome(@Nullable Level highest, long since, boolean isOpen) {}

    final List<Change> said = new ArrayList<>();
    private Channel channel = new Channel("g1", "crack");
    private Rule rule;

    Gauge(RuleConfig config) {
        rule = Rule.of(config, null);
    }

    static RuleConfig config(double onDelay, double offDelay, double deadband, Map<String, Double> params) {
        return config(1, onDelay, offDelay, deadband, params, null);
    }

    static RuleConfig config(
            long version,
            double onDelay,
            double offDelay,
            double deadband,
            Map<String, Double> params,
            @Nullable List<Integer> season) {
        var isBelow = params.containsKey("below");
        Map<Level, Double> levels = isBelow
                ? Map.of(Level.BLUE, 50.0, Level.YELLOW, 30.0, Level.ORANGE, 10.0, Level.RED, 5.0)
                : Map.of(Level.BLUE, 5.0, Level.YELLOW, 10.0, Level.ORANGE, 30.0, Level.RED, 50.0);
        return new RuleConfig(
                "crack-rule",
                version,
                "threshold",
                new RuleConfig.AppliesTo("crack", null, null, null),
                params,
                levels,
                onDelay,
                offDelay,
                deadband,
                season,
                false,
                null);
    }

    static Gauge plain() {
        return new Gauge(config(0, 0, 0, Map.of()));
    }

    Gauge at(double second, double value) {
        return at(second, value, true);
    }

    Gauge at(double second, double value, boolean mayOpen) {
        var at = START + Math.round(second * 1000);
        tell(channel.judge(new Sample(at, value, mayOpen, Flag.PASS), List.of(rule), at));
        return this;
    }

    /** Processing time goes on without a reading. */
    Gauge tick(double second) {
        tell(channel.tick(List.of(rule), START + Math.round(second * 1000)));
        return this;
    }

    Gauge renew(RuleConfig config) {
        rule = Rule.of(config, null);
        return this;
    }

    Gauge drop() {
        tell(channel.keepOnly(List.of()));
        return this;
    }

    Channel channel() {
        return channel;
    }

    List<Rule> rules() {
        return List.of(rule);
    }

    private void tell(List<Channel.Word> words) {
        words.forEach(word -> said.add(word.change()));
    }

    /** Writes the memory down and reads it again, as a restart would. */
    Gauge restart() {
        try {
            var bytes = new ByteArrayOutputStream();
            channel.write(new DataOutputStream(bytes));
            channel = Channel.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> words() {
        return said.stream()
                .map(change -> change.state() == AlertState.CLEARED
                        ? "cleared"
                        : change.state().name().toLowerCase() + " "
                                + change.episode().level().wire())
                .toList();
    }

    List<String> ids() {
        return said.stream().map(Change::id).distinct().toList();
    }

    /** What the last word on each episode makes of it; withdrawn ones never were. */
    TreeSet<String> outcomes() {
        var last = new LinkedHashMap<String, Change>();
        said.forEach(change -> last.put(change.id(), change));
        var outcomes = new TreeSet<String>();
        last.values().stream().filter(change -> !change.withdrawn()).forEach(change -> {
            var episode = change.episode();
            outcomes.add("%d %s %s".formatted(episode.opened() - START, episode.highest(), episode.isOpen()));
        });
        return outcomes;
    }
}

package cn.shanshao.streaming;

import cn.shanshao.detect.Channel;
import cn.shanshao.detect.DefaultRules;
import cn.shanshao.detect.Episode;
import cn.shanshao.detect.Rule;
import cn.shanshao.detect.Sample;
import cn.shanshao.ingest.quality.Checks;
import cn.shanshao.ingest.quality.GrossRange;
import cn.shanshao.ingest.quality.Quality;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.DeviceConfig;
import cn.shanshao.ingest.wire.DivisionConfig;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.ingest.wire.RuleConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Slopes that creep: their records, the default rules over them, and what these should come to. */
final class Creep {
    static final String QUANTITY = "displacement";

    private static final Path PREONZO = Path.of("../../sensor-sim/src/main/resources/records/preonzo");

    private Creep() {}

    /** A value at a time. */
    record Point(Instant at, double value) {}

    /** The final set that live and back-test must agree on. */
    record Outcome(String rule, String target, Level highest, Instant since) implements Comparable<Outcome> {
        @Override
        public int compareTo(Outcome other) {
            return toString().compareTo(other.toString());
        }
    }

    static List<Point> preonzo(String name) throws IOException {
        var points = new ArrayList<Point>();
        for (var line : Files.readAllLines(PREONZO.resolve("preonzo_" + name + "_daily.csv"))) {
            var cells = line.split(",", -1);
            if (Character.isDigit(cells[0].charAt(0))) {
                var at = LocalDate.parse(cells[0]).atStartOfDay(ZoneOffset.UTC).toInstant();
                points.add(new Point(at, Double.parseDouble(cells[1])));
            }
        }
        return points;
    }

    static DeviceConfig gauge(String id, Clock clock, double interval) {
        var channels = List.of(
                new DeviceConfig.Channel(QUANTITY, "mm", null, List.of(), null),
                new DeviceConfig.Channel("crack", "mm", null, List.of(), null));
        return Scene.device(id, null, clock, interval, Realm.EXERCISE, channels);
    }

    /** The same device at no point: its time is not that of the others. */
    static DeviceConfig apart(DeviceConfig device) {
        return new DeviceConfig(
                device.id(),
                device.version(),
                null,
                device.gateway(),
                device.state(),
                device.until(),
                device.realm(),
                device.clockOffset(),
                device.clock(),
                device.interval(),
                device.power(),
                device.channels());
    }

    /** The slope with these devices, the limits of cracks, and these rules besides. */
    static DivisionConfig with(long version, List<RuleConfig> rules, DeviceConfig... devices) {
        var plain = Scene.with(version, devices);
        var all = new ArrayList<>(plain.rules());
        all.addAll(rules);
        return new DivisionConfig(1, version, plain.points(), plain.devices(), all);
    }

    static List<RuleConfig> rules() {
        return DefaultRules.of(QUANTITY);
    }

    /** What a back-test with the quality control of the job comes to. */
    static Collection<Outcome> backTest(String device, List<Point> points) {
        var rules = rules().stream().map(rule -> Rule.of(rule, null)).toList();
        var channel = new Channel(device, QUANTITY);
        var quality = new Quality(Checks.of(QUANTITY));
        var outcomes = new HashMap<String, Outcome>();
        for (var point : points) {
            var at = point.at().toEpochMilli();
            var verdict = quality.look(at, point.value(), GrossRange.flag(QUANTITY, point.value(), null));
            var words = new ArrayList<>(channel.judge(new Sample(at, point.value(), true, verdict.flag()), rules, at));
            for (var amended : verdict.amended()) {
                var sample = new Sample(amended.at(), amended.value(), true, amended.flag());
                words.addAll(channel.amend(sample, rules, at));
            }
            for (var word : words) {
                if (word.change().withdrawn()) {
                    outcomes.remove(word.change().id());
                } else {
                    outcomes.put(
                            word.change().id(),
                            outcome(word.rule(), device, word.change().episode()));
                }
            }
        }
        return new TreeSet<>(outcomes.values());
    }

    private static Outcome outcome(String rule, String device, Episode episode) {
        var since = episode.isOpen() ? episode.since() : episode.opened();
        return new Outcome(rule, device + "~" + QUANTITY, episode.highest(), Instant.ofEpochMilli(since));
    }

    /** What the job has come to. */
    static Collection<Outcome> outcomes(List<Alert> alerts, String device) {
        var newest = new HashMap<String, Alert>();
        for (var alert : alerts) {
            if (alert.target().equals(device + "~" + QUANTITY)) {
                newest.merge(alert.id(), alert, (one, other) -> one.seq() > other.seq() ? one : other);
            }
        }
        var outcomes = new TreeSet<Outcome>();
        for (var alert : newest.values()) {
            if (alert.highest() != null) {
                outcomes.add(new Outcome(
                        alert.ruleId(), alert.target(), Objects.requireNonNull(alert.highest()), alert.since()));
            }
        }
        return outcomes;
    }

    /** The newest word of each episode of a device that is not over. */
    static Map<String, Alert> open(List<Alert> alerts, String device) {
        var open = new HashMap<String, Alert>();
        for (var alert : alerts) {
            if (alert.target().equals(device + "~" + QUANTITY)) {
                open.merge(alert.ruleId(), alert, (one, other) -> one.seq() > other.seq() ? one : other);
            }
        }
        open.values().removeIf(alert -> alert.level() == null);
        return open;
    }
}

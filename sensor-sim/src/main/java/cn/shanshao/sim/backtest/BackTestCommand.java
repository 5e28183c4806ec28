package cn.shanshao.sim.backtest;

import cn.shanshao.detect.DefaultRules;
import cn.shanshao.detect.report.Recorded;
import cn.shanshao.detect.report.Report;
import cn.shanshao.detect.report.RuleSet;
import cn.shanshao.ingest.wire.Channels;
import cn.shanshao.ingest.wire.EventConfig;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Quantity;
import cn.shanshao.ingest.wire.Units;
import cn.shanshao.ingest.wire.WireException;
import cn.shanshao.sim.Arguments;
import cn.shanshao.sim.Usage;
import cn.shanshao.sim.centre.Centre;
import cn.shanshao.sim.load.LoadCommand;
import cn.shanshao.sim.replay.Recording;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./shanshao backtest}: the rules over a recorded series of a file, or over what a running system has stored. The
 * answer is one JSON object; whatever else there is to say goes to the other stream.
 */
public final class BackTestCommand {
    public static final String USAGE = """
            ./shanshao backtest --csv FILE --value COLUMN --quantity Q [options] --json
              --csv FILE       a table: comma, semicolon or tab
              --time COLUMN    of the time; guessed when not given
              --value COLUMN   of the values
              --quantity Q     of the wire contract, e.g. displacement, rain.total
              --unit U         of the column; else what its heading says, else the quantity's own
              --zone ZONE      of times without an offset                                  (Asia/Shanghai)
              --rule FILE      a rule as JSON, or an array of them       (the default rules of the quantity)
              --event TIME     when it happened: adds the score; repeat it for more than one
              --window HOURS   before an event in which an alert is a warning of it    (720; 24 without movement)
              --device NAME    what the alerts call the place                          (the name of the file)
              --mask FROM,TO   leave its readings out, from the first time up to before the other; repeatable
              --quake TIME,LON,LAT,MAGNITUDE
                               an earthquake, which lowers the limits of rain near by; repeatable
              --at LON,LAT     where the gauge stands; needed with --quake
              --life-svg FILE  draws the forecasts as a life-expectancy plot
              --failure TIME   when it truly failed: a line in that plot
            ./shanshao backtest --point P | --device D --quantity Q  --from TIME --to TIME [--rule FILE] --json
              of what a running system has stored; it signs in as replay does (--url, SHANSHAO_ADMIN_PASSWORD or
              SHANSHAO_TOKEN)
            The answer is one JSON object on the standard output; see docs/backtest.md""";

    private static final Set<String> OPTIONS = Set.of(
            "--csv",
            "--time",
            "--value",
            "--quantity",
            "--unit",
            "--zone",
            "--rule",
            "--event",
            "--window",
            "--device",
            "--mask",
            "--quake",
            "--at",
            "--life-svg",
            "--failure",
            "--point",
            "--from",
            "--to",
            "--url");

    /** What only a file is told: a running system knows these things itself. */
    private static final List<String> OF_FILES = List.of("--mask", "--quake", "--at", "--life-svg", "--failure");

    private final Arguments args;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream aside;

    /** @param aside for what is no part of the answer */
    public BackTestCommand(List<String> args, Map<String, String> environment, PrintStream out, PrintStream aside) {
        this.args = Arguments.parse(args, OPTIONS, Set.of("--json"));
        this.environment = environment;
        this.out = out;
        this.aside = aside;
    }

    /** Answers 0. */
    public int run() throws IOException {
        if (!args.words().isEmpty()) {
            throw new Usage("unexpected %s\n%s".formatted(args.words().get(0), USAGE));
        }
        if (args.has("--csv")) {
            print(Json.sorted(ofFile()));
        } else if (args.has("--point") || args.has("--device")) {
            print(ofCentre());
        } else {
            throw new Usage(USAGE);
        }
        return 0;
    }

    /** In UTF-8, whatever the terminal speaks. */
    private void print(byte[] json) {
        out.write(json, 0, json.length);
        out.write('\n');
        out.flush();
    }

    private String needed(String option) {
        return args.value(option)
                .orElseThrow(() -> new Usage("%s: expected a value, was not given\n%s".formatted(option, USAGE)));
    }

    // ---- a file

    private Report ofFile() throws IOException {
        var quantity = quantity();
        var zone = zone();
        var rules = shaken(rules(quantity), zone);
        var record = unmasked(record(quantity, zone), zone);
        var window = window(rules);
        var failure = args.value("--failure").map(said -> time("--failure", said, zone));
        if (failure.isPresent() && !args.has("--life-svg")) {
            throw new Usage("--failure: expected together with --life-svg, was alone; a score takes --event");
        }
        var report = Report.of(record, rules, events(zone, record, window), window);
        var plot = args.value("--life-svg");
        if (plot.isPresent()) {
            draw(plot.get(), LifePlot.of(report, record.place(), zone, failure.orElse(null)));
        }
        return report;
    }

    private static void draw(String file, String svg) {
        try {
            Files.writeString(Path.of(file), svg);
        } catch (IOException e) {
            throw new Usage("--life-svg: expected a file that can be written, was \"%s\"".formatted(file));
        }
    }

    // ---- what is known beside the record

    private RuleSet shaken(RuleSet rules, ZoneId zone) {
        var said = args.options().getOrDefault("--quake", List.of());
        if (said.isEmpty() && args.has("--at")) {
            throw new Usage("--at: expected together with --quake, was alone");
        }
        if (said.isEmpty()) {
            return rules;
        }
        var at = numbers("--at", needed("--at"), "LON,LAT such as 126.7,42.9", 2);
        var quakes = new ArrayList<EventConfig>();
        for (var quake : said) {
            quakes.add(quake(quake, zone));
        }
        demandPlace("--at", needed("--at"), at[0], at[1]);
        return rules.noted(at[0], at[1], quakes);
    }

    private static EventConfig quake(String said, ZoneId zone) {
        var form = "TIME,LON,LAT,MAGNITUDE such as 2026-05-01T00:00:00Z,126.7,42.9,5.5";
        var comma = said.indexOf(',');
        var place = numbers("--quake", comma < 0 ? "" : said.substring(comma + 1), form, 3);
        demandPlace("--quake", said, place[0], place[1]);
        if (!(place[2] >= 0 && place[2] <= 10)) {
            throw new Usage("--quake: expected a magnitude from 0 to 10, was \"%s\"".formatted(said));
        }
        return new EventConfig(
                said,
                EventConfig.EARTHQUAKE,
                time("--quake", said.substring(0, comma), zone),
                place[0],
                place[1],
                place[2]);
    }

    private static void demandPlace(String option, String said, double lon, double lat) {
        if (Math.abs(lon) > 180 || Math.abs(lat) > 90) {
            throw new Usage("%s: expected a longitude from -180 to 180 and a latitude from -90 to 90, was \"%s\""
                    .formatted(option, said));
        }
    }

    private static double[] numbers(String option, String said, String form, int many) {
        var parts = said.split(",", -1);
        try {
            var numbers = Arrays.stream(parts).mapToDouble(Double::parseDouble).toArray();
            if (numbers.length == many && Arrays.stream(numbers).allMatch(Double::isFinite)) {
                return numbers;
            }
        } catch (NumberFormatException e) {
            // told below, with the form
        }
        throw new Usage("%s: expected %s, was \"%s\"".formatted(option, form, said));
    }

    /** The record without the readings that are masked, as if they had been corrected away. */
    private Recorded unmasked(Recorded record, ZoneId zone) {
        var samples = record.samples();
        for (var said : args.options().getOrDefault("--mask", List.of())) {
            var ends = said.split(",", -1);
            if (ends.length != 2) {
                throw new Usage("--mask: expected FROM,TO, was \"%s\"".formatted(said));
            }
            var from = time("--mask", ends[0], zone).toEpochMilli();
            var to = time("--mask", ends[1], zone).toEpochMilli();
            if (to <= from) {
                throw new Usage("--mask: expected TO after FROM, was \"%s\"".formatted(said));
            }
            samples = samples.stream()
                    .filter(sample -> sample.at() < from || sample.at() >= to)
                    .toList();
        }
        if (samples.isEmpty()) {
            throw new Usage("--mask: expected to leave at least one reading, left none");
        }
        return new Recorded(
                record.device(), record.place(), record.quantity(), record.unit(), record.channel(), samples);
    }

    private String quantity() {
        var said = needed("--quantity");
        return Channels.normal(said)
                .filter(name -> name.startsWith("x.") || Quantity.of(name).isPresent())
                .orElseThrow(() -> new Usage(
                        "--quantity: expected one of the contract, was \"%s\"; with default rules there are: %s"
                                .formatted(said, String.join(" ", DefaultRules.quantities()))));
    }

    private RuleSet rules(String quantity) throws IOException {
        var file = args.value("--rule");
        if (file.isPresent()) {
            var bytes = read("--rule", file.get());
            try {
                return RuleSet.read(bytes, quantity);
            } catch (IllegalArgumentException | WireException e) {
                throw new Usage("--rule %s: %s".formatted(file.get(), e.getMessage()));
            }
        }
        var rules = RuleSet.ofDefaults(quantity);
        if (rules == null) {
            throw new Usage("--quantity: there is no default rule for %s; give one with --rule. Those that have: %s"
                    .formatted(quantity, String.join(" ", DefaultRules.quantities())));
        }
        return rules;
    }

    private static byte[] read(String option, String file) throws IOException {
        var path = Path.of(file);
        demandFile(option, path);
        return Files.readAllBytes(path);
    }

    private static void demandFile(String option, Path path) {
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new Usage("%s: expected a file that can be read, was \"%s\"".formatted(option, path));
        }
    }

    private Recorded record(String quantity, ZoneId zone) throws IOException {
        var path = Path.of(needed("--csv"));
        var column = needed("--value");
        demandFile("--csv", path);
        var recording = Recording.read(path, args.value("--time").orElse(null), column, zone);
        var own = Quantity.of(quantity).map(Quantity::unit).orElse(null);
        var unit = unit(recording.unit(), own, quantity);
        var n = recording.values().size();
        if (n == 0) {
            throw new Usage("--value: expected at least one value in column %s, was none".formatted(column));
        }
        var at = new long[n];
        var values = new double[n];
        for (var i = 0; i < n; i++) {
            var value = recording.values().get(i);
            at[i] = value.at().toEpochMilli();
            values[i] = own == null
                    ? value.value()
                    : Units.convert(value.value(), unit, own).orElseThrow();
        }
        aside.printf(
                "%s: %d values of %s in %s, %d rows without, %d of a time that stood before%n",
                path.getFileName(), n, recording.column(), unit, recording.empty(), recording.repeated());
        var name = name(path);
        return new Recorded(
                name, name, quantity, own == null ? unit : own, null, Recorded.checked(quantity, at, values, null));
    }

    /** The unit of the column: as asked for, else as its heading says where that can be converted, else the own. */
    private String unit(@Nullable String heading, @Nullable String own, String quantity) {
        var said = args.value("--unit").orElse(null);
        if (own == null) {
            return said != null ? said : heading == null ? "" : heading;
        }
        if (said != null && Units.convert(1, said, own).isEmpty()) {
            throw new Usage("--unit: expected one that converts to %s of %s (%s), was \"%s\""
                    .formatted(own, quantity, String.join(" ", Units.accepted(own)), said));
        }
        if (said != null) {
            return said;
        }
        return heading != null && Units.convert(1, heading, own).isPresent() ? heading : own;
    }

    /** Fit for an id. */
    private String name(Path path) {
        var file = path.getFileName().toString();
        var dot = file.lastIndexOf('.');
        var name = args.value("--device").orElse(dot > 0 ? file.substring(0, dot) : file);
        var plain = name.replaceAll("[^A-Za-z0-9_-]", "_");
        return plain.length() > 64 ? plain.substring(0, 64) : plain;
    }

    private ZoneId zone() {
        var said = args.value("--zone").orElse(Recording.USUAL.getId());
        try {
            return ZoneId.of(said);
        } catch (DateTimeException e) {
            throw new Usage("--zone: expected a zone such as Asia/Shanghai, UTC or +08:00, was \"%s\"".formatted(said));
        }
    }

    private Duration window(RuleSet rules) {
        return args.has("--window")
                ? Duration.ofMillis(Math.round(args.number("--window", 1, 0.01) * 3_600_000))
                : rules.usualWindow();
    }

    private List<Instant> events(ZoneId zone, Recorded record, Duration window) {
        var events = new ArrayList<Instant>();
        var first = Instant.ofEpochMilli(record.samples().get(0).at());
        var last = Instant.ofEpochMilli(
                record.samples().get(record.samples().size() - 1).at());
        for (var said : args.options().getOrDefault("--event", List.of())) {
            var event = time("--event", said, zone);
            if (event.isBefore(first) || event.isAfter(last.plus(window))) {
                throw new Usage("--event: expected a time within the record (%s to %s) or a window after it, was \"%s\""
                        .formatted(first, last, said));
            }
            events.add(event);
        }
        return events;
    }

    private static Instant time(String option, String said, ZoneId zone) {
        return Recording.time(said, zone)
                .orElseThrow(() -> new Usage(
                        "%s: expected a time such as 2012-05-15T05:30:00Z, 2012-05-15 07:30 or Unix seconds, was \"%s\""
                                .formatted(option, said)));
    }

    // ---- a running system

    private byte[] ofCentre() throws IOException {
        for (var option : OF_FILES) {
            if (args.has(option)) {
                throw new Usage("%s: expected with --csv alone, was with --point or --device".formatted(option));
            }
        }
        var request = new LinkedHashMap<String, Object>();
        args.value("--point").ifPresent(point -> request.put("pointId", point));
        args.value("--device").ifPresent(device -> {
            request.put("deviceId", device);
            request.put("quantity", needed("--quantity"));
        });
        request.put("from", time("--from", needed("--from"), zone()).toString());
        request.put("to", time("--to", needed("--to"), zone()).toString());
        var rule = args.value("--rule");
        if (rule.isPresent()) {
            request.put("rule", tree(rule.get()));
        }
        return Centre.open(LoadCommand.url(args, environment), environment).backtest(request);
    }

    private static Object tree(String file) throws IOException {
        try {
            return JsonMapper.shared().readTree(read("--rule", file));
        } catch (JacksonException e) {
            throw new Usage("--rule %s: expected JSON: %s".formatted(file, e.getOriginalMessage()));
        }
    }
}

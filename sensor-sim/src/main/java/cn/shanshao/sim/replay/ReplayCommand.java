package cn.shanshao.sim.replay;

import cn.shanshao.sim.Arguments;
import cn.shanshao.sim.Usage;
import cn.shanshao.sim.centre.Centre;
import cn.shanshao.sim.load.LoadCommand;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code ./shanshao replay}: a recorded series through MQTT, as a backfill or as on the day. */
public final class ReplayCommand {
    public static final String USAGE = """
            ./shanshao replay FILE --column NAME --device ID --quantity Q [--unit U] [--column … --device … --quantity …]
              --column NAME    of the values; repeat it, with device and quantity, for more than one
              --device ID      made in the exercise realm when it does not exist
              --quantity Q     of the wire contract, e.g. displacement, crack, rain
              --unit U         of the column; else what its heading says, else the quantity's own
              --time NAME      column of the time; guessed when not given
              --zone ZONE      of times without an offset                                  (Asia/Shanghai)
              --point ID       hazard point of a device that is made
              --original       as a backfill: every row once, with its own time            (the default)
              --as-live        as on the day: alerts and messages, on exercise devices with clock: replay
              --speed N        with --as-live: times real time, or max for as fast as acknowledged
                                                                           (the whole record in two minutes)
              --new-login      a device that exists gets a new password; the instrument that sends as it is shut out
              --url URL        of the command centre                               (http://127.0.0.1:8080)
              --mqtt URI       of the broker                                        (tcp://127.0.0.1:1883)
            SHANSHAO_ADMIN_PASSWORD or SHANSHAO_TOKEN lets it sign in; SHANSHAO_DEVICE_PASSWORD lets it speak as a
            device that exists.""";

    private static final Set<String> OPTIONS = Set.of(
            "--column",
            "--device",
            "--quantity",
            "--unit",
            "--time",
            "--zone",
            "--point",
            "--speed",
            "--url",
            "--mqtt");
    private static final Set<String> FLAGS = Set.of("--original", "--as-live", "--new-login");
    private static final Duration USUAL = Duration.ofMinutes(2);
    private static final int SHOWN = 20;
    private static final long TELL = 10;

    private final Arguments args;
    private final Map<String, String> environment;
    private final PrintStream out;

    public ReplayCommand(List<String> args, Map<String, String> environment, PrintStream out) {
        this.args = Arguments.parse(args, OPTIONS, FLAGS);
        this.environment = environment;
        this.out = out;
    }

    /** Answers 0 when every row that was sent is acknowledged, else 1. */
    public int run() throws IOException, InterruptedException {
        if (args.words().size() != 1 || (args.has("--original") && args.has("--as-live"))) {
            throw new Usage(USAGE);
        }
        var series = read(Path.of(args.words().get(0)));
        var live = args.has("--as-live");
        var speed = speed(series);
        var passwords = ready(series, live ? "replay" : "real");
        try (var replay =
                new Replay(series, LoadCommand.mqtt(args, environment), id -> passwords.getOrDefault(id, ""))) {
            var outcome = send(replay, live, speed);
            var bad = series.stream().mapToInt(each -> each.bad().size()).sum();
            out.printf(
                    "sent %d rows, acknowledged %d%s%n",
                    outcome.sent(), outcome.acknowledged(), bad == 0 ? "" : ", could not read " + bad);
            return outcome.all() ? 0 : 1;
        }
    }

    private Replay.Outcome send(Replay replay, boolean live, double speed) throws InterruptedException {
        var clock = Executors.newSingleThreadScheduledExecutor();
        try {
            var unused = clock.scheduleAtFixedRate(() -> out.println(replay.progress()), TELL, TELL, TimeUnit.SECONDS);
            return live ? replay.asLive(speed) : replay.original();
        } finally {
            clock.shutdownNow();
        }
    }

    /** Reads the file and tells what will be sent, and what cannot be. */
    private List<Series> read(Path file) throws IOException {
        var wishes = wishes();
        var table = Table.read(file);
        var times = Times.find(table, args.value("--time").orElse(null), zone());
        out.printf(
                "%s: %d rows, time in %s (%s where it says no offset)%n",
                file.getFileName(), table.rows().size(), times.told(table), times.zone());
        var all = new ArrayList<Series>();
        for (var wish : wishes) {
            var series = Series.of(table, times, wish);
            tell(wish, series);
            all.add(series);
        }
        if (all.stream().allMatch(series -> series.values().isEmpty())) {
            throw new Usage("there is nothing to send");
        }
        return all;
    }

    private void tell(Series.Wish wish, Series series) {
        out.printf(
                "%s → %s %s in %s: %d values, %d empty cells%s%n",
                wish.column(),
                series.device(),
                series.quantity(),
                series.unit() == null ? "its own unit" : series.unit(),
                series.values().size(),
                series.empty(),
                series.repeated() == 0
                        ? ""
                        : ", %d of a time that stood before: the later holds".formatted(series.repeated()));
        series.bad().stream().limit(SHOWN).forEach(bad -> out.println("  " + bad));
        if (series.bad().size() > SHOWN) {
            out.printf("  and %d more that could not be read%n", series.bad().size() - SHOWN);
        }
    }

    private List<Series.Wish> wishes() {
        var columns = args.options().getOrDefault("--column", List.of());
        if (columns.isEmpty()) {
            throw new Usage(USAGE);
        }
        var wishes = new ArrayList<Series.Wish>();
        var taken = new HashSet<String>();
        for (var i = 0; i < columns.size(); i++) {
            var device = each("--device", i, columns.size(), true);
            var quantity = each("--quantity", i, columns.size(), true);
            if (device == null || quantity == null) {
                throw new Usage("each column needs a --device and a --quantity");
            }
            if (!taken.add(device + "~" + quantity)) {
                throw new Usage("two columns for %s of %s".formatted(quantity, device));
            }
            wishes.add(new Series.Wish(columns.get(i), device, quantity, each("--unit", i, columns.size(), false)));
        }
        return wishes;
    }

    /** The i-th value of an option; where it is given once it holds for all columns. */
    private @Nullable String each(String option, int i, int columns, boolean needed) {
        var values = args.options().getOrDefault(option, List.of());
        if (values.isEmpty() && !needed) {
            return null;
        }
        if (values.size() != 1 && values.size() != columns) {
            throw new Usage("%d columns need one %s, or %d of them; there are %d"
                    .formatted(columns, option, columns, values.size()));
        }
        return values.get(values.size() == 1 ? 0 : i);
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(args.value("--zone").orElse("Asia/Shanghai"));
        } catch (DateTimeException e) {
            throw new Usage("--zone: " + e.getMessage());
        }
    }

    private double speed(List<Series> series) {
        if (args.has("--speed") && !args.has("--as-live")) {
            throw new Usage("--speed goes with --as-live; a backfill goes as fast as it is acknowledged");
        }
        if (args.value("--speed").filter("max"::equals).isPresent()) {
            return Double.POSITIVE_INFINITY;
        }
        var times = series.stream()
                .flatMap(each -> each.values().stream())
                .map(Series.Value::at)
                .collect(Collectors.summarizingLong(java.time.Instant::toEpochMilli));
        return args.number("--speed", Math.max(1, (times.getMax() - times.getMin()) / (double) USUAL.toMillis()), 1e-6);
    }

    private Devices.Login login() {
        var password = environment.getOrDefault("SHANSHAO_DEVICE_PASSWORD", "");
        return new Devices.Login(
                password.isBlank() ? Optional.empty() : Optional.of(password), args.has("--new-login"));
    }

    private Map<String, String> ready(List<Series> series, String clock) throws InterruptedException {
        var centre = Centre.open(LoadCommand.url(args, environment), environment);
        var devices = new Devices(centre, args.value("--point"), login(), out);
        var steps = new TreeMap<String, Duration>();
        series.forEach(each -> steps.merge(each.device(), each.step(), (a, b) -> a.compareTo(b) < 0 ? a : b));
        var passwords = new HashMap<String, String>();
        for (var step : steps.entrySet()) {
            passwords.put(step.getKey(), devices.ready(step.getKey(), clock, step.getValue()));
        }
        return passwords;
    }
}

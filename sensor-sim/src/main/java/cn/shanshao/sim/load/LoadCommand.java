package cn.shanshao.sim.load;

import cn.shanshao.ingest.wire.Json;
import cn.shanshao.sim.Arguments;
import cn.shanshao.sim.Usage;
import cn.shanshao.sim.centre.Centre;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** {@code ./shanshao sim}: load on a running system, told every ten seconds, and at the end as one line of JSON. */
public final class LoadCommand {
    public static final String USAGE = """
            ./shanshao sim --devices N --rate R --minutes M
              --devices N               devices, registered as sim-0001 … in the exercise realm      (100)
              --rate R                  readings per second, all together                            (1000)
              --minutes M               how long                                                     (1)
              --readings-per-message K  1 … 1000                                                     (1)
              --publishers P            logins that publish; the other devices are behind them       (at most 50)
              --credentials FILE        JSON {"login":"password",…}: used when it exists, else written
              --ledger FILE             writes device,quantity,ms of every acknowledged reading
              --url URL                 of the command centre                            (http://127.0.0.1:8080)
              --mqtt URI                of the broker                                     (tcp://127.0.0.1:1883)
            SHANSHAO_ADMIN_PASSWORD or SHANSHAO_TOKEN lets it register the devices.""";

    private static final Set<String> OPTIONS = Set.of(
            "--devices",
            "--rate",
            "--minutes",
            "--readings-per-message",
            "--publishers",
            "--credentials",
            "--ledger",
            "--url",
            "--mqtt");
    private static final Duration TELL = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int OWN_CONNECTIONS = 50;

    private final Arguments args;
    private final Map<String, String> environment;
    private final PrintStream out;

    public LoadCommand(List<String> args, Map<String, String> environment, PrintStream out) {
        this.args = Arguments.parse(args, OPTIONS, Set.of());
        this.environment = environment;
        this.out = out;
        if (!this.args.words().isEmpty()) {
            throw new Usage("unknown word " + this.args.words().get(0) + "\n" + USAGE);
        }
    }

    /** Answers 0 when everything that was offered is acknowledged, else 1. */
    public int run() throws IOException, InterruptedException {
        var devices = (int) args.number("--devices", 100, 1);
        var publishers = (int) Math.min(devices, args.number("--publishers", Math.min(devices, OWN_CONNECTIONS), 1));
        var carried = carried(devices, publishers);
        var settings = new LoadSettings(
                mqtt(args, environment),
                passwords(carried),
                carried,
                args.number("--rate", 1_000, 0.001),
                (int) args.number("--readings-per-message", 1, 1),
                args.has("--ledger"));
        var minutes = args.number("--minutes", 1, 0.01);
        try (var load = Load.start(settings)) {
            tell(load, Duration.ofMillis((long) (minutes * 60_000)));
            var all = load.stop(PATIENCE);
            if (args.has("--ledger")) {
                write(load.ledger(), Path.of(args.value("--ledger").orElseThrow()));
            }
            out.println(load.report());
            return all && load.report().refused() == 0 ? 0 : 1;
        }
    }

    private void tell(Load load, Duration span) throws InterruptedException {
        var end = System.nanoTime() + span.toNanos();
        while (System.nanoTime() < end) {
            Thread.sleep(Math.max(1, Math.min(TELL.toMillis(), (end - System.nanoTime()) / 1_000_000)));
            var now = load.recent();
            out.printf(
                    "%6.0f s  acknowledged %,d of %,d readings, %,.0f/s  publish→PUBACK p50 %.1f ms  p99 %.1f ms  max %.1f ms%n",
                    now.seconds(),
                    now.acknowledged(),
                    now.offered(),
                    now.perSecond(),
                    now.p50Ms(),
                    now.p99Ms(),
                    now.maxMs());
            if (!load.trouble().isEmpty()) {
                out.println("        " + load.trouble());
            }
        }
    }

    private static Map<String, List<String>> carried(int devices, int publishers) {
        var carried = new LinkedHashMap<String, List<String>>();
        for (var i = 0; i < devices; i++) {
            carried.computeIfAbsent(id(i % publishers), none -> new ArrayList<>())
                    .add(id(i));
        }
        return carried;
    }

    private static String id(int i) {
        return "sim-%04d".formatted(i + 1);
    }

    private Map<String, String> passwords(Map<String, List<String>> carried) throws IOException {
        var file = args.value("--credentials").map(Path::of).orElse(null);
        if (file != null && Files.exists(file)) {
            var known = new TreeMap<String, String>();
            Json.read(Files.readAllBytes(file), JsonNode.class)
                    .properties()
                    .forEach(entry -> known.put(entry.getKey(), entry.getValue().asString()));
            return known;
        }
        var centre = Centre.open(url(args, environment), environment);
        var passwords = new TreeMap<String, String>();
        carried.forEach((login, devices) -> {
            devices.forEach(device -> register(centre, device, login));
            passwords.put(login, centre.credentials(login));
        });
        out.println("registered %d devices behind %d logins"
                .formatted(carried.values().stream().mapToInt(List::size).sum(), carried.size()));
        if (file != null) {
            Files.write(file, Json.write(passwords));
        }
        return passwords;
    }

    private static void register(Centre centre, String device, String login) {
        if (centre.device(device).isEmpty()) {
            var form = new LinkedHashMap<String, Object>();
            form.put("id", device);
            form.put("name", "负载 " + device);
            form.put("model", "load");
            form.put("realm", "exercise");
            form.put("interval", 10);
            if (!device.equals(login)) {
                form.put("gateway", login);
            }
            centre.create(form);
        }
    }

    private static void write(Ledger ledger, Path file) throws IOException {
        try (var lines = Files.newBufferedWriter(file)) {
            for (var device : ledger.times().entrySet()) {
                for (var quantity : device.getValue().entrySet()) {
                    for (var ms : quantity.getValue()) {
                        lines.write(device.getKey() + "," + quantity.getKey() + "," + ms + "\n");
                    }
                }
            }
        }
    }

    /** The command centre's address, by option or by the port in the environment. */
    public static URI url(Arguments args, Map<String, String> environment) {
        return URI.create(args.value("--url")
                .orElse("http://127.0.0.1:" + environment.getOrDefault("SHANSHAO_HTTP_PORT", "8080")));
    }

    /** The broker's address, by option or by the port in the environment. */
    public static String mqtt(Arguments args, Map<String, String> environment) {
        return args.value("--mqtt").orElse("tcp://127.0.0.1:" + environment.getOrDefault("SHANSHAO_MQTT_PORT", "1883"));
    }
}

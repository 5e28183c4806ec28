package cn.shanshao.allinone.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Entry of {@code ./shanshao bench}; without more, what there is and its options. */
public final class Bench {
    private static final String USAGE = """
            ./shanshao bench road [--seconds 60] [--rates 1000,2000,5000,10000,20000] [--per-message 1,20]
            ./shanshao bench warn [--flows 120] [--rate 1000] [--warm-up 60]
            ./shanshao bench sms [--recipients 100000] [--window 32] [--answer-ms 5]
            ./shanshao bench detect [--seconds 2]
            ./shanshao bench forecast [--slopes 100] [--seed 5] [--noise 0.1] [--storms 0.001]""";

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var rest = List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
        switch (arguments.length == 0 ? "" : arguments[0]) {
            case "road" -> road(options(rest), out);
            case "warn" ->
                warn(
                        (int) number(rest, "--flows", 120),
                        (int) number(rest, "--rate", 1_000),
                        Duration.ofSeconds((long) number(rest, "--warm-up", 60)),
                        out);
            case "sms" -> sms(SmsBench.Options.of(rest), out);
            case "detect" -> new DetectBench((int) number(rest, "--seconds", 2), out).run();
            case "forecast" ->
                new ForecastBench(
                                (int) number(rest, "--slopes", 100),
                                (long) number(rest, "--seed", 5),
                                number(rest, "--noise", 0.1),
                                number(rest, "--storms", 0.001),
                                out)
                        .run();
            default -> {
                out.println(USAGE);
                System.exit(2);
            }
        }
        System.exit(0);
    }

    private static void road(Options options, PrintStream out) throws Exception {
        var dir = Files.createTempDirectory("shanshao-bench");
        try {
            new RoadBench(options, dir, out).run();
        } finally {
            delete(dir);
        }
    }

    private static void warn(int flows, int rate, Duration warmUp, PrintStream out) throws Exception {
        var dir = Files.createTempDirectory("shanshao-bench");
        try {
            new WarnBench(flows, rate, warmUp, dir, out).run();
        } finally {
            delete(dir);
        }
    }

    private static void sms(SmsBench.Options options, PrintStream out) throws Exception {
        var dir = Files.createTempDirectory("shanshao-bench");
        try {
            new SmsBench(options, dir, out).run();
        } finally {
            delete(dir);
        }
    }

    /**
     * @param seconds each load lasts
     * @param rates readings per second offered
     * @param perMessage readings in one message
     */
    record Options(int seconds, List<Integer> rates, List<Integer> perMessage) {}

    private static Options options(List<String> arguments) {
        var options = new Options(60, List.of(1_000, 2_000, 5_000, 10_000, 20_000), List.of(1, 20));
        for (var i = 0; i + 1 < arguments.size(); i += 2) {
            var value = arguments.get(i + 1);
            options = switch (arguments.get(i)) {
                case "--seconds" -> new Options(Integer.parseInt(value), options.rates(), options.perMessage());
                case "--rates" -> new Options(options.seconds(), numbers(value), options.perMessage());
                case "--per-message" -> new Options(options.seconds(), options.rates(), numbers(value));
                default -> throw new IllegalArgumentException(USAGE);
            };
        }
        return options;
    }

    private static double number(List<String> arguments, String name, double usual) {
        var place = arguments.indexOf(name) + 1;
        return place == 0 || place >= arguments.size() ? usual : Double.parseDouble(arguments.get(place));
    }

    private static List<Integer> numbers(String text) {
        var numbers = new ArrayList<Integer>();
        for (var part : text.split(",", -1)) numbers.add(Integer.parseInt(part.strip()));
        return List.copyOf(numbers);
    }

    private static void delete(Path dir) throws IOException {
        try (var files = Files.walk(dir)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }
}

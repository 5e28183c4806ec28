package cn.shanshao.allinone.bench;

import cn.shanshao.allinone.trial.Await;
import cn.shanshao.allinone.trial.TrialFailure;
import cn.shanshao.allinone.trial.TrialSystem;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One notice to a whole valley: from the signature to the last household's message at the carrier, through rosters, outbox and
 * SMPP client of the running system; and, as the measure, a bare jsmpp loop to the same carrier.
 */
final class SmsBench {
    static final String FROM = "10690000";

    private static final String PASSWORD = "password-of-the-bench";
    private static final String DIVISION = "220282";
    private static final String GATEWAY = "SHANSHAO_SMS_GATEWAYS_0_";
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    /** Longer than the bench: nobody is called meanwhile. */
    private static final String NO_CALLS = "2h";

    private final Options options;
    private final Path dir;
    private final PrintStream out;

    /**
     * @param recipients of the notice, 1…100 000
     * @param window requests that may wait for the carrier's answer at once, 1…100
     * @param answerMs how long the carrier takes for each, 0…1 000 ms
     */
    record Options(int recipients, int window, int answerMs) {
        static final String USAGE = "[--recipients 100000] [--window 32] [--answer-ms 5]";

        Options {
            check("--recipients", recipients, 1, 100_000);
            check("--window", window, 1, 100);
            check("--answer-ms", answerMs, 0, 1_000);
        }

        private static void check(String name, int value, int least, int most) {
            if (value < least || value > most) {
                throw new IllegalArgumentException("%s must be %d…%d, was %d".formatted(name, least, most, value));
            }
        }

        /** @throws IllegalArgumentException when an option is unknown, has no value, or one that cannot be */
        static Options of(List<String> arguments) {
            var options = new Options(100_000, 32, 5);
            for (var i = 0; i < arguments.size(); i += 2) {
                var name = arguments.get(i);
                var value = i + 1 < arguments.size() ? number(name, arguments.get(i + 1)) : number(name, "nothing");
                options = switch (name) {
                    case "--recipients" -> new Options(value, options.window, options.answerMs);
                    case "--window" -> new Options(options.recipients, value, options.answerMs);
                    case "--answer-ms" -> new Options(options.recipients, options.window, value);
                    default ->
                        throw new IllegalArgumentException("unknown option %s; there are %s".formatted(name, USAGE));
                };
            }
            return options;
        }

        private static int number(String name, String text) {
            try {
                return Integer.parseInt(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("%s must be a whole number, was %s".formatted(name, text), e);
            }
        }

        /** Enough that both sides are warm. */
        int warmUp() {
            return Math.max(1, Math.min(10_000, recipients / 5));
        }
    }

    SmsBench(Options options, Path dir, PrintStream out) {
        this.options = options;
        this.dir = dir;
        this.out = out;
    }

    /** A number of fifteen digits that no network has. */
    static String phone(int i) {
        return "9990000%08d".formatted(i);
    }

    void run() throws Exception {
        out.printf(
                Locale.ROOT,
                "%s, %d CPUs, Java %s, load average %.1f; %d recipients, window %d, the carrier answers after %d ms%n",
                Instant.now(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                options.recipients(),
                options.window(),
                options.answerMs());
        try (var smsc = Smsc.start(options.window(), Duration.ofMillis(options.answerMs()))) {
            var bare = bare(smsc);
            try (var system = TrialSystem.start(
                    dir.resolve("home"), System.getProperty("java.class.path"), PASSWORD, environment(smsc))) {
                system(system, smsc, bare);
            }
        }
    }

    private Map<String, String> environment(Smsc smsc) {
        return Map.of(
                GATEWAY + "NAME",
                "bench",
                GATEWAY + "KIND",
                "smpp",
                GATEWAY + "HOST",
                "127.0.0.1",
                GATEWAY + "PORT",
                Integer.toString(smsc.port()),
                GATEWAY + "LOGIN",
                Smsc.LOGIN,
                GATEWAY + "SECRET",
                Smsc.PASSWORD,
                GATEWAY + "FROM",
                FROM,
                GATEWAY + "WINDOW",
                Integer.toString(options.window()),
                "SHANSHAO_NOTIFICATION_LADDER_RED_STEP",
                NO_CALLS,
                "SHANSHAO_NOTIFICATION_LADDER_RED_DEADLINE",
                "3h");
    }

    /** @return messages per second */
    private double bare(Smsc smsc) throws Exception {
        var client = new BareSmpp(smsc.port(), options.window(), "【山哨】红色预警：试验沟请立即撤离到东沟小学。回1已撤离，2求助。");
        client.run(options.warmUp(), smsc.fresh());
        var tally = smsc.fresh();
        client.run(options.recipients(), tally);
        out.println("                 messages      s  messages/s | receipts, last after s");
        return row("bare jsmpp", tally, tally.first());
    }

    private void system(TrialSystem system, Smsc smsc, double bare) throws Exception {
        var valley = new Valley(system, DIVISION, PASSWORD);
        valley.settle("bench-warm", options.warmUp(), 50_000_000);
        valley.settle("bench-valley", options.recipients(), 0);
        issue(valley, "bench-warm", options.warmUp(), smsc);
        try (var memory = HeapWatch.on(system.pid())) {
            var cpu = Meter.of(system.pid()).cpuSeconds();
            var issued = issue(valley, "bench-valley", options.recipients(), smsc);
            var tally = issued.tally();
            var rate = row("the system", tally, issued.signing());
            out.printf(Locale.ROOT, "  of bare jsmpp: %.0f %%%n", 100 * rate / bare);
            out.printf(
                    Locale.ROOT,
                    "from the signature: its answer %.1f s, first submit %.1f s, last submit %.1f s; %d missing, %d doubled, %d receipts lost%n",
                    (issued.signed() - issued.signing()) / 1e9,
                    (tally.first() - issued.signing()) / 1e9,
                    (tally.last() - issued.signing()) / 1e9,
                    options.recipients() - tally.people(),
                    tally.doubles(),
                    tally.receiptsLost());
            var most = memory.most();
            out.printf(
                    Locale.ROOT,
                    "memory of the system's JVM at most: heap %d MB, %d MB of it after a collection; RSS %d MB; CPU %.0f µs a message%n",
                    most.used(),
                    most.collected(),
                    most.resident(),
                    (Meter.of(system.pid()).cpuSeconds() - cpu) / options.recipients() * 1e6);
            correct(valley, smsc);
        }
    }

    /**
     * A notice that has gone out.
     *
     * @param signing when it was begun to be signed, of {@link System#nanoTime}
     * @param signed when the signer had the answer
     */
    private record Issued(Tally tally, long signing, long signed) {}

    private static Issued issue(Valley valley, String point, int recipients, Smsc smsc) {
        var notice = valley.propose(point);
        var tally = smsc.fresh();
        var signing = System.nanoTime();
        valley.sign(notice);
        var signed = System.nanoTime();
        awaitPeople(tally, recipients);
        awaitReceipts(tally, recipients);
        return new Issued(tally, signing, signed);
    }

    /** One key, the same people, the same carrier. */
    private void correct(Valley valley, Smsc smsc) {
        var tally = smsc.fresh();
        var begun = System.nanoTime();
        valley.correct("bench-valley");
        awaitPeople(tally, options.recipients());
        awaitReceipts(tally, options.recipients());
        row("the correction", tally, begun);
    }

    private static void awaitPeople(Tally tally, int recipients) {
        if (!Await.condition(PATIENCE, () -> tally.people() >= recipients)) {
            throw new TrialFailure("only %d of %d messages came".formatted(tally.people(), recipients));
        }
    }

    static void awaitReceipts(Tally tally, int recipients) {
        if (!Await.condition(PATIENCE, () -> tally.receiptsTaken() + tally.receiptsLost() >= recipients)) {
            throw new TrialFailure("only %d of %d receipts were taken".formatted(tally.receiptsTaken(), recipients));
        }
    }

    /** @return messages per second, from then on to the last submit */
    private double row(String what, Tally tally, long from) {
        var rate = tally.perSecond(from);
        out.printf(
                Locale.ROOT,
                "%-16s %8d  %5.1f  %10.0f | %8d  %13.1f%n",
                what,
                tally.people(),
                (tally.last() - from) / 1e9,
                rate,
                tally.receiptsTaken(),
                (tally.lastReceipt() - from) / 1e9);
        return rate;
    }

    /** A roster as a table: one household for each number, from a number on. */
    static byte[] roster(String point, int households, int firstPhone) {
        var head = "隐患点编号,户编号,户主姓名,人数,住址,联系人1,电话1,安置地点,安置负责人\n";
        return IntStream.range(0, households)
                .mapToObj(i ->
                        "%s,%d,户主%d,4,东沟村%d号,户主%d,%s,东沟小学,孙校长".formatted(point, i + 1, i, i, i, phone(firstPhone + i)))
                .collect(Collectors.joining("\n", head, "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }
}

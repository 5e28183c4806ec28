package cn.shanshao.allinone.bench;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Objects;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** How many readings one core puts through the detectors, method by method. */
final class DetectBench {
    private static final double SECOND = 1e9;
    private static final double MICRO = 1e3;

    private final int seconds;
    private final PrintStream out;

    /** @param seconds that each method is measured, after as many to warm up */
    DetectBench(int seconds, PrintStream out) {
        this.seconds = seconds;
        this.out = out;
    }

    void run() throws RunnerException {
        var options = new OptionsBuilder()
                .include(Detectors.class.getName())
                .param("what", Detectors.all())
                .forks(1)
                .threads(1)
                .warmupIterations(1)
                .warmupTime(TimeValue.seconds(seconds))
                .measurementIterations(seconds)
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(CpuTime.class)
                .verbosity(VerboseMode.SILENT)
                .build();
        out.printf("%-30s %16s %10s%n", "method", "readings/s·core", "µs CPU");
        for (var result : new Runner(options).run()) {
            var nanos = Objects.requireNonNull(result.getSecondaryResults().get(CpuTime.NAME))
                    .getScore();
            var what = result.getParams().getParam("what");
            out.printf(Locale.ROOT, "%-30s %16.0f %10.2f%n", what, SECOND / nanos, nanos / MICRO);
        }
    }
}

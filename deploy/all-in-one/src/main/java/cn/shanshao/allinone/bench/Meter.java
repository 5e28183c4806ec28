package cn.shanshao.allinone.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process has used, from {@code /proc}: CPU in seconds since its start, resident memory in MB. */
record Meter(double cpuSeconds, long residentMb) {
    /** USER_HZ, which Linux fixes for user space. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int UTIME_AFTER_NAME = 11;

    static Meter of(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            var ticks = Long.parseLong(fields[UTIME_AFTER_NAME]) + Long.parseLong(fields[UTIME_AFTER_NAME + 1]);
            return new Meter(ticks / TICKS_PER_SECOND, resident(pid));
        } catch (IOException e) {
            throw new UncheckedIOException("process " + pid + " is gone", e);
        }
    }

    private static long resident(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}

package cn.shanshao.allinone.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs one short command and keeps what it said. */
record Shell(int exitCode, String output) {
    private static final long LIMIT_SECONDS = 120;

    static Shell run(List<String> command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Shell(-1, output + " (no end after " + LIMIT_SECONDS + " s)");
            }
            return new Shell(process.exitValue(), output.strip());
        } catch (IOException e) {
            return new Shell(-1, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgresFailure("interrupted during " + command.get(0), e);
        }
    }

    boolean succeeded() {
        return exitCode == 0;
    }
}

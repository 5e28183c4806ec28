package cn.shanshao.allinone;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When the demo began, kept over restarts so that its series go on.
 *
 * @param past how much history to send before it plays: a day at the very first start, none later
 */
record DemoBeginning(Instant epoch, Duration past) {
    private static final String FILE = "demo-epoch";

    static DemoBeginning of(Home home) {
        try {
            var file = home.part(FILE);
            if (Files.exists(file)) {
                return new DemoBeginning(Instant.parse(Files.readString(file).strip()), Duration.ZERO);
            }
            var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            home.write(FILE, now + "\n");
            return new DemoBeginning(now, Duration.ofDays(1));
        } catch (IOException e) {
            throw new StartFailure(
                    "cannot keep " + FILE + ": " + e.getMessage(), "make room or rights in " + home.dir(), e);
        }
    }
}

package cn.shanshao.allinone;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/** {@code ./shanshao up}: runs until it is told to stop by SIGTERM or SIGINT. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        var progress = new Progress(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        try {
            var settings = Settings.of(System.getenv(), List.of(arguments));
            var home = Home.open(settings.home());
            run(settings, home, progress);
        } catch (StartFailure e) {
            LoggerFactory.getLogger(Main.class).error("does not start", e);
            progress.failure(String.valueOf(e.getMessage()), e.mend());
            Runtime.getRuntime().exit(1);
        }
        new CountDownLatch(1).await();
    }

    private static void run(Settings settings, Home home, Progress progress) {
        quieten(home);
        var system = new AllInOne(settings, home, progress);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(system, home, progress), "shutdown"));
        system.start();
    }

    /** The terminal belongs to the operator: what libraries print goes to a file. */
    private static void quieten(Home home) {
        try {
            var file = new PrintStream(home.log("console.log").toFile(), StandardCharsets.UTF_8);
            System.setOut(file);
            System.setErr(file);
        } catch (IOException e) {
            throw new StartFailure("cannot write below " + home.dir() + ": " + e.getMessage(), "./shanshao doctor", e);
        }
    }

    private static void stop(AllInOne system, Home home, Progress progress) {
        progress.line("stopping  正在停止");
        system.close();
        home.close();
        progress.line("stopped  已停止");
    }
}

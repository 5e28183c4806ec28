package cn.shanshao.allinone.trial;

import cn.shanshao.allinone.Main;
import cn.shanshao.allinone.port.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The whole system in a process of its own, on the loopback, on free ports, without the demo. */
public final class TrialSystem implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(6);
    /** Longer than the parts may take one after the other. */
    private static final Duration STOP_LIMIT = Duration.ofMinutes(6);
    /** In the last line of the greeting: whoever waits for it may read the whole. */
    private static final String READY = "Ctrl-C, or ./shanshao down";

    private final Path home;
    private final Jvm jvm;
    private final String password;
    private final Map<String, String> environment;
    private final int http = freePort();
    private final int mqtt = freePort();
    private Process process;
    /** The database server: a killed JVM leaves it, and the next start stops it. */
    private List<ProcessHandle> children = List.of();

    /**
     * Starts it in a plain Java and waits until it is ready.
     *
     * @param home the data folder; what is in it is taken up
     * @param environment on top of the usual
     */
    public static TrialSystem start(Path home, String classPath, String password, Map<String, String> environment) {
        return start(home, Jvm.plain(classPath), password, environment);
    }

    /** The same in a Java of the caller's choice. */
    public static TrialSystem start(Path home, Jvm jvm, String password, Map<String, String> environment) {
        return new TrialSystem(home, jvm, password, environment);
    }

    private TrialSystem(Path home, Jvm jvm, String password, Map<String, String> environment) {
        this.home = home;
        this.jvm = jvm;
        this.password = password;
        this.environment = Map.copyOf(environment);
        this.process = launch();
        awaitReady();
    }

    /** As a power cut for the JVM: kill -9, no goodbye to anybody. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** As {@code ./shanshao down}. */
    public void stop() {
        process.destroy();
        awaitEnd();
    }

    /** The same data folder, the same ports. */
    public void startAgain() {
        process = launch();
        awaitReady();
    }

    public long pid() {
        return process.pid();
    }

    public Path home() {
        return home;
    }

    public URI page() {
        return URI.create("http://127.0.0.1:" + http);
    }

    public String mqttUri() {
        return "tcp://127.0.0.1:" + mqtt;
    }

    /** What it printed for the operator. */
    public String terminal() {
        try {
            return Files.readString(home.resolve("terminal"));
        } catch (IOException e) {
            return "";
        }
    }

    private static int freePort() {
        try {
            return FreePort.find();
        } catch (IOException e) {
            throw new TrialFailure("no free port on the loopback", e);
        }
    }

    private Process launch() {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx1500m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dshanshao.home=" + home,
                "-Djava.awt.headless=true",
                "-cp",
                jvm.classPath()));
        command.addAll(jvm.options().get());
        command.add(Main.class.getName());
        if (!environment.containsKey("DEMO")) command.add("--empty");
        try {
            Files.createDirectories(home);
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("terminal").toFile());
            builder.environment().putAll(usual());
            builder.environment().putAll(environment);
            return builder.start();
        } catch (IOException e) {
            throw new TrialFailure("cannot start the system", e);
        }
    }

    private Map<String, String> usual() {
        var usual = new HashMap<String, String>();
        usual.put("SHANSHAO_HOME", home.toString());
        usual.put("SHANSHAO_HOST", "127.0.0.1");
        usual.put("SHANSHAO_HTTP_PORT", String.valueOf(http));
        usual.put("SHANSHAO_MQTT_PORT", String.valueOf(mqtt));
        usual.put("SHANSHAO_FLINK_PORT", "-1");
        usual.put("SHANSHAO_ADMIN_PASSWORD", password);
        return usual;
    }

    private void awaitReady() {
        var ready = Await.condition(START_LIMIT, () -> terminal().contains(READY) || !process.isAlive());
        if (ready && process.isAlive()) {
            children = process.descendants().toList();
            return;
        }
        throw failure(
                process.isAlive()
                        ? "the system was not ready within " + START_LIMIT.toSeconds() + " s"
                        : "the system did not start, and ended with code " + process.exitValue());
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw failure("the system did not end within " + STOP_LIMIT.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrialFailure("interrupted", e);
        }
    }

    /** With all that tells why; nothing of the system runs on, for its folder may be deleted next. */
    private TrialFailure failure(String what) {
        var told = new StringBuilder(what).append(":\n").append(terminal());
        for (var log : List.of("shanshao.log", "console.log", "postgres.log")) {
            told.append("\n--- end of ").append(log).append('\n').append(LogEnd.of(home.resolve("log/" + log)));
        }
        abandon();
        return new TrialFailure(told.toString());
    }

    private void abandon() {
        var all = Stream.concat(process.descendants(), children.stream()).toList();
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            stop();
        } else {
            abandon();
        }
    }
}

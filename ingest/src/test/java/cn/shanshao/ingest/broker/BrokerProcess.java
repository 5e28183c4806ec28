package cn.shanshao.ingest.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A broker in a process of its own, which can be killed. It answers {@code health} on its standard input. */
final class BrokerProcess implements AutoCloseable {
    private final Path dir;
    private final String heap;
    private Process process;
    private BufferedReader answers;
    private int port;

    BrokerProcess(Path dir, String heap) throws IOException {
        this.dir = dir;
        this.heap = heap;
        start();
    }

    private void start() throws IOException {
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        BrokerProcess.class.getName(),
                        dir.toString(),
                        Integer.toString(port)))
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(dir.resolve("errors").toFile()))
                .start();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream()));
        port = Integer.parseInt(answer("port"));
    }

    private String answer(String word) throws IOException {
        for (var line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(word + "=")) {
                return line.substring(word.length() + 1);
            }
        }
        throw new IOException("the broker is gone: " + Files.readString(dir.resolve("errors")));
    }

    int port() {
        return port;
    }

    /** {@code backlog delivering consumers zombies deadLetters} of the job's queue. */
    long[] health() {
        try {
            var out = new PrintStream(process.getOutputStream(), true);
            out.println("health");
            var figures = answer("health").split(" ");
            var numbers = new long[figures.length];
            for (var i = 0; i < numbers.length; i++) {
                numbers[i] = Long.parseLong(figures[i]);
            }
            return numbers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long backlog() {
        return health()[0];
    }

    /** {@code kill -9}, and up again on the same port with the same journal. */
    void killAndRestart() throws IOException, InterruptedException {
        kill();
        start();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] args) throws IOException {
        var dir = Path.of(args[0]);
        var devices = DeviceLogins.open(dir.resolve("logins"));
        var broker = EmbeddedBroker.start(new BrokerSettings(
                dir.resolve("broker"), "127.0.0.1", Integer.parseInt(args[1]), BrokerFixture.SERVICES, devices));
        System.out.println("port=" + broker.port());
        try (var in = new BufferedReader(new InputStreamReader(System.in))) {
            while (in.readLine() != null) {
                var h = broker.health();
                System.out.println("health=" + h.jobBacklog() + " " + h.jobDelivering() + " " + h.jobConsumers() + " "
                        + h.zombiesCleared() + " " + h.deadLetters());
            }
        }
        // the parent is gone, or wants us to be
        Runtime.getRuntime().halt(0);
    }
}
